import { RtcError, type RtcErrorCode } from '../errors.js';
import { RtcErrorEvent, type DeviceChangeReason } from '../events.js';
import type { CaptureSource, DeviceKind } from '../types.js';
import { CAPTURE_SOURCES, INPUT_KINDS } from './capture-kinds.js';
import { queryMediaPermission } from './permission.js';
import type { Device, DeviceLists } from './device-list.js';
import type { LocalMedia } from './local-media.js';
import type { LocalSource } from './local-source.js';

/** The devices to keep, and the means to do so. */
export interface KeptDevices {
  readonly media: LocalMedia;
  readonly sources: Readonly<Record<CaptureSource, LocalSource>>;
  readonly preferred: Map<DeviceKind, string>;
  /** Opens a source again, on the preferred device or any other. */
  readonly open: (source: CaptureSource) => Promise<void>;
  /** Changes to the preferred device, and tells why. */
  readonly change: (kind: DeviceKind, reason: DeviceChangeReason) => Promise<void>;
  /** Tells what is in use now. */
  readonly announce: (kind: DeviceKind, reason: DeviceChangeReason) => void;
}

/** A person who has refused is not asked again because a device was plugged in. */
const REFUSALS: readonly (RtcErrorCode | undefined)[] = [
  'permission-denied',
  'permission-dismissed',
  'system-denied',
  'media-disabled',
];

/** Keeps camera, microphone and speaker going while devices are unplugged and plugged in. */
export class DeviceKeeper {
  readonly #kept: KeptDevices;
  /** The speaker that was chosen and is not there; the sound comes from the default one then. */
  #lostSpeaker = '';

  constructor(kept: KeptDevices) {
    this.#kept = kept;
  }

  /**
   * The device in use is gone: goes on with another one, or says that there is none.
   *
   * @param signal - Aborts when everything is closed: then nothing may be opened any more.
   */
  async handleEnded(source: CaptureSource, track: MediaStreamTrack, signal: AbortSignal): Promise<void> {
    const { media, sources, preferred } = this.#kept;
    const kind = INPUT_KINDS[source];
    // Used again when it comes back.
    if (!preferred.get(kind)) preferred.set(kind, sources[source].deviceId);
    // Taken away during the call: there is no use in another device.
    const denied = (await queryMediaPermission([source])) === 'denied';
    if (signal.aborted) return;
    if (media.devicePolicy === 'auto' && !denied && (await this.#replace(source, track, signal))) return;
    // The person has opened it again meanwhile.
    if (sources[source].track) return;
    const code = denied ? 'permission-denied' : 'device-unavailable';
    const error = new RtcError(code, `The ${source} is gone.`, { subject: source });
    sources[source].mark('ended', error);
    media.dispatchEvent(new RtcErrorEvent({ error }));
  }

  /**
   * The list of devices has changed.
   *
   * @param before - Lists before the change; none where they have only become known, and nothing was plugged in.
   */
  handleDevices(before: DeviceLists | undefined): void {
    this.#handleSpeakers();
    if (this.#kept.media.devicePolicy === 'manual') return;
    // A device that fails here may be gone again: the next change of the list tells.
    for (const source of CAPTURE_SOURCES) this.#return(source, before)?.catch(() => undefined);
  }

  /**
   * Opens another device in place of a lost one.
   *
   * @returns Whether there is no more to be told.
   */
  async #replace(source: CaptureSource, lost: MediaStreamTrack, signal: AbortSignal): Promise<boolean> {
    const { media, open, announce } = this.#kept;
    try {
      await open(source);
    } catch {
      return signal.aborted;
    }
    const { label = lost.label } = media.getTrack(source) ?? {};
    // The same device again: only its track had ended, which is nothing to tell.
    if (!signal.aborted && label !== lost.label) announce(INPUT_KINDS[source], 'unplugged');
    return true;
  }

  /** Speakers need no opening: what is left is to tell. */
  #handleSpeakers(): void {
    const { media, preferred, announce } = this.#kept;
    const wish = preferred.get('audiooutput') ?? '';
    const before = this.#lostSpeaker;
    const speakers = media.devices.list('audiooutput');
    // Before the grant there are no ids, and some browsers list no speakers at all.
    const isThere = !speakers[0]?.deviceId || speakers.some(({ deviceId }) => deviceId === wish);
    this.#lostSpeaker = isThere ? '' : wish;
    if (this.#lostSpeaker !== before && wish === (this.#lostSpeaker || before)) {
      announce('audiooutput', before ? 'returned' : 'unplugged');
    }
  }

  /** Goes back to the preferred device when it arrives, or to any where there was none. */
  #return(source: CaptureSource, lists: DeviceLists | undefined): Promise<void> | undefined {
    const { media, sources, preferred, open, change } = this.#kept;
    const { track, state, failure } = sources[source];
    const kind = INPUT_KINDS[source];
    const now = media.devices.list(kind);
    const before = lists?.get(kind);
    const arrived = before ? arrivals(before, now) : [];
    if (!track) {
      // Where a device was in use, the first list tells that there is another one.
      const found = before || state !== 'ended' ? arrived : now;
      const lost = ['ended', 'error'].includes(state) && !REFUSALS.includes(failure?.code);
      return lost && media.wanted[source] && found.length > 0 ? open(source) : undefined;
    }
    const wish = preferred.get(kind);
    const selected = media.selectedDevice(kind);
    if (wish !== selected && arrived.some(({ deviceId }) => deviceId === wish)) {
      return change(kind, 'returned');
    }
    const moved = selected === 'default' && before && defaultMoved(before, now);
    return source === 'microphone' && moved ? change(kind, 'default') : undefined;
  }
}

/** Devices that were not there before. Before the grant they have no ids: those that appear with it are no arrivals. */
function arrivals(before: readonly Device[], now: readonly Device[]): readonly Device[] {
  if (before.length === 0) return now;
  const ids = before.map(({ deviceId }) => deviceId);
  return ids.includes('') ? [] : now.filter(({ deviceId }) => deviceId !== '' && !ids.includes(deviceId));
}

/** The id `default` with another label: the system's default is another device now. */
function defaultMoved(before: readonly Device[], now: readonly Device[]): boolean {
  const [old, label] = [before, now].map(
    (list) => list.find(({ deviceId }) => deviceId === 'default')?.label ?? '',
  );
  return old !== '' && label !== '' && label !== old;
}
