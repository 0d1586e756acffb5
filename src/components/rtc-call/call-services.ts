import '../rtc-check-button/define.js';
import '../rtc-tile/tools/define.js';
import { Chat } from '../../core/features/chat/index.js';
import { FileTransfers } from '../../core/features/files/index.js';
import { answerVerification } from '../../core/features/verification/answer.js';
import { keepAwake } from '../../core/features/wake-lock/index.js';
import { want } from '../../internal/want.js';
import { addPreferences } from '../kit/call-preferences.js';
import { wantElement } from '../kit/on-demand.js';
import { HoldToTalk } from '../rtc-shortcuts/hold-to-talk.js';
import { announceEffectProblems } from '../effects/effect-problems.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';
import { announceChat } from './chat-news.js';
import { followDeviceLoad } from './device-load.js';
import { FileDrop } from './file-drop.js';
import { addMicrophoneNotice } from './microphone-notice.js';
import { watchForMisuses } from './misuse-watch.js';
import { openWindowOnLeave } from './window-on-leave.js';

const loopbackPart = () => import('../../core/loopback/index.js');

type Host = Parameters<typeof announceChat>[0] &
  ConstructorParameters<typeof FileDrop>[0] &
  ConstructorParameters<typeof HoldToTalk>[0] &
  Parameters<typeof addMicrophoneNotice>[0];

/**
 * Adds the features of every call that can wait until it has settled. Messages that arrive earlier are kept for them.
 *
 * @param showChat - Shows the chat, in which the transfers of dropped files are.
 */
export function addServices(call: Host, words: Localize, announcer: Announcer, showChat: () => void): void {
  const { session } = call;
  Chat.of(session);
  announceChat(call, words, announcer);
  FileTransfers.of(session);
  answerVerification(session);
  keepAwake(session);
  followDeviceLoad(session, words, announcer);
  addPreferences(call);
  addMicrophoneNotice(call);
  announceEffectProblems(session, words, (text) => announcer.say(text));
  new FileDrop(call, words, announcer, showChat);
  new HoldToTalk(call);
  openWindowOnLeave(session, words);
  watchForMisuses(session);
  // Loaded in advance: a call without a server is needed when the server of the page may be gone.
  want(loopbackPart);
  // Every call has one, and loading it would make people wait for each other.
  wantElement('rtc-recording');
}
