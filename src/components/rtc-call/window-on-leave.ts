import { MediaControls } from '../../core/features/media-session/index.js';
import type { CallSession } from '../../core/index.js';
import { openCallWindow } from '../rtc-tile/small-window/small-window.js';
import type { Localize } from '../words/localize.js';

/** Has the browser open the small window when its tab is left, where the person prefers that. */
export function openWindowOnLeave(session: CallSession, words: Localize): void {
  const controls = MediaControls.of(session);
  const open = (): void => void openCallWindow(session, words);
  const follow = (): void => {
    const wanted = session.features.preferences?.smallWindow ? open : undefined;
    if (controls.smallWindow !== wanted) controls.smallWindow = wanted;
  };
  session.addEventListener('change', follow);
  follow();
}
