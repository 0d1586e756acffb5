import type { DeviceKind } from '../types.js';
import { recallDevices } from './device-memory.js';

/** The devices that the person prefers, whether they are there or not. */
export class DeviceChoice {
  /** Ids of the preferred devices; no entry, or `''`, leaves the choice to the browser. */
  readonly devices: Map<DeviceKind, string> = recallDevices();

  /** Direction of the camera (`facingMode`), once the person has decided that. */
  facing: string | undefined;

  /**
   * Prefers a device, and the previous one again where `use` fails.
   *
   * @returns Whether no other device was chosen meanwhile.
   * @throws What `use` throws.
   */
  async select(kind: DeviceKind, deviceId: string, use: () => Promise<void>): Promise<boolean> {
    const previous = this.devices.get(kind) ?? '';
    this.devices.set(kind, deviceId);
    try {
      await use();
    } catch (error) {
      if (this.devices.get(kind) === deviceId) this.devices.set(kind, previous);
      throw error;
    }
    return this.devices.get(kind) === deviceId;
  }

  /**
   * Prefers a camera that looks in the other direction, and the previous one again where `use` fails.
   *
   * @param current - Direction of the camera in use, where the browser knows it.
   * @throws What `use` throws.
   */
  async flip(current: string | undefined, use: () => Promise<unknown>): Promise<void> {
    const previous = this.facing;
    // During a flip the camera in use is still the previous one.
    const facing = previous && !this.devices.get('videoinput') ? previous : (current ?? previous);
    const flipped = facing === 'environment' ? 'user' : 'environment';
    this.facing = flipped;
    try {
      await use();
    } catch (error) {
      if (this.facing === flipped) this.facing = previous;
      throw error;
    }
  }
}
