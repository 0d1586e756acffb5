import '../rtc-elapsed/define.js';
import '../rtc-tile/marks/define.js';
import type { CallSession } from '../../core/index.js';
import type { EffectsKey } from '../../core/features/effects/effect-memory.js';
import { isServerless } from '../../core/signaling/serverless.js';
import { membershipPart } from '../../core/signaling/web-socket-signaling.js';
import { want } from '../../internal/want.js';
import { effectsPart } from '../kit/effects-part.js';
import { Settling } from '../kit/settling.js';
import type { PreferencesKey } from '../kit/preference-memory.js';
import { moreButtonsPart, photoPart } from '../later-parts.js';
import { Shortcuts } from '../rtc-shortcuts/shortcuts.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';
import { CallNews } from './call-news.js';
import { InspectorPanel } from './inspector-panel.js';
import { QualityPresetController } from './quality-preset.js';

const loopbackPart = () => import('../../core/loopback/index.js');
const preferencesPart = () => import('../kit/call-preferences.js');

const PREFERENCES: PreferencesKey = 'rtc-elements:preferences';
const EFFECTS: EffectsKey = 'rtc-elements:effects';

type Host = { readonly signaling: string; readonly session: CallSession } & ConstructorParameters<
  typeof InspectorPanel
>[0] &
  ConstructorParameters<typeof QualityPresetController>[0] &
  ConstructorParameters<typeof Shortcuts>[0];

/** Adds the controllers that a call needs once it begins, and calls back when it has settled. */
export function addControllers(
  call: Host,
  words: Localize,
  announcer: Announcer,
  onSettled: () => void,
): void {
  // Before anybody asks for them: in a call the server of the page may be gone.
  for (const part of [moreButtonsPart, photoPart]) want<unknown>(part);
  want<unknown>(isServerless(call.signaling) ? loopbackPart : membershipPart);
  // Before the others see the person: it may be the room that they do not want to show.
  if (isStored(EFFECTS)) want(effectsPart, ({ Effects }) => void Effects.of(call.session));
  new QualityPresetController(call);
  // With the services, where the person has chosen nothing yet.
  if (isStored(PREFERENCES)) want(preferencesPart, ({ addPreferences }) => addPreferences(call));
  new CallNews(call, words, announcer);
  new InspectorPanel(call);
  new Shortcuts(call);
  new Settling(call, () => call.session, onSettled);
}

function isStored(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    // The page has no storage.
    return false;
  }
}
