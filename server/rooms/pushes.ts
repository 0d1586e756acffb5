import type { LeaveReason, ProtocolParticipant } from '../../src/protocol/index.js';

/**
 * A push without its number, as the JSON text before and after it. A push goes to many members, and has another number for
 * each, so the rest is printed only once.
 */
export interface Push {
  readonly head: string;
  readonly tail: string;
}

const push = (type: string, rest: string): Push => ({ head: `{"type":"${type}","seq":`, tail: `,${rest}}` });

export const participantJoined = (participant: ProtocolParticipant): Push =>
  push('participant-joined', `"participant":${JSON.stringify(participant)}`);

export const participantUpdated = (participant: ProtocolParticipant): Push =>
  push('participant-updated', `"participant":${JSON.stringify(participant)}`);

export const participantAway = (id: string): Push => push('participant-away', `"id":${JSON.stringify(id)}`);

export const participantLeft = (id: string, reason: LeaveReason): Push =>
  push('participant-left', `"id":${JSON.stringify(id)},"reason":"${reason}"`);

/**
 * @param from - An id that the server has made.
 * @param payload - Valid JSON text.
 */
export const signal = (from: string, payload: string): Push => ({
  head: `{"type":"signal","from":"${from}","seq":`,
  tail: `,"payload":${payload}}`,
});
