import { RtcError, type RtcErrorCode } from '../errors.js';
import type { DeviceChangeReason } from '../events.js';
import type { CaptureSource, DeviceKind, DevicePolicy } from '../types.js';
import { CAPTURE_SOURCES, INPUT_KINDS, sourceOf } from './capture-kinds.js';
import type { Capturing } from './capturing.js';
import { DeviceExchange } from './device-exchange.js';
import type { Device, DeviceList, DeviceLists } from './device-list.js';
import { queryMediaPermission } from './permission.js';
import { canUseSpeaker } from './speaker-probe.js';
import { canChooseSpeaker, mayHaveSpeaker, type SpeakerAccess } from './speaker.js';

export { adaptDevice } from './adapt-device.js';

/** The devices to keep, and callbacks for news of them. */
export interface KeptDevices {
  readonly capturing: Capturing;
  readonly devices: DeviceList;
  readonly speaker: SpeakerAccess;
  readonly policy: () => DevicePolicy;
  readonly isWanted: (source: CaptureSource) => boolean;
  /** The device in use, as the browser reports it. */
  readonly selected: (kind: DeviceKind) => string;
  /** Tells which device is in use now. */
  readonly announce: (kind: DeviceKind, reason: DeviceChangeReason) => void;
  readonly report: (error: RtcError) => void;
  readonly onChange: () => void;
}

/** After these errors a new device does not open by itself: the person has refused, and would be asked again. */
const REFUSALS: readonly (RtcErrorCode | undefined)[] = [
  'permission-denied',
  'permission-dismissed',
  'system-denied',
  'media-disabled',
];

/** Changes devices during a call: to one that was chosen, and as they are unplugged and plugged in. */
export class DeviceKeeper {
  readonly #kept: KeptDevices;
  readonly #exchange: DeviceExchange;
  /** The speaker that was chosen and is not there; the sound comes from the default one then. */
  #lostSpeaker = '';

  constructor(kept: KeptDevices) {
    this.#kept = kept;
    this.#exchange = new DeviceExchange({
      capturing: kept.capturing,
      onReplaced: (source) => {
        kept.announce(INPUT_KINDS[source], 'unplugged');
      },
      onFailure: kept.report,
    });
  }

  /**
   * Opens the preferred device of a kind in place of the one in use, and tells why.
   *
   * @throws {RtcError} When it could not be opened; the previous one stays where that is possible.
   */
  async change(kind: DeviceKind, reason: DeviceChangeReason): Promise<void> {
    const { capturing, announce, onChange } = this.#kept;
    const source = sourceOf(kind);
    const before = source && capturing.sources[source].track;
    if (source) {
      if (!(await this.#exchange.run(source))) return;
    } else if (canChooseSpeaker()) {
      await this.#trySpeaker(capturing.choice.devices.get(kind) ?? '');
    }
    announce(kind, reason);
    // A new track has told of itself.
    if (!source || capturing.sources[source].track === before) onChange();
  }

  /**
   * Prefers a camera that looks in the other direction, and the previous one again where `use` fails.
   *
   * @throws The error of `use`.
   */
  async flip(use: () => Promise<void>): Promise<void> {
    const { sources, choice } = this.#kept.capturing;
    const { facingMode } = sources.camera.track?.getSettings() ?? {};
    const previous = choice.facing;
    // During a flip the camera in use is still the previous one.
    const facing = previous && !choice.devices.get('videoinput') ? previous : (facingMode ?? previous);
    const flipped = facing === 'environment' ? 'user' : 'environment';
    choice.facing = flipped;
    try {
      await use();
    } catch (error) {
      if (choice.facing === flipped) choice.facing = previous;
      throw error;
    }
  }

  /**
   * Replaces a device that was unplugged, or reports that there is none.
   *
   * @param signal - Aborts when everything is closed: nothing may be opened after that.
   */
  async handleEnded(source: CaptureSource, track: MediaStreamTrack, signal: AbortSignal): Promise<void> {
    const { sources, choice } = this.#kept.capturing;
    const kind = INPUT_KINDS[source];
    // Used again when it comes back.
    if (!choice.devices.get(kind)) choice.devices.set(kind, sources[source].deviceId);
    // The permission was withdrawn during the call: another device would not open either.
    const denied = (await queryMediaPermission([source])) === 'denied';
    if (signal.aborted) return;
    if (this.#kept.policy() === 'auto' && !denied && (await this.#replace(source, track, signal))) return;
    // The person has opened it again meanwhile.
    if (sources[source].track) return;
    const code = denied ? 'permission-denied' : 'device-unavailable';
    const error = new RtcError(code, `The ${source} is gone.`, { subject: source });
    sources[source].mark('ended', error);
    this.#kept.report(error);
  }

  /**
   * The list of devices has changed.
   *
   * @param before - Lists before the change; `undefined` if they only became known, and nothing was plugged in.
   */
  handleDevices(before: DeviceLists | undefined): void {
    this.#handleSpeakers();
    this.retrySpeaker();
    if (this.#kept.policy() === 'manual') return;
    // A device that fails here may be gone again; the next change of the list tries again.
    for (const source of CAPTURE_SOURCES) this.#return(source, before)?.catch(() => undefined);
  }

  /** Tries the refused speaker again: the microphone was allowed, or a device has come. */
  retrySpeaker(): void {
    const { refused } = this.#kept.speaker;
    if (refused) void this.#trySpeaker(refused);
  }

  /** Finds out whether this speaker may be used. */
  async #trySpeaker(deviceId: string): Promise<void> {
    const { speaker } = this.#kept;
    if (!(await canUseSpeaker(deviceId))) speaker.refuse(deviceId);
    else if (deviceId === speaker.refused) speaker.refuse('');
  }

  /**
   * Opens another device in place of a lost one.
   *
   * @returns Whether nothing is left to tell.
   */
  async #replace(source: CaptureSource, lost: MediaStreamTrack, signal: AbortSignal): Promise<boolean> {
    const { capturing, announce } = this.#kept;
    try {
      await capturing.open([source]);
    } catch {
      return signal.aborted;
    }
    const { label = lost.label } = capturing.sources[source].track ?? {};
    // The same device: only its track had ended, so nothing has changed for anybody.
    if (!signal.aborted && label !== lost.label) announce(INPUT_KINDS[source], 'unplugged');
    return true;
  }

  /** Announces that the chosen speaker is gone, or back. Speakers need no opening. */
  #handleSpeakers(): void {
    const { capturing, devices, announce } = this.#kept;
    const wish = capturing.choice.devices.get('audiooutput') ?? '';
    const before = this.#lostSpeaker;
    this.#lostSpeaker = mayHaveSpeaker(devices.list('audiooutput'), wish) ? '' : wish;
    if (this.#lostSpeaker !== before && wish === (this.#lostSpeaker || before)) {
      announce('audiooutput', before ? 'returned' : 'unplugged');
    }
  }

  /** Opens the preferred device when it arrives, or any device if none is open. */
  #return(source: CaptureSource, lists: DeviceLists | undefined): Promise<void> | undefined {
    const { capturing, devices, isWanted, selected } = this.#kept;
    const { track, state, failure } = capturing.sources[source];
    const kind = INPUT_KINDS[source];
    const now = devices.list(kind);
    const before = lists?.get(kind);
    const arrived = before ? arrivals(before, now) : [];
    if (!track) {
      // After a device was lost, the first list shows whether there is another one.
      const found = before || state !== 'ended' ? arrived : now;
      const lost = ['ended', 'error'].includes(state) && !REFUSALS.includes(failure?.code);
      return lost && isWanted(source) && found.length > 0 ? capturing.open([source]) : undefined;
    }
    const wish = capturing.choice.devices.get(kind);
    const inUse = selected(kind);
    if (wish !== inUse && arrived.some(({ deviceId }) => deviceId === wish)) {
      return this.change(kind, 'returned');
    }
    const moved = inUse === 'default' && before && defaultMoved(before, now);
    return source === 'microphone' && moved ? this.change(kind, 'default') : undefined;
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
