import { nothing } from 'lit';
import { MediaControls } from '../../core/features/media-session/index.js';
import { prefer } from '../kit/preferences.js';
import { hasKeys } from '../rtc-shortcuts/has-keys.js';
import { canShowCall } from '../rtc-tile/small-window/small-window.js';
import { switchRow, type SettingsRow } from './settings-row.js';

/** The space bar unmutes as long as it is held; not in calls without keys. */
export const holdToTalkRow: SettingsRow = ({ session, words }) =>
  hasKeys(session)
    ? switchRow({
        name: 'hold-to-talk',
        label: words.term('holdToTalkSetting'),
        help: words.term('holdToTalkHelp'),
        on: session.features.preferences?.holdToTalk === true,
        toggle: (on) => prefer(session, { holdToTalk: on || undefined }),
      })
    : nothing;

/** Whether somebody who speaks while they are muted is told. */
export const mutedNoticeRow: SettingsRow = ({ session, words }) =>
  switchRow({
    name: 'muted-notice',
    label: words.term('mutedNoticeSetting'),
    help: words.term('mutedNoticeHelp'),
    on: !session.features.preferences?.noMutedNotice,
    toggle: (on) => prefer(session, { noMutedNotice: !on || undefined }),
  });

/** The small window opens by itself, in browsers that let it. */
export const smallWindowRow: SettingsRow = ({ session, words }) => {
  const isPossible = canShowCall() && MediaControls.of(session).opensSmallWindow;
  return switchRow({
    name: 'small-window',
    label: words.term('smallWindowSetting'),
    help: words.term(isPossible ? 'smallWindowHelp' : 'smallWindowImpossible'),
    on: isPossible && session.features.preferences?.smallWindow === true,
    disabled: !isPossible,
    toggle: (on) => prefer(session, { smallWindow: on || undefined }),
  });
};
