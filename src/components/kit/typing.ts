import { RtcElement } from './rtc-element.js';

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Keys that write or move in a field, besides those of one character. */
const EDITING: readonly string[] = [
  'Enter',
  'Backspace',
  'Delete',
  'Insert',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  // Accents, and keys that a screen keyboard or an input method does not name.
  'Dead',
  'Unidentified',
  'Process',
];

let isKept = false;

/**
 * Keeps from the page what is typed into the fields of our elements. Shortcuts of a page leave INPUT and TEXTAREA alone,
 * but see only the element around them; so they would fire, and swallow the letter.
 */
export function keepTyping(): void {
  if (isKept) return;
  isKept = true;
  // Before the page's own listeners, also those for the way down.
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    window.addEventListener(type, keep, { capture: true });
  }
}

function keep(event: KeyboardEvent): void {
  const [field] = event.composedPath();
  if (!event.composed || !(field instanceof Element) || !field.matches(FIELDS) || !isTyped(event)) return;
  const root = field.getRootNode();
  if (!(root instanceof ShadowRoot && root.host instanceof RtcElement)) return;
  // A field has a use for Enter; nobody outside hears of it.
  if (event.key === 'Enter') root.addEventListener(event.type, stopAtRoot, { once: true });
  else event.stopImmediatePropagation();
}

const stopAtRoot = (event: Event): void => event.stopPropagation();

/** Escape, Tab, the keys for functions and combinations are commands, also within a field. */
function isTyped(event: KeyboardEvent): boolean {
  const { key } = event;
  if (event.isComposing) return true;
  // On many keyboards AltGr writes characters, and counts as Ctrl and Alt together.
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) return false;
  return Array.from(key).length === 1 || EDITING.includes(key);
}
