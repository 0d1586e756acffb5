import { playUnheard } from './silent-player.js';
import { SingleSound } from './single-sound.js';

/** One sound track that stays, of tracks that come and go. */
export interface Sound {
  /** `undefined` where no sound can be recorded. */
  readonly track: MediaStreamTrack | undefined;
  /** Exactly these tracks are to be heard, from now on. */
  keep(tracks: readonly MediaStreamTrack[]): void;
  /** Releases everything; the tracks that were heard go on. */
  close(): void;
}

/**
 * Mixes all sounds; without Web Audio only one can be heard.
 *
 * @param onMissing - Called once, when a sound cannot be heard for the first time.
 */
export function openSound(onMissing: () => void): Sound {
  let missing = false;
  const miss = (): void => {
    if (missing) return;
    missing = true;
    onMissing();
  };
  try {
    return new SoundMixer(miss);
  } catch {
    return new SingleSound(miss);
  }
}

interface Input {
  readonly node: MediaStreamAudioSourceNode;
  readonly stopPlaying: () => void;
}

class SoundMixer implements Sound {
  readonly #onMissing: () => void;
  readonly #context = new AudioContext();
  readonly #output: MediaStreamAudioDestinationNode;
  /** Keeps many voices at once from being clipped. */
  readonly #limiter: DynamicsCompressorNode;
  readonly #inputs = new Map<MediaStreamTrack, Input>();
  /** Tracks that the browser does not mix: Firefox refuses those of another sample rate. */
  readonly #refused = new WeakSet<MediaStreamTrack>();

  /** @throws {DOMException} If the browser has no audio context left. */
  constructor(onMissing: () => void) {
    this.#onMissing = onMissing;
    try {
      this.#output = this.#context.createMediaStreamDestination();
      this.#limiter = this.#context.createDynamicsCompressor();
      this.#limiter.threshold.value = -6;
      this.#limiter.knee.value = 6;
      this.#limiter.connect(this.#output);
    } catch (error) {
      this.#release();
      throw error;
    }
    // Suspended until the person has touched the page, where the autoplay policy says so.
    this.#context.resume().catch(() => {
      if (this.#context.state !== 'closed') onMissing();
    });
  }

  /** The mix; silence while there is nothing in it. */
  get track(): MediaStreamTrack | undefined {
    return this.#output.stream.getAudioTracks()[0];
  }

  keep(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, { node, stopPlaying }] of this.#inputs) {
      if (tracks.includes(track)) continue;
      node.disconnect();
      stopPlaying();
      this.#inputs.delete(track);
    }
    for (const track of tracks) {
      if (!this.#inputs.has(track) && !this.#refused.has(track)) this.#add(track);
    }
  }

  close(): void {
    this.keep([]);
    this.track?.stop();
    this.#release();
  }

  #add(track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    let node: MediaStreamAudioSourceNode;
    try {
      node = this.#context.createMediaStreamSource(stream);
    } catch {
      this.#refused.add(track);
      this.#onMissing();
      return;
    }
    node.connect(this.#limiter);
    this.#inputs.set(track, { node, stopPlaying: playUnheard(stream) });
  }

  #release(): void {
    this.#context.close().catch(() => undefined);
  }
}
