import { RtcElement } from '../kit/rtc-element.js';

/** Elements that use letters themselves. */
const TYPED_INTO =
  'input, textarea, select, [role=textbox], [role=searchbox], [role=combobox], [role=listbox], [role=menu], [role=tree], [role=grid]';
const DIALOG = 'dialog, [role=dialog], [role=alertdialog]';

/** Whether a key press inside a call belongs to a field, to a dialog of the page, or to the browser. */
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
 * Characters that a key press may stand for: its own, and on a keyboard with another script, the Latin letter of the
 * same key.
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
