import '../rtc-elapsed/define.js';
import '../rtc-tile/marks/define.js';
import { isServerless } from '../../core/signaling/serverless.js';
import { want } from '../../internal/want.js';
import { Settling } from '../kit/settling.js';
import { moreButtonsPart, photoPart } from '../later-parts.js';
import { Shortcuts } from '../rtc-shortcuts/shortcuts.js';
import type { Localize } from '../words/localize.js';
import type { Announcer } from './announcer.js';
import { CallNews } from './call-news.js';
import { InspectorPanel } from './inspector-panel.js';
import { QualityPresetController } from './quality-preset.js';

const loopbackPart = () => import('../../core/loopback/index.js');

type Host = { readonly signaling: string } & ConstructorParameters<typeof InspectorPanel>[0] &
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
  if (isServerless(call.signaling)) want(loopbackPart);
  new QualityPresetController(call);
  new CallNews(call, words, announcer);
  new InspectorPanel(call);
  new Shortcuts(call);
  new Settling(call, () => call.session, onSettled);
}
