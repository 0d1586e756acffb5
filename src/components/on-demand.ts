/** Loads the module that defines an element, or holds the words of a language. */
type Load = () => Promise<unknown>;

const elements = new Map<string, Load>();
const languages = new Map<string, Load>();

/** From now on an element is defined when it is first met, in the document or in an element of this package. */
export function offerElement(tag: string, load: Load): void {
  elements.set(tag, load);
}

/** From now on a language (a BCP 47 primary subtag) is loaded when something is in it. */
export function offerLanguage(code: string, load: Load): void {
  languages.set(code, load);
}

/** Loads what the elements in `root` need. */
export function demandElements(root: ParentNode): void {
  for (const tag of elements.keys()) if (root.querySelector(tag)) take(elements, tag);
}

/** Loads the words of this language, where they are not there yet. */
export function demandLanguage(lang: string): string {
  take(languages, lang.split('-', 1)[0] ?? '');
  return lang;
}

/** Looks at everything that comes into the document, until nothing is left to be loaded. */
export function watchDocument(): void {
  const observer = new MutationObserver((records) => {
    if (elements.size === 0) observer.disconnect();
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        take(elements, node.localName);
        demandElements(node);
      }
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  demandElements(document);
}

function take(offers: Map<string, Load>, name: string): void {
  const load = offers.get(name);
  if (!load) return;
  offers.delete(name);
  load().catch((error: unknown) => {
    // The next one who wants it tries again; the developer reads why in the console.
    offers.set(name, load);
    throw error;
  });
}
