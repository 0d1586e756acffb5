import { equal } from '../../internal/equal.js';
import type { PeerLink } from '../peer/peer-link.js';
import { grows, PICTURE_SOURCES, type PictureSource, type View, type Views } from './view.js';

/** Least time between two messages to one participant, in ms. */
const PAUSE = 300;

/** Delay until it is told that less is seen, in ms: people who scroll past a picture come back to it. */
const SETTLING = 500;

/** The views of somebody who has said nothing: all is sent to them. */
const EVERYTHING: Readonly<Record<PictureSource, View>> = { camera: 'full', screen: 'full' };

export interface WishesOptions {
  readonly link: PeerLink;
  /** Aborts when the participant leaves or reloads the page. */
  readonly signal: AbortSignal;
  /** The view of a picture now. */
  readonly wish: (source: PictureSource) => View;
  /** @throws If too much waits for the participant. */
  readonly send: (views: Views) => void;
}

/** Tells one participant what is seen of their pictures: at once when it becomes more, after a while when less. */
export class Wishes {
  readonly #options: WishesOptions;
  #told = EVERYTHING;
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Time at which the message is sent that `#timer` waits for, on the clock of `performance.now()`. */
  #dueAt = Infinity;

  constructor(options: WishesOptions) {
    this.#options = options;
    const { link, signal } = options;
    // An earlier message is confirmed on the next connection; a view that was not told yet waits for it.
    link.addEventListener('statechange', () => this.refresh(), { signal });
    // The other side may have met this one anew, and know nothing of what it was told before.
    link.addEventListener('control', () => (this.#told = EVERYTHING), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    this.refresh();
  }

  /** Looks again at what is seen. */
  refresh(): void {
    const { link, signal } = this.#options;
    if (signal.aborted || link.state !== 'connected') return;
    const wishes = this.#wishes();
    if (equal(wishes, this.#told)) {
      this.#cancel();
      return;
    }
    const isMore = PICTURE_SOURCES.some((source) => grows(this.#told[source], wishes[source]));
    const now = performance.now();
    const due = Math.max(now + (isMore ? 0 : SETTLING), this.#toldAt + PAUSE);
    if (due >= this.#dueAt) return;
    this.#cancel();
    this.#dueAt = due;
    this.#timer = setTimeout(() => this.#tell(), due - now);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#dueAt = Infinity;
  }

  #tell(): void {
    this.#dueAt = Infinity;
    const { link, send } = this.#options;
    if (link.state !== 'connected') return;
    const wishes = this.#wishes();
    const views = Object.fromEntries(Object.entries(wishes).filter(([, view]) => view !== 'full')) as Views;
    try {
      send(views);
    } catch {
      // Too much waits for somebody who cannot be reached: the next change of the connection tries again.
      return;
    }
    this.#told = wishes;
    this.#toldAt = performance.now();
    for (const source of PICTURE_SOURCES) {
      if (wishes[source] === null) link.unasked.add(source);
      else link.unasked.delete(source);
    }
  }

  #wishes(): Readonly<Record<PictureSource, View>> {
    const { wish } = this.#options;
    return { camera: wish('camera'), screen: wish('screen') };
  }
}
