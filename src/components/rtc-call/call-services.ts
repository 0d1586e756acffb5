import '../rtc-check-button/define.js';
import { Chat } from '../../core/chat/index.js';
import { FileTransfers } from '../../core/files/index.js';
import { answerVerification } from '../../core/verification/answer.js';
import { keepAwake } from '../../core/wake-lock/index.js';
import { want } from '../../internal/want.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';
import { FileDrop } from './file-drop.js';

const loopbackPart = () => import('../../core/loopback/index.js');

/**
 * Adds what every call has and can wait for until it has settled: messages that came before are heard then.
 *
 * @param showChat - Shows what becomes of dropped files.
 */
export function addServices(
  call: ConstructorParameters<typeof FileDrop>[0],
  words: Localize,
  announcer: Announcer,
  showChat: () => void,
): void {
  const { session } = call;
  Chat.of(session);
  FileTransfers.of(session);
  answerVerification(session);
  keepAwake(session);
  new FileDrop(call, words, announcer, showChat);
  // When somebody asks for a call without a server, that of the page may be gone.
  want(loopbackPart);
}
