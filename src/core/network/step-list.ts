import { RtcError } from '../errors.js';
import { CHECK_STEPS, type CheckReason, type CheckStep, type CheckStepName } from './types.js';

/** The finding of a step: everything but its name and its time. */
export type Outcome = Omit<CheckStep, 'name' | 'ms'>;

/** Reasons by the code of an error of the server, or of the way to it; with any other code the server `refused`. */
const REASONS: Readonly<Record<string, CheckReason>> = {
  'server-unreachable': 'unreachable',
  'server-lost': 'unreachable',
  'not-available': 'no-probe',
};

/** The steps of a check, and who hears of them. Their snapshots are frozen. */
export class StepList {
  readonly #steps = new Map<CheckStepName, CheckStep>();
  readonly #onStep: (step: CheckStep) => void;
  readonly #signal: AbortSignal;

  constructor(onStep: (step: CheckStep) => void, signal: AbortSignal) {
    this.#onStep = onStep;
    this.#signal = signal;
    for (const name of CHECK_STEPS) this.#set({ name, state: 'waiting' });
  }

  /** All of them as they are; those that have not ended have been cancelled. */
  finish(): readonly CheckStep[] {
    for (const { name, state } of this.#steps.values()) {
      if (state === 'waiting' || state === 'running') this.set(name, { state: 'cancelled' });
    }
    return Object.freeze([...this.#steps.values()]);
  }

  set(name: CheckStepName, outcome: Outcome): void {
    this.#set({ name, ...outcome });
  }

  /** Does the work of a step. Never rejects: what goes wrong is what the step has found. */
  async run(name: CheckStepName, work: () => Promise<Outcome>): Promise<CheckStep> {
    if (this.#signal.aborted) return this.#set({ name, state: 'cancelled' });
    const began = performance.now();
    this.#set({ name, state: 'running' });
    const outcome = await work().catch((error: unknown) => this.#failure(error));
    return this.#set({ name, ...outcome, ms: Math.round(performance.now() - began) });
  }

  #failure(error: unknown): Outcome {
    if (this.#signal.aborted) return { state: 'cancelled' };
    const message = String(error);
    if (error instanceof RtcError) {
      const reason = Object.hasOwn(REASONS, error.code) ? REASONS[error.code] : undefined;
      const state = reason === 'no-probe' ? 'not-measured' : 'failed';
      return { state, reason: reason ?? 'refused', error: error.code, message };
    }
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { state: 'failed', reason: timedOut ? 'no-answer' : 'internal', message };
  }

  #set(step: CheckStep): CheckStep {
    const frozen = Object.freeze(step);
    this.#steps.set(step.name, frozen);
    this.#onStep(frozen);
    return frozen;
  }
}
