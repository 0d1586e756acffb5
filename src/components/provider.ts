import type { CallSession } from '../core/index.js';
import { composedAncestors } from '../internal/composed-tree.js';
import type { RtcCall } from './rtc-call/rtc-call.js';
import type { SessionElement } from './session-element.js';

/** The `<rtc-call>` that an element has its session from; none where the session came from JavaScript. */
export function callOf(element: SessionElement): RtcCall | undefined {
  const root = element.getRootNode() as Document | ShadowRoot;
  const named = root.getElementById(element.for) ?? document.getElementById(element.for);
  const candidates = named ? [named] : composedAncestors(element);
  for (const one of candidates) if (isCall(one) && one.session === element.session) return one;
  return undefined;
}

/** By what it can do: whoever has no `<rtc-call>` in the page does not load it for this. */
const isCall = (element: Element): element is RtcCall =>
  'takeSnapshot' in element && (element as { session?: CallSession }).session !== undefined;
