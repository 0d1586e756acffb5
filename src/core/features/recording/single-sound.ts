import { playUnheard } from './silent-player.js';

/**
 * The sound of a recording without Web Audio: of the tracks that are there first only one, for as long as it may be
 * heard.
 */
export class SingleSound {
  readonly #onMissing: () => void;
  #source: MediaStreamTrack | undefined;
  /** A copy: the track itself goes on when it may no longer be heard. */
  #track: MediaStreamTrack | undefined;
  #stopPlaying: (() => void) | undefined;
  #settled = false;

  constructor(onMissing: () => void) {
    this.#onMissing = onMissing;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  keep(tracks: readonly MediaStreamTrack[]): void {
    if (!this.#settled) {
      // A recorder stops when a track is added later.
      this.#settled = true;
      this.#source = tracks[0];
      this.#track = this.#source?.clone();
      if (this.#track) this.#stopPlaying = playUnheard(new MediaStream([this.#track]));
    }
    if (this.#source && !tracks.includes(this.#source)) this.close();
    // Muting the track does not mute its copy.
    if (this.#source && this.#track) this.#track.enabled = this.#source.enabled;
    if (tracks.some((track) => track !== this.#source)) this.#onMissing();
  }

  close(): void {
    this.#track?.stop();
    this.#stopPlaying?.();
    this.#source = undefined;
  }
}
