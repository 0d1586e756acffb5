import type { ElementHandle, Frame, NodeFor, Page } from 'puppeteer-core';

/** Runs in the page, alone. The elements in their order, those in a shadow root right after its host. */
function find(selector: string): Element[] {
  let places: (Document | Element)[] = [document];
  for (const part of selector.split(' >>> ')) {
    const matches = new Set<Element>();
    const next = places
      .flatMap((place) => [
        ...('shadowRoot' in place ? (place.shadowRoot?.querySelectorAll('*') ?? []) : []),
        ...place.querySelectorAll('*'),
      ])
      .reverse();
    for (let element = next.pop(); element; element = next.pop()) {
      if (element.matches(part)) matches.add(element);
      next.push(...[...(element.shadowRoot?.querySelectorAll('*') ?? [])].reverse());
    }
    places = [...matches];
  }
  return places as Element[];
}

const found = (selector: string): string => `(${find.toString()})(${JSON.stringify(selector)})`;

const applied = (at: (...args: never[]) => unknown, element: string, args: readonly unknown[]): string =>
  `(${at.toString()})(${element}, ...${JSON.stringify(args)})`;

/**
 * Looks into open shadow roots by one message to the browser. Puppeteer's own `>>>` needs dozens, and each question of a
 * `waitFor` with it took ten times the processor in Chromium, and forty times in Firefox.
 *
 * @param selector - CSS selectors with ` >>> ` between them: each is looked for anywhere in what the one before has found.
 * @param at - Runs in the page, alone, with the elements found.
 * @param args - Plain data.
 */
export function evalAll<S extends string, T, A extends unknown[]>(
  page: Page | Frame,
  selector: S,
  at: (elements: NodeFor<S>[], ...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  return page.evaluate(applied(at, found(selector), args)) as Promise<Awaited<T>>;
}

/** The same with the first of them. It is an error when there is none. */
export function evalFirst<S extends string, T, A extends unknown[]>(
  page: Page | Frame,
  selector: S,
  at: (element: NodeFor<S>, ...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  const missing = JSON.stringify(`nothing matches ${selector}`);
  const first = `${found(selector)}[0] ?? (() => { throw new Error(${missing}); })()`;
  return page.evaluate(applied(at, first, args)) as Promise<Awaited<T>>;
}

/** The first of them, or the one that `choose` takes, for the mouse and the keyboard. */
export async function findFirst<S extends string, A extends unknown[]>(
  page: Page | Frame,
  selector: S,
  choose?: (elements: NodeFor<S>[], ...args: A) => NodeFor<S> | undefined,
  ...args: A
): Promise<ElementHandle<NodeFor<S>> | null> {
  const chosen = choose ? applied(choose, found(selector), args) : `${found(selector)}[0]`;
  const handle = await page.evaluateHandle(chosen);
  const element = handle.asElement();
  if (!element) await handle.dispose();
  return element as ElementHandle<NodeFor<S>> | null;
}
