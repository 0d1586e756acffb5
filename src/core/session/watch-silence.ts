import { Pulse } from '../peer/pulse.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { SignalingTransport } from '../signaling/transport.js';
import type { Roster } from './roster.js';

/** How often connections are looked at, in ms. */
const INTERVAL = 1000;

/** How long a connection may be silent that works, in ms: questions for consent are answered every 2.5 s to 6 s. */
const PATIENCE = 4000;

/**
 * Has the server asked for an answer while a connection that worked is silent. Nothing else tells that the network is gone
 * where no interface changes: a VPN that ends, a router that forgets.
 */
export function watchSilence(roster: Roster, transport: SignalingTransport, signal: AbortSignal): void {
  if (signal.aborted) return;
  const pulses = new WeakMap<RTCPeerConnection, Pulse>();
  const look = async ({ state, connection }: PeerLink): Promise<void> => {
    if (state !== 'connected' || !connection) return;
    const pulse = pulses.get(connection) ?? new Pulse(connection);
    pulses.set(connection, pulse);
    if ((await pulse.silence()) >= PATIENCE && !signal.aborted && transport.state === 'open') {
      transport.wake?.();
    }
  };
  const timer = setInterval(() => {
    for (const [, link] of roster.links()) void look(link);
  }, INTERVAL);
  signal.addEventListener('abort', () => clearInterval(timer));
}
