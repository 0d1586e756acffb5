import { RtcElement } from './rtc-element.js';

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Keys that write or move in a field, besides single characters. */
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
  // Dead keys, and keys that a screen keyboard or an input method does not name.
  'Dead',
  'Unidentified',
  'Process',
];

let isKept = false;

/**
 * Hides from the page the keys that are typed into fields of our elements. Shortcuts of a page ignore INPUT and TEXTAREA, but
 * see only the custom element around them: they would fire, and swallow the letter.
 */
export function keepTyping(): void {
  if (isKept) return;
  isKept = true;
  // Runs before the listeners of the page, also those that capture.
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    window.addEventListener(type, keep, { capture: true });
  }
}

function keep(event: KeyboardEvent): void {
  const [field] = event.composedPath();
  if (!event.composed || !(field instanceof Element) || !field.matches(FIELDS) || !isTyped(event)) return;
  const root = field.getRootNode();
  if (!(root instanceof ShadowRoot && root.host instanceof RtcElement)) return;
  // Enter belongs to the field, too.
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
