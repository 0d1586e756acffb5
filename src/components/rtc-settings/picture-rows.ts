import { Quality, QUALITY_PRESETS, type QualityPreset } from '../../core/features/quality/index.js';
import type { CallPreferences } from '../../core/index.js';
import { prefer } from '../kit/preferences.js';
import { choiceRow, switchRow, type SettingsRow } from './settings-row.js';

/** Whether the person sees themselves mirrored. */
export const mirrorRow: SettingsRow = ({ session, words }) =>
  choiceRow({
    name: 'mirror',
    label: words.term('mirrorSetting'),
    help: words.term('mirrorHelp'),
    options: [
      ['', words.term('automatic')],
      ['on', words.term('mirrored')],
      ['off', words.term('notMirrored')],
    ],
    value: session.features.preferences?.mirror ?? '',
    choose: (value) => prefer(session, { mirror: (value || undefined) as CallPreferences['mirror'] }),
  });

/** Chooses the quality of the picture that is sent. */
export const qualityRow: SettingsRow = ({ session, words }) =>
  choiceRow({
    name: 'quality',
    label: words.term('qualitySetting'),
    options: QUALITY_PRESETS.toReversed().map((preset) => [preset, words.term('qualityPreset', preset)]),
    value: Quality.of(session).preset,
    choose: (value) => prefer(session, { quality: value as QualityPreset }),
  });

/** Sound only. It holds for this call. */
export const lowDataRow: SettingsRow = ({ session, words }) =>
  switchRow({
    name: 'low-data',
    label: words.term('lowDataSetting'),
    help: words.term('lowDataHelp'),
    on: Quality.of(session).lowData,
    toggle: (on) => (Quality.of(session).lowData = on),
  });
