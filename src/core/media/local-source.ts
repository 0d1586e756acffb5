import type { SourceState } from '../types.js';

/** One source of the own media: its track, while there is one, and its state. */
export class LocalSource {
  readonly #onChange: () => void;
  readonly #onEnded: (deviceId: string) => void;
  #track: MediaStreamTrack | undefined;
  #state: SourceState = 'inactive';
  #endExpected = false;

  /**
   * @param onChange - Called after anything here changed.
   * @param onEnded - Called when the track ended without having been stopped: the device was unplugged, or the
   *   permission withdrawn, or the browser's own button for the end of a screen share was used.
   */
  constructor(onChange: () => void, onEnded: (deviceId: string) => void) {
    this.#onChange = onChange;
    this.#onEnded = onEnded;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#track;
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
    this.#state = 'live';
    this.#endExpected = false;
    const ifHeld = (handle: () => void) => () => {
      if (this.#track === track) handle();
    };
    track.addEventListener('mute', ifHeld(this.#onChange));
    track.addEventListener('unmute', ifHeld(this.#onChange));
    track.addEventListener(
      'ended',
      ifHeld(() => {
        const { deviceId = '' } = track.getSettings();
        const expected = this.#endExpected;
        this.release('ended');
        if (!expected) this.#onEnded(deviceId);
      }),
    );
    this.#onChange();
  }

  /** Another track is about to take the place of this one: if it ends, that is no accident. */
  expectEnd(): void {
    this.#endExpected = true;
  }

  /** Lets go of the track and stops it, after everybody has had the chance to send it no more. */
  release(state: SourceState): void {
    const track = this.#track;
    this.#track = undefined;
    this.mark(state);
    track?.stop();
  }

  /** Says what happens while there is no track. */
  mark(state: SourceState): void {
    this.#state = state;
    this.#onChange();
  }
}
