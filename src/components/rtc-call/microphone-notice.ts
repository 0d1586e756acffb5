import { Manners } from '../../core/features/manners/index.js';
import type { CallSession } from '../../core/index.js';
import '../rtc-microphone-notice/define.js';

/** The call, as far as the notice of its microphone needs it. */
interface NoticeHost {
  readonly session: CallSession;
  readonly renderRoot: ParentNode;
}

/** Watches the microphone of a call, as the person prefers, and shows what there is to tell above everything else. */
export function addMicrophoneNotice({ session, renderRoot }: NoticeHost): void {
  const manners = Manners.of(session);
  const follow = (): void => {
    const listens = !session.features.preferences?.noMutedNotice;
    if (manners.listensWhileMuted !== listens) manners.listensWhileMuted = listens;
  };
  session.addEventListener('change', follow);
  follow();
  renderRoot.querySelector('.top')?.append(document.createElement('rtc-microphone-notice'));
}
