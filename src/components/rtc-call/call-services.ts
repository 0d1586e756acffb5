import '../rtc-check-button/define.js';
import '../rtc-tile/tools/define.js';
import { Chat } from '../../core/features/chat/index.js';
import { FileTransfers } from '../../core/features/files/index.js';
import { answerVerification } from '../../core/features/verification/answer.js';
import { keepAwake } from '../../core/features/wake-lock/index.js';
import { want } from '../../internal/want.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';
import { followDeviceLoad } from './device-load.js';
import { FileDrop } from './file-drop.js';

const loopbackPart = () => import('../../core/loopback/index.js');

/**
 * Adds the features of every call that can wait until it has settled. Messages that arrive earlier are kept for them.
 *
 * @param showChat - Shows the chat, in which the transfers of dropped files are.
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
  followDeviceLoad(session, words, announcer);
  new FileDrop(call, words, announcer, showChat);
  // Loaded in advance: a call without a server is needed when the server of the page may be gone.
  want(loopbackPart);
}
