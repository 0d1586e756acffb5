import '../rtc-check-button/define.js';
import '../rtc-tile-tools/define.js';
import { Chat } from '../../core/features/chat/index.js';
import { FileTransfers } from '../../core/features/files/index.js';
import type { CallSession } from '../../core/index.js';
import { answerVerification } from '../../core/features/verification/answer.js';
import { keepAwake } from '../../core/features/wake-lock/index.js';
import { want } from '../../internal/want.js';

const loopbackPart = () => import('../../core/loopback/index.js');

// Exported, since bundlers leave out what nobody uses.
export { FileDrop } from './file-drop.js';

/** What belongs to every call and can wait: messages that come before are heard then. */
export function attach(session: CallSession): void {
  Chat.of(session);
  FileTransfers.of(session);
  answerVerification(session);
  keepAwake(session);
  // When somebody asks for a call without a server, that of the page may be gone.
  want(loopbackPart);
}
