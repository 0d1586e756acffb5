import { setImmediate as nextTurn } from 'node:timers/promises';
import { thisTurn } from './event-loop-turn.js';

/** What a client has sent. */
export interface Frame {
  /** Undefined in a binary one. */
  readonly text: string | undefined;
  /** In messages of usual length. */
  readonly cost: number;
}

export interface FrameHandler {
  /** Never rejects. Where it returns a promise, no other frame is handled until then. */
  handle(frame: Frame): Promise<void> | undefined;
  /** Some wait: no more shall be read for now. */
  pause(): void;
  /** None waits any longer. */
  resume(): void;
}

/** In messages of usual length: one read can bring more than a thousand. After so many the others have their turn. */
const COST_PER_TURN = 16;

/** Has the frames of one socket handled in order, and in portions, so that others are served in between. */
export class FrameQueue {
  readonly #handler: FrameHandler;
  /** Undefined while none has to wait. */
  #waiting: Frame[] | undefined;
  #served: Promise<void> | undefined;
  /** The turn of the event loop in which something was last handled, and how much of it. */
  #turn = 0;
  #handled = 0;

  constructor(handler: FrameHandler) {
    this.#handler = handler;
  }

  /** Resolves when all has been handled; undefined where nothing is left. */
  get served(): Promise<void> | undefined {
    return this.#served;
  }

  /** Handles the frame at once if it can. */
  add(frame: Frame): void {
    if (this.#waiting) {
      this.#waiting.push(frame);
      this.#handler.pause();
    } else if (this.#isDone()) {
      this.#served = this.#serve(nextTurn(), [frame]);
    } else {
      const task = this.#handle(frame);
      if (task) this.#served = this.#serve(task, []);
    }
  }

  /** Forgets what waits. */
  clear(): void {
    this.#waiting?.splice(0);
  }

  async #serve(before: Promise<void>, waiting: Frame[]): Promise<void> {
    this.#waiting = waiting;
    await before;
    while (waiting.length > 0) {
      if (this.#isDone()) await nextTurn();
      const frame = waiting.shift();
      if (frame) await this.#handle(frame);
    }
    this.#waiting = undefined;
    this.#served = undefined;
    this.#handler.resume();
  }

  #handle(frame: Frame): Promise<void> | undefined {
    this.#handled += frame.cost;
    return this.#handler.handle(frame);
  }

  /** Whether it is the turn of the others. */
  #isDone(): boolean {
    const turn = thisTurn();
    if (this.#turn !== turn) {
      this.#turn = turn;
      this.#handled = 0;
    }
    return this.#handled >= COST_PER_TURN;
  }
}
