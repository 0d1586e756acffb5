import { RtcError } from '../errors.js';
import { RtcErrorEvent, type DeviceChangeReason } from '../events.js';
import type { CaptureSource, DeviceKind } from '../types.js';
import { queryMediaPermission } from './capture.js';
import type { Device } from './device-list.js';
import type { LocalMedia } from './local-media.js';

/** What the keeper looks at, and what it can do. */
export interface KeptDevices {
  readonly media: LocalMedia;
  readonly preferred: Map<DeviceKind, string>;
  /** Opens a source again, on the preferred device or any other. */
  readonly open: (source: CaptureSource) => Promise<void>;
  /** Changes to the preferred device, and tells why. */
  readonly change: (kind: DeviceKind, reason: DeviceChangeReason) => Promise<void>;
  /** Tells what is in use now. */
  readonly announce: (kind: DeviceKind, reason: DeviceChangeReason) => void;
}

export const KINDS = { microphone: 'audioinput', camera: 'videoinput' } as const;

/** Keeps camera, microphone and speaker going while devices are unplugged and plugged in. */
export class DeviceKeeper {
  readonly #kept: KeptDevices;
  /** What the system calls its default microphone. */
  #defaultLabel = '';
  /** The speaker that was chosen and is not there; the sound comes from the default one then. */
  #lostSpeaker = '';

  constructor(kept: KeptDevices) {
    this.#kept = kept;
  }

  /** The device in use is gone: goes on with another one, or says that there is none. */
  async handleEnded(source: CaptureSource, track: MediaStreamTrack): Promise<void> {
    const { media, preferred, open, announce } = this.#kept;
    const kind = KINDS[source];
    // What was lost is what is wanted when it comes back.
    if (!preferred.get(kind)) preferred.set(kind, track.getSettings().deviceId ?? '');
    // Taken away during the call: there is no use in another device.
    const denied = (await queryMediaPermission([source])) === 'denied';
    try {
      if (media.devicePolicy === 'auto' && !denied) {
        await open(source);
        const { label = track.label } = media.getTrack(source) ?? {};
        // The same device again: only its track had ended, which is nothing to tell.
        if (label !== track.label) announce(kind, 'unplugged');
        return;
      }
    } catch {
      // There is no other one.
    }
    const code = denied ? 'permission-denied' : 'device-unavailable';
    const error = new RtcError(code, `The ${source} is gone.`, { subject: source });
    media.dispatchEvent(new RtcErrorEvent({ error }));
  }

  /** The list of devices is another one. */
  handleDevices(): void {
    this.#handleSpeakers();
    if (this.#kept.media.devicePolicy === 'manual') return;
    // What fails here may be gone again; the next change of the list tells.
    for (const source of ['microphone', 'camera'] as const) this.#return(source)?.catch(() => undefined);
  }

  /** Speakers need no opening: what is left is to tell. */
  #handleSpeakers(): void {
    const { media, preferred, announce } = this.#kept;
    const wish = preferred.get('audiooutput') ?? '';
    const before = this.#lostSpeaker;
    this.#lostSpeaker = media.selectedDevice('audiooutput') === wish ? '' : wish;
    if (this.#lostSpeaker !== before && wish === (this.#lostSpeaker || before)) {
      announce('audiooutput', before ? 'returned' : 'unplugged');
    }
  }

  /** Goes back to the preferred device once it is there, or to any where there was none. */
  #return(source: CaptureSource): Promise<void> | undefined {
    const { media, preferred, open, change } = this.#kept;
    const kind = KINDS[source];
    const list = media.devices.list(kind);
    if (!media.getTrack(source)) {
      const lost = ['ended', 'error'].includes(media.sourceState(source));
      return lost && media.wanted[source] && list.length > 0 ? open(source) : undefined;
    }
    const wish = preferred.get(kind);
    const selected = media.selectedDevice(kind);
    if (wish && wish !== selected && list.some(({ deviceId }) => deviceId === wish)) {
      return change(kind, 'returned');
    }
    return source === 'microphone' && this.#defaultMoved(list, selected)
      ? change(kind, 'default')
      : undefined;
  }

  /** The id `default` with another label: the system's default microphone is another device now. */
  #defaultMoved(list: readonly Device[], selected: string): boolean {
    const { label = '' } = list.find(({ deviceId }) => deviceId === 'default') ?? {};
    const moved = this.#defaultLabel !== '' && label !== '' && label !== this.#defaultLabel;
    if (label) this.#defaultLabel = label;
    return moved && selected === 'default';
  }
}
