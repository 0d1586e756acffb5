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
   * @throws The error of `use`.
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
}
