import { want } from '../../internal/want.js';
import { Messages } from '../messages/messages.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { CallSession } from '../session/call-session.js';
import { TOPIC } from './topic.js';

/** Most messages of one participant that are queued while the part is being loaded: an honest page sends one. */
const MAX_QUEUED = 4;

interface QueuedMessage {
  readonly from: string;
  readonly data: unknown;
  readonly link: PeerLink | undefined;
}

const verificationPart = () => import('./index.js');

/** Answers participants who ask for the words of a connection: loads the part for it when the first message comes. */
export function answerVerification(session: CallSession): void {
  const listening = new AbortController();
  const queuedMessages: QueuedMessage[] = [];
  const handOver = ({ Verification }: Awaited<ReturnType<typeof verificationPart>>): void => {
    listening.abort();
    const verification = Verification.of(session);
    for (const { from, data, link } of queuedMessages.splice(0)) verification.receive(from, data, link);
  };
  Messages.of(session).on(
    TOPIC,
    ({ from, data }) => {
      // The person here has asked first, and the part listens by itself.
      if (session.features.verification) listening.abort();
      else {
        queue(queuedMessages, { from, data, link: session.getPeer(from) });
        want(verificationPart, handOver);
      }
    },
    { signal: listening.signal },
  );
}

/** Nobody takes the place of the others, and the first messages of a page that was loaded again still find one. */
function queue(messages: QueuedMessage[], message: QueuedMessage): void {
  messages.push(message);
  const ofSender = messages.filter(({ from }) => from === message.from);
  const [oldest] = ofSender;
  if (oldest && ofSender.length > MAX_QUEUED) messages.splice(messages.indexOf(oldest), 1);
}
