import { equal } from '../../internal/equal.js';
import { DEVICE_KINDS, type DeviceKind } from '../types.js';

/** A device that can be chosen. The label is empty until the browser has granted access. */
export interface Device {
  readonly deviceId: string;
  readonly label: string;
}

export type DeviceLists = ReadonlyMap<DeviceKind, readonly Device[]>;

/** The devices of this machine (mediacapture-streams §9), kept up to date between `refresh` and `close`. */
export class DeviceList {
  readonly #onChange: (before: DeviceLists | undefined) => void;
  #lists: DeviceLists = new Map();
  #watching: AbortController | undefined;
  /** Whether the lists are up to date, as far as the browser tells. */
  #current = false;
  #requests = 0;
  /** The latest request whose answer was taken over. */
  #answered = 0;

  /**
   * @param onChange - Called after a list changed, with the previous lists; with `undefined` if nobody was watching, so that
   *   nothing can be concluded from what is different now.
   */
  constructor(onChange: (before: DeviceLists | undefined) => void) {
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
    const { signal } = (this.#watching ??= this.#watch(devices));
    const request = (this.#requests += 1);
    const found = await devices.enumerateDevices().catch(() => undefined);
    // Closed meanwhile, or overtaken by the answer to a later request.
    if (!found || signal.aborted || request < this.#answered) return;
    this.#answered = request;
    const before = this.#current ? this.#lists : undefined;
    this.#current = true;
    const lists = new Map<DeviceKind, readonly Device[]>();
    for (const kind of DEVICE_KINDS) {
      const list = found
        .filter((device) => device.kind === kind)
        .map(({ deviceId, label }) => Object.freeze({ deviceId, label }));
      lists.set(kind, equal(list, this.list(kind)) ? this.list(kind) : Object.freeze(list));
    }
    const changed = DEVICE_KINDS.some((kind) => lists.get(kind) !== this.list(kind));
    this.#lists = lists;
    if (changed) this.#onChange(before);
  }

  /** Stops watching. */
  close(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    this.#current = false;
  }

  #watch(devices: MediaDevices): AbortController {
    const watching = new AbortController();
    devices.addEventListener('devicechange', () => void this.refresh(), { signal: watching.signal });
    return watching;
  }
}

const NONE: readonly Device[] = Object.freeze([]);
