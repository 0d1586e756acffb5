import type { Participant } from '../../types.js';
import { MANY } from './budget.js';
import { isConnected } from './reach.js';

/** Most pictures per second of a camera in the beginning. */
const FIRST_RATE = 5;

/**
 * Begins with few pictures in a large call while others are still being connected: encoders that all start at once take
 * the processor from these connections.
 */
export class GentleStart {
  /** Ids of those who have been sent pictures at their full rate. */
  #risen: ReadonlySet<string> = new Set();

  /**
   * Looks who is there and who is coming.
   *
   * @returns Most pictures per second of the camera for each of `reached`, in their order.
   */
  rates(participants: readonly Participant[], reached: readonly Participant[]): readonly number[] {
    const isGathering = participants.length >= MANY && participants.some(isComing);
    const risen = participants.filter(
      (other) => this.#risen.has(other.id) || (!isGathering && isConnected(other)),
    );
    this.#risen = new Set(risen.map(({ id }) => id));
    return reached.map(({ id }) => (isGathering && !this.#risen.has(id) ? FIRST_RATE : Infinity));
  }
}

/** Whether a first connection is being made; no longer once it is known that no path is found. */
const isComing = ({ connectionState, away, pathProblem }: Participant): boolean =>
  (connectionState === 'new' || connectionState === 'connecting') && !away && !pathProblem;
