import { ongoingCalls } from '../../core/call/ongoing-calls.js';
import { composedAncestors } from '../../internal/composed-tree.js';
import type { Found } from './found.js';
import { tagOf, type PageElement } from './page-elements.js';

/** An element without a call. */
export function belongingMisuses(element: PageElement): Found[] {
  if (!lacksCall(element) || awaitedProviders(element).length > 0) return [];
  const { for: id } = element;
  if (!id) return worksAlone(element) || hasCallByScript() ? [] : [['no-call']];
  const target = targetOf(element, id);
  return [target ? ['for-no-call', id, target.localName] : ['for-nothing', id]];
}

/** Elements that may become the call of an element, or provide one, once they are defined. */
export function awaitedProviders(element: PageElement): Element[] {
  if (!lacksCall(element)) return [];
  const target = element.for && targetOf(element, element.for);
  const candidates = element.for ? (target ? [target] : []) : [...composedAncestors(element)];
  return candidates.filter((one) => one.matches(':not(:defined)'));
}

/** A call, and the list of keys, belong to no other call. */
const lacksCall = ({ for: id, session, isConnected }: PageElement): boolean =>
  id !== undefined && session === undefined && isConnected;

function targetOf(element: Element, id: string): Element | null {
  const root = element.getRootNode() as Document | ShadowRoot;
  return root.getElementById(id) ?? document.getElementById(id);
}

/** Whether a script of the page has joined a call, whose session it may be about to give to an element. */
function hasCallByScript(): boolean {
  const calls = document.querySelectorAll<PageElement>('rtc-call');
  const ofElements: readonly unknown[] = Array.from(calls, ({ session }) => session);
  return [...ongoingCalls].some((session) => !ofElements.includes(session));
}

/** Whether an element is of use without a call. */
function worksAlone(element: PageElement): boolean {
  switch (tagOf(element)) {
    case 'rtc-local-video':
      return Reflect.get(element, 'source') === 'camera';
    case 'rtc-snapshot':
      return Boolean(Reflect.get(element, 'photo'));
    // It shows saved files, or checks devices and browser.
    case 'rtc-inspector':
    case 'rtc-network-check':
      return true;
    default:
      return false;
  }
}
