import { RtcElement } from '../kit/rtc-element.js';

/** Where letters are written, or choose something. */
const TYPED_INTO =
  'input, textarea, select, [role=textbox], [role=searchbox], [role=combobox], [role=listbox], [role=menu], [role=tree], [role=grid]';
const DIALOG = 'dialog, [role=dialog], [role=alertdialog]';

/** Whether a key press inside of a call is no shortcut: it is typed, belongs to a dialog of the page, or to the browser. */
export function isForSomethingElse(event: KeyboardEvent, call: Element): boolean {
  if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return true;
  const path = event.composedPath();
  const inside = path.slice(0, path.indexOf(call)).filter((target) => target instanceof HTMLElement);
  if (inside.some((element) => element.isContentEditable || element.matches(TYPED_INTO))) return true;
  if (inside.some((element) => element.matches(DIALOG) && !isOurs(element))) return true;
  // A modal dialog elsewhere in the page; a call inside of one is part of it.
  return [...document.querySelectorAll('dialog:modal, [aria-modal=true]')].some(
    (dialog) => dialog.getClientRects().length > 0 && !path.includes(dialog),
  );
}

/**
 * The shortcuts that a key press may stand for: the character, and where the keyboard is set to another script, the
 * Latin letter at its place.
 */
export function keyOf({ key, code, shiftKey }: KeyboardEvent): readonly string[] {
  const lower = key.toLowerCase();
  if (Array.from(key).length !== 1 || (shiftKey && lower !== key.toUpperCase())) return [];
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  return letter && !/^[\x20-\x7e]$/.test(key) ? [lower, letter.toLowerCase()] : [lower];
}

function isOurs(element: Element): boolean {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && root.host instanceof RtcElement;
}
