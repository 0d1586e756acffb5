import type { Page } from 'puppeteer-core';

/** Notes what the live regions of a page say, in all shadow roots. Runs in the page, before its scripts, alone. */
function note(): void {
  const said: string[] = [];
  Reflect.set(globalThis, 'announcements', said);
  const last = new WeakMap<Element, string>();
  const live = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const inside = element?.querySelectorAll(live) ?? [];
      for (const region of [element?.closest(live), ...inside]) {
        // Only what has changed is said, or all of it.
        const units = region?.getAttribute('aria-atomic') === 'false' ? region.children : [region];
        for (const unit of units) {
          const text = unit?.textContent.replace(/\s+/g, ' ').trim() ?? '';
          if (!unit || text === last.get(unit)) continue;
          last.set(unit, text);
          if (text) said.push(text);
        }
      }
    }
  });
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, options) {
    const root = attachShadow.call(this, options);
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    return root;
  };
}

/** The announcements of a page: texts that a screen reader says by itself. */
export class Announcements {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** To be called before the page is opened. */
  static async of(page: Page): Promise<Announcements> {
    await page.evaluateOnNewDocument(note);
    return new Announcements(page);
  }

  /** All of them since the last time, in their order. */
  take(): Promise<string[]> {
    return this.#page.evaluate(() => {
      const said = Reflect.get(globalThis, 'announcements') as string[];
      return said.splice(0);
    });
  }

  /** All of them so far, which stay. */
  all(): Promise<string[]> {
    return this.#page.evaluate(() => Reflect.get(globalThis, 'announcements') as string[]);
  }
}
