import { DEVICE_KINDS, type DeviceKind } from '../types.js';

/** A device that can be chosen. The label is empty until the browser has granted access. */
export interface Device {
  readonly deviceId: string;
  readonly label: string;
}

/** The devices of this machine (mediacapture-streams §9), kept up to date between `refresh` and `close`. */
export class DeviceList {
  readonly #onChange: () => void;
  #lists = new Map<DeviceKind, readonly Device[]>();
  #watching: AbortController | undefined;

  /** @param onChange - Called after a list changed. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Devices of a kind; the same array until something in it changes. */
  list(kind: DeviceKind): readonly Device[] {
    return this.#lists.get(kind) ?? NONE;
  }

  /**
   * Asks the browser again, and from now on whenever devices come or go. Do not wait for it while starting:
   * Firefox answers only once the document has the focus.
   */
  async refresh(): Promise<void> {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return;
    const watching = (this.#watching ??= this.#watch(devices));
    const found = await devices.enumerateDevices().catch(() => []);
    if (watching.signal.aborted) return;
    let changed = false;
    for (const kind of DEVICE_KINDS) {
      const list = found
        .filter((device) => device.kind === kind)
        .map(({ deviceId, label }) => Object.freeze({ deviceId, label }));
      if (same(list, this.list(kind))) continue;
      this.#lists.set(kind, Object.freeze(list));
      changed = true;
    }
    if (changed) this.#onChange();
  }

  /** Stops watching. */
  close(): void {
    this.#watching?.abort();
    this.#watching = undefined;
  }

  #watch(devices: MediaDevices): AbortController {
    const watching = new AbortController();
    devices.addEventListener('devicechange', () => void this.refresh(), { signal: watching.signal });
    return watching;
  }
}

const NONE: readonly Device[] = Object.freeze([]);

const same = (a: readonly Device[], b: readonly Device[]): boolean =>
  a.length === b.length &&
  a.every((device, i) => device.deviceId === b[i]?.deviceId && device.label === b[i].label);
