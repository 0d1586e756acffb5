import type { Page } from 'puppeteer-core';

/** Every declaration of a stylesheet as it is written. */
export function declarations(css: string): [property: string, value: string][] {
  const text = css.replace(/\/\*[^]*?\*\//g, '');
  return Array.from(text.matchAll(/^\s*([\w-]+):\s*([^;{}]+);$/gm), ([, property = '', value = '']) => [
    property,
    value,
  ]);
}

/** The declarations that this browser does not understand. */
export function refused(page: Page, css: string): Promise<string[]> {
  return page.evaluate(
    (pairs) => pairs.filter(([name, value]) => !CSS.supports(name, value)).map((pair) => pair.join(': ')),
    declarations(css),
  );
}

/** All selectors, those in media queries too, one entry for each of a list. */
export function selectors(page: Page, css: string): Promise<string[]> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const found: string[] = [];
    const rules = [...sheet.cssRules];
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) found.push(...rule.selectorText.split(/,\s*(?![^(]*\))/));
      // Those inside are looked at in their turn.
      if (rule instanceof CSSGroupingRule) rules.push(...rule.cssRules);
    }
    return found;
  }, css);
}

/** Selectors that match something just now: an element, a part, or an element within a shadow root. */
export function matching(page: Page, candidates: readonly string[]): Promise<string[]> {
  return page.evaluate((list) => {
    // Not inherited, so that only what is matched itself has it; `::part()` leaves no other trace.
    const mark = new CSSStyleSheet();
    mark.replaceSync("@property --docs-mark { syntax: '*'; inherits: false; }");
    const elements = [...document.querySelectorAll('*')];
    for (const { shadowRoot } of elements) if (shadowRoot) elements.push(...shadowRoot.querySelectorAll('*'));
    return list.filter((selector) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`${selector} { --docs-mark: yes; }`);
      document.adoptedStyleSheets = [mark, sheet];
      const found = elements.some(
        (element) => getComputedStyle(element).getPropertyValue('--docs-mark') === 'yes',
      );
      document.adoptedStyleSheets = [];
      return found;
    });
  }, candidates as string[]);
}
