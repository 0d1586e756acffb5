import type { Found } from './found.js';
import type { PageElement } from './page-elements.js';

/** Elements that show nothing wherever they are. */
const SILENT = 'script, style, template, link, meta, slot, [hidden]';

/** Children that are never shown, since the element has no slot for them. */
export function childMisuses(element: PageElement): Found[] {
  const names = Array.from(element.renderRoot.querySelectorAll('slot'), ({ name }) => name);
  return Array.from(element.children).flatMap((child): Found[] => {
    if (names.includes(child.slot) || child.matches(SILENT)) return [];
    return [child.slot ? ['unknown-slot', child.slot] : ['no-slot', child.localName]];
  });
}
