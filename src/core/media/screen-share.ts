import type { MediaConstraints } from '../types.js';
import { captureScreen } from './capture-screen.js';
import { LocalSource } from './local-source.js';

/** The screen, window or tab that this participant shares, with its sound. */
export class ScreenShare {
  readonly video: LocalSource;
  readonly audio: LocalSource;
  #starting: Promise<void> | undefined;
  /** Aborts on `stop`: tracks that arrive later are stopped. */
  #lifetime = new AbortController();

  /** @param onChange - Called after anything here changed. */
  constructor(onChange: () => void) {
    // The browser's own "stop sharing" ends both.
    this.video = new LocalSource(onChange, () => {
      this.audio.release('ended');
    });
    this.audio = new LocalSource(onChange, () => undefined);
  }

  /** Starts sharing; a second call joins the first. Call it synchronously from a user gesture. */
  start(constraints: MediaConstraints): Promise<void> {
    if (this.video.track) return Promise.resolve();
    const { signal } = this.#lifetime;
    this.#starting ??= this.#start(constraints, signal).finally(() => {
      if (!signal.aborted) this.#starting = undefined;
    });
    return this.#starting;
  }

  stop(): void {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#starting = undefined;
    this.video.release('inactive');
    this.audio.release('inactive');
  }

  async #start(constraints: MediaConstraints, signal: AbortSignal): Promise<void> {
    const stream = await captureScreen(constraints);
    for (const track of stream.getTracks()) {
      if (signal.aborted) {
        track.stop();
      } else if (track.kind === 'audio') {
        this.audio.hold(track);
      } else {
        // Prefers sharp frames to many frames: most screens show text. Firefox has no such hint.
        if ('contentHint' in track && !track.contentHint) track.contentHint = 'detail';
        this.video.hold(track);
      }
    }
  }
}
