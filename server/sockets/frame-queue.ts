import { setImmediate as nextTurn } from 'node:timers/promises';
import { currentTurn } from './event-loop-turn.js';

/** A message as it came over a socket. */
export interface Frame {
  /** Undefined for a binary frame. */
  readonly text: string | undefined;
  /** Its length, in messages of usual length. */
  readonly cost: number;
}

/** Handles the frames of a socket. */
export interface FrameHandler {
  /** Never rejects. Where it returns a promise, no other frame is handled until that resolves. */
  handleFrame(frame: Frame): Promise<void> | undefined;
}

/** Where the frames come from. */
export interface FrameSource {
  /** Stops reading: frames wait in the queue. */
  pause(): void;
  /** Reads again: the queue is empty. */
  resume(): void;
}

/** Share of one socket in a turn of the event loop, in messages of usual length: one read can bring over a thousand. */
const COST_PER_TURN = 16;

/** Has the frames of one socket handled in order, and in portions, so that other sockets are served in between. */
export class FrameQueue {
  readonly #source: FrameSource;
  readonly #handler: FrameHandler;
  /** Undefined while no frame has to wait. */
  #waiting: Frame[] | undefined;
  #served: Promise<void> | undefined;
  /** The turn in which a frame was last handled, and the cost of all frames handled in it. */
  #turn = 0;
  #costOfTurn = 0;

  constructor(source: FrameSource, handler: FrameHandler) {
    this.#source = source;
    this.#handler = handler;
  }

  /** Resolves when all frames are handled; undefined where none is left. */
  get served(): Promise<void> | undefined {
    return this.#served;
  }

  /** Handles the frame at once if no other one waits. */
  add(frame: Frame): void {
    if (this.#waiting) {
      this.#waiting.push(frame);
      this.#source.pause();
    } else if (this.#turnIsSpent()) {
      this.#served = this.#serve(nextTurn(), [frame]);
    } else {
      const task = this.#handle(frame);
      if (task) this.#served = this.#serve(task, []);
    }
  }

  /** Drops the frames that wait. */
  clear(): void {
    this.#waiting?.splice(0);
  }

  async #serve(before: Promise<void>, waiting: Frame[]): Promise<void> {
    this.#waiting = waiting;
    await before;
    while (waiting.length > 0) {
      if (this.#turnIsSpent()) await nextTurn();
      const frame = waiting.shift();
      if (frame) await this.#handle(frame);
    }
    this.#waiting = undefined;
    this.#served = undefined;
    this.#source.resume();
  }

  #handle(frame: Frame): Promise<void> | undefined {
    this.#costOfTurn += frame.cost;
    return this.#handler.handleFrame(frame);
  }

  /** Whether this socket has used up its share of the current turn. */
  #turnIsSpent(): boolean {
    const turn = currentTurn();
    if (this.#turn !== turn) {
      this.#turn = turn;
      this.#costOfTurn = 0;
    }
    return this.#costOfTurn >= COST_PER_TURN;
  }
}
