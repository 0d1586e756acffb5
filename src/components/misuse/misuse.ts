import { load } from '../../internal/load.js';
import { awaitedProviders } from './belonging-rules.js';
import type { Found } from './found.js';
import { isOfPage, pageElements, tagOf } from './page-elements.js';
import { misusesOf } from './rules.js';
import { settled } from './settled.js';

const textsPart = () => import('./misuse-texts.js');

/** Misuses that were reported of each element, so that each misuse is reported once. */
const reported = new WeakMap<Element, Set<string>>();

/** Elements to look at besides those that are found in the page: it may keep some in a closed shadow root. */
const suspects = new Set<Element>();

/** Whether something has changed since the elements were gathered that are being looked at. */
let isDue = false;
let isLooking = false;

/**
 * Looks for mistakes of the page's author once the page has settled, and writes one warning to the console for each. Their
 * texts are loaded only then.
 *
 * @param suspect - An element that has no call yet.
 */
export function lookForMisuses(suspect?: Element): void {
  if (suspect) suspects.add(suspect);
  isDue = true;
  if (!isLooking) void lookWhileDue();
}

async function lookWhileDue(): Promise<void> {
  isLooking = true;
  try {
    while (isDue) {
      await settled();
      isDue = false;
      await look();
    }
  } finally {
    isLooking = false;
  }
}

async function look(): Promise<void> {
  const elements = new Set([...pageElements(document), ...[...suspects].filter(isOfPage)]);
  suspects.clear();
  for (const element of elements) {
    for (const { localName } of awaitedProviders(element))
      void customElements.whenDefined(localName).then(() => lookForMisuses(element));
    const found = await misusesOf(element);
    await report(
      element,
      found.filter((one) => isNew(element, one)),
    );
  }
}

async function report(element: Element, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return;
  try {
    const { describe } = await load(textsPart);
    // eslint-disable-next-line no-console -- for the developer of the page, and for nobody else
    for (const one of found) console.warn(describe(tagOf(element), one), element);
  } catch {
    // Only the developer misses something, who sees the request that failed.
  }
}

function isNew(element: Element, found: Found): boolean {
  const known = reported.get(element) ?? new Set();
  reported.set(element, known);
  const key = found.join();
  if (known.has(key)) return false;
  known.add(key);
  return true;
}
