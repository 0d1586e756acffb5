import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LevelMeter } from '../../core/media/level-meter.js';

/** Draws the level of a track once per frame, without rendering the element; only while somebody can see it. */
export class LevelController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #draw: (level: number) => void;
  #track: MediaStreamTrack | null = null;
  #meter: LevelMeter | undefined;
  #frame = 0;
  #visible = false;
  /** Lives as long as the element stands in the document. */
  #connection: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, draw: (level: number) => void) {
    this.#draw = draw;
    (this.#host = host).addController(this);
  }

  /** Measures this track from now on. */
  set track(track: MediaStreamTrack | null) {
    if (track === this.#track) return;
    this.#stop();
    this.#track = track;
    this.#update();
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    const observer = new IntersectionObserver((entries) => {
      this.#visible = entries.at(-1)?.isIntersecting ?? false;
      this.#update();
    });
    observer.observe(this.#host);
    signal.addEventListener('abort', () => {
      observer.disconnect();
    });
    // A page in the background draws nothing, but the meter would go on measuring.
    this.#host.ownerDocument.addEventListener('visibilitychange', () => this.#update(), { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#visible = false;
    this.#update();
  }

  #update(): void {
    if (this.#visible && !this.#host.ownerDocument.hidden) this.#start();
    else this.#stop();
  }

  #start(): void {
    if (this.#meter || !this.#track) return;
    const meter = (this.#meter = new LevelMeter(this.#track));
    const step = (): void => {
      this.#draw(meter.read());
      this.#frame = requestAnimationFrame(step);
    };
    step();
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#meter?.close();
    this.#meter = undefined;
    this.#draw(0);
  }
}
