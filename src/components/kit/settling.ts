import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession } from '../../core/index.js';

/** Pause between two looks at the call, in ms: time for the first picture after a connection. */
const INTERVAL = 2000;

/** After this many looks a call counts as settled in any case. */
const MAX_LOOKS = 5;

/** Calls back once, when people no longer wait for each other: until then, each byte that is loaded prolongs the wait. */
export class Settling implements ReactiveController {
  readonly #session: () => CallSession | undefined;
  readonly #onSettled: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #looks = 0;
  #isDone = false;

  constructor(host: ReactiveControllerHost, session: () => CallSession | undefined, onSettled: () => void) {
    this.#session = session;
    this.#onSettled = onSettled;
    host.addController(this);
  }

  hostConnected(): void {
    clearInterval(this.#timer);
    if (!this.#isDone) this.#timer = setInterval(() => this.#look(), INTERVAL);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const session = this.#session();
    if (!session || (!isSettled(session) && ++this.#looks < MAX_LOOKS)) return;
    this.#isDone = true;
    clearInterval(this.#timer);
    this.#onSettled();
  }
}

/** Nobody else is in the call, or somebody is connected. */
function isSettled({ state, participants }: CallSession): boolean {
  if (state === 'joining') return false;
  return (
    participants.length === 0 || participants.some(({ connectionState }) => connectionState === 'connected')
  );
}
