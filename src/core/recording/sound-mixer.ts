interface Input {
  readonly node: MediaStreamAudioSourceNode;
  readonly element: HTMLAudioElement;
}

/** Mixes sound tracks that come and go into one that stays. */
export class SoundMixer {
  readonly #context = new AudioContext();
  readonly #output = this.#context.createMediaStreamDestination();
  /** Keeps many voices at once from being clipped. */
  readonly #limiter = this.#context.createDynamicsCompressor();
  readonly #inputs = new Map<MediaStreamTrack, Input>();

  constructor() {
    this.#limiter.threshold.value = -6;
    this.#limiter.knee.value = 6;
    this.#limiter.connect(this.#output);
    // Suspended until the person has touched the page, where the autoplay policy says so.
    void this.#context.resume();
  }

  /** The mix; silence while there is nothing in it. */
  get track(): MediaStreamTrack | undefined {
    return this.#output.stream.getAudioTracks()[0];
  }

  /** Mixes exactly these tracks, from now on. */
  keep(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, { node, element }] of this.#inputs) {
      if (tracks.includes(track)) continue;
      node.disconnect();
      element.srcObject = null;
      this.#inputs.delete(track);
    }
    for (const track of tracks) {
      if (this.#inputs.has(track)) continue;
      const stream = new MediaStream([track]);
      // Chromium decodes the sound of others only for a media element: https://crbug.com/933677
      const element = new Audio();
      element.muted = true;
      element.srcObject = stream;
      element.play().catch(() => undefined);
      const node = this.#context.createMediaStreamSource(stream);
      node.connect(this.#limiter);
      this.#inputs.set(track, { node, element });
    }
  }

  /** Releases the audio graph; the tracks that were mixed go on. */
  close(): void {
    this.keep([]);
    this.track?.stop();
    void this.#context.close();
  }
}
