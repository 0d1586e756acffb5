import type { ReactiveController } from 'lit';
import type { CallSession } from '../../core/index.js';
import type { RtcCall } from './rtc-call.js';

/** How often it is looked whether a call has settled, in ms: time enough for the first picture after a connection is there. */
const INTERVAL = 2000;

/** Calls back once, when nothing keeps people waiting for each other: more bytes would only make that longer. */
export class Settling implements ReactiveController {
  readonly #call: RtcCall;
  readonly #onSettled: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #done = false;

  constructor(call: RtcCall, onSettled: () => void) {
    this.#onSettled = onSettled;
    (this.#call = call).addController(this);
  }

  hostConnected(): void {
    clearInterval(this.#timer);
    if (!this.#done) this.#timer = setInterval(() => this.#look(), INTERVAL);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    if (!isSettled(this.#call.session)) return;
    this.#done = true;
    clearInterval(this.#timer);
    this.#onSettled();
  }
}

/** Nobody is waited for, or somebody is there already. */
function isSettled({ state, participants }: CallSession): boolean {
  if (state === 'joining') return false;
  return (
    participants.length === 0 || participants.some(({ connectionState }) => connectionState === 'connected')
  );
}
