import { LitElement } from 'lit';
import type { CallSession } from '../../core/index.js';

/** An element of this package, as far as the rules look at it: its class would make a circle of files. */
export interface PageElement extends LitElement {
  readonly session?: CallSession | undefined;
  readonly for?: string;
}

/** Elements of this package that the page has written, also those in its open shadow roots. */
export function* pageElements(root: Document | ShadowRoot): Generator<PageElement> {
  for (const element of root.querySelectorAll('*')) {
    if (isOurs(element)) yield element;
    else if (element.shadowRoot) yield* pageElements(element.shadowRoot);
  }
}

/** Whether the page has written an element, which is a piece of another element of this package otherwise. */
export function isOfPage(element: Element): element is PageElement {
  const root = element.getRootNode();
  return isOurs(element) && !(root instanceof ShadowRoot && isOurs(root.host));
}

/** Name of an element in the documentation, whatever name the page has defined it by. */
export const tagOf = ({ constructor }: Element): string => String(Reflect.get(constructor, 'tag'));

const isOurs = (element: Element): element is PageElement =>
  element instanceof LitElement && tagOf(element).startsWith('rtc-');
