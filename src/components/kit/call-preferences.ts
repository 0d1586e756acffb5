import { followLanguage } from './chosen-language.js';
import { Preferences } from './preferences.js';

const calls = new WeakSet<object>();

/** Has a call follow the preferences of the person: its quality, its language, and what its elements read of them. */
export function addPreferences(call: Parameters<typeof followLanguage>[0]): void {
  if (calls.has(call)) return;
  calls.add(call);
  Preferences.of(call.session);
  followLanguage(call);
}
