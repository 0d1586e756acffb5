import type { RtcError } from '../errors.js';
import type { SourceState } from '../types.js';
import type { Stages } from './stages.js';

const PATIENCE = 5000;

/** One local source: its track, while there is one, and its state. */
export class LocalSource {
  /** Stages that the track passes before it is shown and sent; loaded with the first stage. */
  stages: Stages | undefined;

  readonly #onChange: () => void;
  readonly #onEnded: (track: MediaStreamTrack) => void;
  readonly #patience: () => number;
  #track: MediaStreamTrack | undefined;
  #state: SourceState = 'inactive';
  #failure: RtcError | undefined;
  #deviceId = '';
  #endExpected = false;
  /** Whether the system has muted the track for longer than `patience`. */
  #silent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onChange - Called after anything here changed.
   * @param onEnded - Called when the track ended without having been stopped: the device was unplugged, or the
   *   permission withdrawn, or the browser's own button for the end of a screen share was used.
   * @param patience - Time in ms after which a track that the system has muted is no longer sent.
   */
  constructor(onChange: () => void, onEnded: (track: MediaStreamTrack) => void, patience = () => PATIENCE) {
    this.#onChange = onChange;
    this.#onEnded = onEnded;
    this.#patience = patience;
  }

  /** The captured track. */
  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  /** The track that is shown: what the stages have made of the captured one. */
  get output(): MediaStreamTrack | undefined {
    return this.stages ? this.stages.output : this.#track;
  }

  /** The error that keeps the source from having a track. */
  get failure(): RtcError | undefined {
    return this.#failure;
  }

  /** The device of the last track. Firefox forgets the settings of a track that has ended. */
  get deviceId(): string {
    return this.#deviceId;
  }

  /** The track that is sent to the others. */
  get sent(): MediaStreamTrack | undefined {
    return this.#silent ? undefined : this.output;
  }

  /** Whether the track has sound or a picture. */
  set enabled(enabled: boolean) {
    for (const track of [this.#track, this.output]) if (track) track.enabled = enabled;
  }

  /** The state that the browser reports, `interrupted` and `muted` included. */
  get state(): SourceState {
    if (this.#state !== 'live') return this.#state;
    if (this.#track?.muted) return 'interrupted';
    return this.#track?.enabled ? 'live' : 'muted';
  }

  /** Takes a track. It does not stop the previous one. */
  hold(track: MediaStreamTrack): void {
    this.#track = track;
    this.#deviceId = track.getSettings().deviceId ?? '';
    this.#state = 'live';
    this.#failure = undefined;
    this.#endExpected = false;
    this.stages?.follow(track);
    this.#watchMute();
    const ifHeld = (handle: () => void) => () => {
      if (this.#track === track) handle();
    };
    const handleMute = ifHeld(() => {
      this.#watchMute();
      this.#onChange();
    });
    track.addEventListener('mute', handleMute);
    track.addEventListener('unmute', handleMute);
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

  /** Announces that another track will replace this one, so that its end is not taken for a lost device. */
  expectEnd(expected = true): void {
    this.#endExpected = expected;
  }

  /** Gives the track up, and stops it after `onChange`, in which connections stop sending it. */
  release(state: SourceState): void {
    const track = this.#track;
    this.#track = undefined;
    this.stages?.follow(undefined);
    this.#watchMute();
    this.mark(state);
    track?.stop();
  }

  /** Sets the state, and the error, of a source without a track. */
  mark(state: SourceState, failure?: RtcError): void {
    this.#state = state;
    this.#failure = failure;
    this.#onChange();
  }

  /** Stops sending a track that the system has muted for longer than `patience`: black frames still cost bandwidth. */
  #watchMute(): void {
    clearTimeout(this.#timer);
    this.#silent = false;
    if (!this.#track?.muted) return;
    this.#timer = setTimeout(() => {
      this.#silent = true;
      this.#onChange();
    }, this.#patience());
  }
}
