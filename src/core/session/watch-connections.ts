import type { SignalingTransport } from '../signaling/transport.js';
import type { Roster } from './roster.js';
import { PathWatch } from './path-watch.js';
import { watchSilence } from './watch-silence.js';

/** How often connections are looked at, in ms. */
const INTERVAL = 1000;

/**
 * Watches the connections of a call until `signal` is aborted: whether one that works falls silent, and why one that is
 * looked for is not found.
 *
 * @param configuration - Returns the configuration that the next connection gets.
 */
export function watchConnections(
  roster: Roster,
  transport: SignalingTransport,
  configuration: () => RTCConfiguration,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const lookForSilence = watchSilence(roster, transport, signal);
  const paths = new PathWatch(roster, transport, configuration, signal);
  const timer = setInterval(() => {
    lookForSilence();
    paths.look();
  }, INTERVAL);
  signal.addEventListener('abort', () => clearInterval(timer));
}
