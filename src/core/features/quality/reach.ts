import type { Participant } from '../../types.js';

export const isConnected = ({ connectionState }: Participant): boolean => connectionState === 'connected';

/** Whether anything that is sent can arrive: participants who cannot be reached need no share. */
export const isReached = ({ away, connectionState }: Participant): boolean =>
  connectionState === 'connected' || (connectionState !== 'failed' && !away);
