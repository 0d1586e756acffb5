import type { RtcError } from '../errors.js';
import type { SourceState } from '../types.js';

const PATIENCE = 5000;

/** One local source: its track, while there is one, and its state. */
export class LocalSource {
  readonly #onChange: () => void;
  readonly #onEnded: (track: MediaStreamTrack) => void;
  readonly #patience: () => number;
  #track: MediaStreamTrack | undefined;
  #state: SourceState = 'inactive';
  #failure: RtcError | undefined;
  #deviceId = '';
  #endExpected = false;
  /** The system has held the track back for so long that there is no use in sending it. */
  #silent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onChange - Called after anything here changed.
   * @param onEnded - Called when the track ended without having been stopped: the device was unplugged, or the
   *   permission withdrawn, or the browser's own button for the end of a screen share was used.
   * @param patience - How long the system may hold the track back until it is not sent any more, in ms.
   */
  constructor(onChange: () => void, onEnded: (track: MediaStreamTrack) => void, patience = () => PATIENCE) {
    this.#onChange = onChange;
    this.#onEnded = onEnded;
    this.#patience = patience;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  /** Why there is no track, where something went wrong. */
  get failure(): RtcError | undefined {
    return this.#failure;
  }

  /** The device of the last track. Firefox forgets the settings of a track that has ended. */
  get deviceId(): string {
    return this.#deviceId;
  }

  /** The track for the others. */
  get sent(): MediaStreamTrack | undefined {
    return this.#silent ? undefined : this.#track;
  }

  /** What the browser reports, `interrupted` and `muted` included. */
  get state(): SourceState {
    if (this.#state !== 'live') return this.#state;
    if (this.#track?.muted) return 'interrupted';
    return this.#track?.enabled ? 'live' : 'muted';
  }

  /** Keeps a track, in place of another one perhaps, which goes on until somebody stops it. */
  hold(track: MediaStreamTrack): void {
    this.#track = track;
    this.#deviceId = track.getSettings().deviceId ?? '';
    this.#state = 'live';
    this.#failure = undefined;
    this.#endExpected = false;
    this.#heed();
    const ifHeld = (handle: () => void) => () => {
      if (this.#track === track) handle();
    };
    const heed = ifHeld(() => {
      this.#heed();
      this.#onChange();
    });
    track.addEventListener('mute', heed);
    track.addEventListener('unmute', heed);
    track.addEventListener(
      'ended',
      ifHeld(() => {
        const expected = this.#endExpected;
        this.release('ended');
        if (!expected) this.#onEnded(track);
      }),
    );
    this.#onChange();
  }

  /** Another track is about to take the place of this one: if it ends, that is no accident. */
  expectEnd(expected = true): void {
    this.#endExpected = expected;
  }

  /** Lets go of the track and stops it, after everybody has had the chance to send it no more. */
  release(state: SourceState): void {
    const track = this.#track;
    this.#track = undefined;
    this.#heed();
    this.mark(state);
    track?.stop();
  }

  /** Says what happens while there is no track. */
  mark(state: SourceState, failure?: RtcError): void {
    this.#state = state;
    this.#failure = failure;
    this.#onChange();
  }

  /** A call on a phone may take a while, and black pictures are packets, too. */
  #heed(): void {
    clearTimeout(this.#timer);
    this.#silent = false;
    if (!this.#track?.muted) return;
    this.#timer = setTimeout(() => {
      this.#silent = true;
      this.#onChange();
    }, this.#patience());
  }
}
