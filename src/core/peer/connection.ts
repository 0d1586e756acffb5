import type { Layout } from './layout.js';
import type { Negotiator } from './negotiator.js';
import type { Progress } from './progress.js';

/** One RTCPeerConnection of a link and what belongs to it. */
export interface Connection {
  readonly pc: RTCPeerConnection;
  readonly negotiator: Negotiator;
  readonly progress: Progress;
  readonly closing: AbortController;
  layout?: Layout;
  control?: RTCDataChannel;
}

/**
 * Opens a channel that is agreed on beforehand, so that its opening costs no negotiation.
 *
 * @throws {DOMException} When the id is in use.
 */
export const openChannel = ({ pc }: Pick<Connection, 'pc'>, label: string, id: number): RTCDataChannel =>
  pc.createDataChannel(label, { negotiated: true, id });
