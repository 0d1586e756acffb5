import { QUALITY_PRESETS } from '../../core/features/quality/index.js';
import type { CallPreferences } from '../../core/index.js';
import { LANGUAGES } from '../words/languages.js';

/** Key of stored preferences. A type, so that whoever only looks whether there are any need not load this. */
export type PreferencesKey = 'rtc-elements:preferences';

const KEY: PreferencesKey = 'rtc-elements:preferences';

/** Values that each preference may have. */
const VALUES: { readonly [K in keyof CallPreferences]-?: readonly CallPreferences[K][] } = {
  mirror: ['on', 'off'],
  quality: QUALITY_PRESETS,
  language: Object.keys(LANGUAGES),
  holdToTalk: [true],
  noMutedNotice: [true],
  smallWindow: [true],
};

/** The preferences on this origin; empty if storage is missing or was tampered with. */
export function recallPreferences(): CallPreferences {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(VALUES).flatMap(([name, values]: [string, readonly unknown[]]) =>
        values.includes(stored[name]) ? [[name, stored[name]]] : [],
      ),
    );
  } catch {
    // Storage is missing or forbidden: nothing is remembered.
    return {};
  }
}

/** Remembers these, if the browser gives this page storage; `undefined` forgets one. */
export function rememberPreferences(preferences: CallPreferences): void {
  try {
    // Another call of this origin may have others meanwhile.
    const text = JSON.stringify({ ...recallPreferences(), ...preferences });
    if (text === '{}') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // Forbidden or full: they hold until the page is closed.
  }
}
