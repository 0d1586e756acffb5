import { want } from '../../../internal/want.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { TOPIC } from './topic.js';

/** Most messages of one participant that are queued while the part is being loaded: an honest page sends one. */
const MAX_QUEUED = 4;

const verificationPart = () => import('./index.js');

/** Answers participants who ask for the words of a connection: loads the part for it when the first message comes. */
export function answerVerification(session: CallSession): void {
  const listening = new AbortController();
  const { signal } = listening;
  /** By id of participant. */
  const queues = new Map<string, unknown[]>();
  const handOver = ({ Verification }: Awaited<ReturnType<typeof verificationPart>>): void => {
    listening.abort();
    const verification = Verification.of(session);
    for (const [from, messages] of queues) for (const data of messages) verification.receive(from, data);
    queues.clear();
  };
  const receive = (from: string, data: unknown): void => {
    const messages = queues.get(from) ?? [];
    queues.set(from, [...messages, data].slice(-MAX_QUEUED));
    want(verificationPart, handOver);
  };
  Messages.of(session).on(
    TOPIC,
    ({ from, data }) => {
      // The person here has asked first, and the part listens by itself.
      if (session.features.verification) listening.abort();
      else receive(from, data);
    },
    { signal },
  );
  // Messages of an earlier load of the page do not count.
  session.peers.each(
    (peer) => peer.signal.addEventListener('abort', () => queues.delete(peer.id), { signal }),
    { signal },
  );
}
