import type { CallSession } from '../../core/index.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';

/** The call, as far as the news of its chat need it. */
interface NewsHost extends HTMLElement {
  readonly session: CallSession;
  readonly renderRoot: ParentNode;
}

/** Announces how much in the chat is new while none is shown: one that is shown announces it itself, word for word. */
export function announceChat(call: NewsHost, words: Localize, announcer: Announcer): void {
  const { session } = call;
  let before = 0;
  session.addEventListener('change', () => {
    const { unread = 0 } = session.features.chat ?? {};
    const isMore = unread > before;
    before = unread;
    const chats = [call, call.renderRoot].flatMap((root) => [...root.querySelectorAll('rtc-chat')]);
    const isShown = chats.some((chat) => chat.checkVisibility({ visibilityProperty: true }));
    if (isMore && !isShown) announcer.say(words.term('openChat', unread), 'quiet');
  });
}
