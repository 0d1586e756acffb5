import type { ImportPart } from '../../internal/load.js';
import { want } from '../../internal/want.js';

const elements = new Map<string, ImportPart>();
const languages = new Map<string, ImportPart>();

/** Elements that asked to be defined: each does so once, however often the one around it is rendered. */
const asked = new WeakSet<Element>();

/** From now on an element is defined when it is first met, in the document or in an element of this package. */
export function offerElement(tag: string, importPart: ImportPart): void {
  elements.set(tag, importPart);
}

/** From now on a language (a BCP 47 primary subtag) is loaded when something is in it. */
export function offerLanguage(code: string, importPart: ImportPart): void {
  languages.set(code, importPart);
}

/** What defines this element, where it is offered and not defined yet. */
export function missingElement(tag: string): ImportPart | undefined {
  return customElements.get(tag) ? undefined : elements.get(tag);
}

/** Loads what the elements in `root` need that are new there. */
export function demandElements(root: ParentNode): void {
  for (const element of root.querySelectorAll(':not(:defined)')) {
    if (!asked.has(element)) demandElement(element);
  }
}

/** Loads the words of this language. */
export function demandLanguage(lang: string): void {
  const importPart = languages.get(lang.split('-', 1)[0] ?? '');
  if (importPart) want(importPart);
}

let observer: MutationObserver | undefined;

/** Trees that are looked at already. */
const watched = new WeakSet<Node>();

/** Looks at everything that comes into the document and into open shadow roots in it, until nothing is left to be loaded. */
export function watchDocument(): void {
  observer = new MutationObserver((records) => {
    if (![...elements.keys()].some(missingElement)) observer?.disconnect();
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) lookInto(node);
    }
  });
  watchTree(document);
}

/** Looks at a tree of the page as well, where the document is looked at: nothing tells of a shadow root that comes late. */
export function watchTree(root: Node): void {
  if (!observer || watched.has(root)) return;
  watched.add(root);
  observer.observe(root, { childList: true, subtree: true });
  lookInto(root as Document | ShadowRoot);
}

function lookInto(node: Document | ShadowRoot | Element): void {
  // One that comes back is met again.
  for (const element of [node, ...node.querySelectorAll('*')]) {
    if (!(element instanceof Element)) continue;
    if (element.shadowRoot) watchTree(element.shadowRoot);
    else if (element.matches(':not(:defined)')) {
      demandElement(element);
      // An element of the page gets its shadow root when it is defined.
      void customElements.whenDefined(element.localName).then(() => {
        if (element.shadowRoot) watchTree(element.shadowRoot);
      });
    }
  }
}

function demandElement(element: Element): void {
  const importPart = missingElement(element.localName);
  if (!importPart) return;
  asked.add(element);
  want(importPart);
}
