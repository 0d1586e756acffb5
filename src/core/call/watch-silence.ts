import { Pulse } from '../peer/pulse.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { SignalingTransport } from '../signaling/transport.js';
import type { Roster } from './roster.js';

/** Longest silence of a working connection, in ms: questions for consent are answered every 2.5 s to 6 s. */
const PATIENCE = 4000;

/**
 * Has the server asked for an answer while a connection that worked is silent, and another path looked for where media is
 * missing. Nothing else tells that the network is gone where no interface changes: a VPN that ends, a router that forgets.
 * The browser itself says `disconnected` about four seconds later.
 *
 * @returns Looks once at all connections.
 */
export function watchSilence(roster: Roster, transport: SignalingTransport, signal: AbortSignal): () => void {
  const pulses = new WeakMap<RTCPeerConnection, Pulse>();

  const look = async (id: string, link: PeerLink): Promise<void> => {
    const { state, connection } = link;
    const askServer = (): void => {
      if (transport.state === 'open') transport.wake?.();
    };
    // A repair needs the server, and the way to it may be gone, too.
    if (state === 'disconnected') askServer();
    if (state !== 'connected' || !connection) return;
    const pulse = pulses.get(connection) ?? new Pulse(connection);
    pulses.set(connection, pulse);
    if ((await pulse.silence()) < PATIENCE || signal.aborted) return;
    askServer();
    // Where nothing is sent, the next answer for consent may only be late: that is left to the browser.
    if (pulse.hadMedia && sendsMedia(roster, id, link) && link.state === 'connected') link.restart();
  };

  return () => {
    for (const { id, link } of roster.peers) void look(id, link);
  };
}

/** Whether a participant says that they send something that this page wants. A muted microphone sends nothing that must arrive. */
function sendsMedia({ participants }: Roster, id: string, { unasked }: PeerLink): boolean {
  const { media, away } = participants.find((participant) => participant.id === id) ?? {};
  return (
    !away &&
    !!media &&
    (['microphone', 'camera', 'screen'] as const).some((one) => media[one] && !unasked.has(one))
  );
}
