import type { SignalingTransport } from '../signaling/transport.js';
import type { Roster } from './roster.js';
import { PathWatch } from './path-watch.js';
import { watchSilence } from './watch-silence.js';

/** Time between two looks at the connections, in ms. */
const INTERVAL = 1000;

/** The parts of an `ActiveCall` that are used here. */
interface WatchedCall {
  readonly roster: Roster;
  readonly configuration: RTCConfiguration;
  readonly signal: AbortSignal;
}

/**
 * Watches the connections of a call until its `signal` is aborted: whether one that works falls silent, and why one that is
 * looked for is not found.
 */
export function watchConnections(call: WatchedCall, transport: SignalingTransport): void {
  const { roster, signal } = call;
  if (signal.aborted) return;
  const lookForSilence = watchSilence(roster, transport, signal);
  const paths = new PathWatch(roster, transport, () => call.configuration, signal);
  const timer = setInterval(() => {
    lookForSilence();
    paths.look();
  }, INTERVAL);
  signal.addEventListener('abort', () => clearInterval(timer));
}
