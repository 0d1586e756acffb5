import { captureScreen } from './capture-screen.js';
import { LocalSource } from './local-source.js';

/** The own screen, window or tab while it is shared, and its sound. */
export class ScreenShare {
  readonly video: LocalSource;
  readonly audio: LocalSource;
  #starting: Promise<void> | undefined;
  /** Another one after every `stop`: what was asked for before and comes late is stopped. */
  #lifetime = {};

  /** @param onChange - Called after anything here changed. */
  constructor(onChange: () => void) {
    // The browser's own "stop sharing" ends both.
    this.video = new LocalSource(onChange, () => {
      this.audio.release('ended');
    });
    this.audio = new LocalSource(onChange, () => undefined);
  }

  /** Has to be called right from a gesture. Starting twice is one start. */
  start(constraints?: MediaTrackConstraints): Promise<void> {
    if (this.video.track) return Promise.resolve();
    const lifetime = this.#lifetime;
    this.#starting ??= this.#start(constraints).finally(() => {
      if (lifetime === this.#lifetime) this.#starting = undefined;
    });
    return this.#starting;
  }

  stop(): void {
    this.#lifetime = {};
    this.#starting = undefined;
    this.video.release('inactive');
    this.audio.release('inactive');
  }

  async #start(constraints: MediaTrackConstraints | undefined): Promise<void> {
    const lifetime = this.#lifetime;
    const stream = await captureScreen(constraints);
    for (const track of stream.getTracks()) {
      if (lifetime !== this.#lifetime) {
        track.stop();
      } else if (track.kind === 'audio') {
        this.audio.hold(track);
      } else {
        // Sharpness before smoothness: most screens show text. Firefox has no such hint.
        if ('contentHint' in track && !track.contentHint) track.contentHint = 'detail';
        this.video.hold(track);
      }
    }
  }
}
