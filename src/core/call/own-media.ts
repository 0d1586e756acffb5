import type { MediaState } from '../../protocol/index.js';
import { toRtcError, type RtcError } from '../errors.js';
import { RtcErrorEvent, type RtcDeviceChangeEvent } from '../events.js';
import { LocalMedia } from '../media/local-media.js';
import { SOURCES, type CaptureSource, type MediaConstraints } from '../types.js';
import type { KeptPlace } from './kept-place.js';

export interface OwnMediaOptions {
  readonly constraints: MediaConstraints | undefined;
  /** Called after anything changed, `sent` included. */
  readonly onChange: () => void;
  readonly announce: (event: RtcErrorEvent | RtcDeviceChangeEvent) => void;
}

/** The devices of this participant, and the media state that the others are told. */
export class OwnMedia {
  readonly media: LocalMedia;
  readonly #options: OwnMediaOptions;
  #sent: Readonly<MediaState> = Object.freeze({ microphone: false, camera: false, screen: false });
  /** Token of the kept place whose devices are wanted again: taken over once, since the person may decide otherwise. */
  #placeToken = '';
  /** Everything is closed already, so closing it changes nothing. */
  #isQuiet = false;

  constructor(options: OwnMediaOptions) {
    const { constraints, announce } = options;
    this.#options = options;
    this.media = new LocalMedia({ constraints });
    this.media.addEventListener('change', () => {
      this.#handleChange();
    });
    this.media.addEventListener('rtc-error', (event) => {
      announce(event.clone());
    });
    this.media.addEventListener('rtc-device-change', (event) => {
      announce(event.clone());
    });
  }

  /** Media state that the others are told: the same object until it changes. */
  get sent(): Readonly<MediaState> {
    return this.#sent;
  }

  /** Wants the devices that were on before the page was loaded again. */
  restore({ token, wanted }: KeptPlace): void {
    if (token === this.#placeToken) return;
    this.#placeToken = token;
    this.media.wanted = wanted;
  }

  /** Whether a source is on; before a device is opened, and while it is, whether it will be. */
  isOn(source: 'microphone' | 'camera' | 'screen', active: boolean): boolean {
    const { media } = this;
    if (source === 'screen') return media.screen;
    const state = media.sourceState(source);
    const undecided = state === 'requesting' || (state === 'inactive' && !active);
    return undecided ? media.wanted[source] : media[source];
  }

  /** Waits for a device. Announces its failure, unless the person only chose no screen. */
  async settle(action: Promise<void>): Promise<void> {
    try {
      await action;
    } catch (cause) {
      const error = toRtcError(cause, 'device-failed');
      if (!isCancelledShare(error)) this.#options.announce(new RtcErrorEvent({ error }));
      throw error;
    }
  }

  /** Stops everything. Silent where nothing is open, so that a listener to changes may close it as often as it likes. */
  close(): void {
    this.#isQuiet = SOURCES.every((source) => this.media.sourceState(source) === 'inactive');
    this.media.close();
    this.#isQuiet = false;
  }

  #handleChange(): void {
    if (this.#isQuiet) return;
    const { media } = this;
    // The others do not get a source that the system holds back (a phone call, the lid of a laptop).
    const sends = (source: CaptureSource): boolean =>
      media[source] && media.sourceState(source) !== 'interrupted';
    const sent = { microphone: sends('microphone'), camera: sends('camera'), screen: media.screen };
    const changed = (['microphone', 'camera', 'screen'] as const).some(
      (source) => sent[source] !== this.#sent[source],
    );
    if (changed) this.#sent = Object.freeze(sent);
    this.#options.onChange();
  }
}

/**
 * Whether it is certain that the person chose no screen. Chromium says so; others have the same error where the system
 * does not let them capture the screen.
 */
const isCancelledShare = ({ code, subject, cause }: RtcError): boolean =>
  subject === 'screen' &&
  code === 'permission-dismissed' &&
  cause instanceof Error &&
  /^Permission (denied|dismissed)/.test(cause.message);
