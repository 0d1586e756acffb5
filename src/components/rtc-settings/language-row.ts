import { nothing } from 'lit';
import { prefer } from '../kit/preferences.js';
import { LANGUAGES } from '../words/languages.js';
import { choiceRow, type SettingsRow } from './settings-row.js';

/** Language of the call: each by its own name, which everybody finds who reads it. */
export const languageRow: SettingsRow = ({ session, call, words }) =>
  call
    ? choiceRow({
        name: 'language',
        label: words.term('languageSetting'),
        options: [
          ['', words.term('languageOfPage')],
          ...Object.entries(LANGUAGES).map(([code, name]) => [code, name, code] as const),
        ],
        value: session.features.preferences?.language ?? '',
        choose: (value) => prefer(session, { language: value || undefined }),
      })
    : nothing;
