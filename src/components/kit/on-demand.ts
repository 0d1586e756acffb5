import type { ImportPart } from '../../internal/load.js';
import { want } from '../../internal/want.js';

const elements = new Map<string, ImportPart>();

/** Elements whose definition has been requested: once for each, however often the element around it renders. */
const requesters = new WeakSet<Element>();

/** Defines an element when it first appears, in the document or inside an element of this package. */
export function offerElement(tag: string, importPart: ImportPart): void {
  elements.set(tag, importPart);
}

/** Import that defines an element; undefined where it is defined already, or not offered. */
export function missingElement(tag: string): ImportPart | undefined {
  return customElements.get(tag) ? undefined : elements.get(tag);
}

/** Loads the definition of an element in the background; says whether it is missing, and offered. */
export function wantElement(tag: string): boolean {
  const importPart = missingElement(tag);
  if (importPart) want(importPart);
  return importPart !== undefined;
}

/** Loads the definitions of undefined elements in `root`. */
export function demandElements(root: ParentNode): void {
  for (const element of root.querySelectorAll(':not(:defined)')) {
    if (!requesters.has(element)) demandElement(element);
  }
}

let observer: MutationObserver | undefined;

/** Trees that `observer` observes. */
const observedTrees = new WeakSet<Node>();

/** Observes the document and the open shadow roots in it, until every element that is offered is defined. */
export function watchDocument(): void {
  observer = new MutationObserver((records) => {
    if (![...elements.keys()].some(missingElement)) observer?.disconnect();
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) lookInto(node);
    }
  });
  watchTree(document);
}

/** Observes a shadow root of the page, where the document is observed: no event tells of one that is attached later. */
export function watchTree(root: Node): void {
  if (!observer || observedTrees.has(root)) return;
  observedTrees.add(root);
  observer.observe(root, { childList: true, subtree: true });
  lookInto(root as Document | ShadowRoot);
}

function lookInto(node: Document | ShadowRoot | Element): void {
  // An element that is inserted again is requested again.
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
  if (wantElement(element.localName)) requesters.add(element);
}
