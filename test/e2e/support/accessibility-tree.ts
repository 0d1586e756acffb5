import type { Page, SerializedAXNode } from 'puppeteer-core';

/** States of a node that are told when they are set, in this order. */
const STATES = [
  'disabled',
  'expanded',
  'focused',
  'modal',
  'multiline',
  'pressed',
  'checked',
  'selected',
  'readonly',
  'required',
] as const;

/** The time of a message, which is different in every run. */
const TIME = /\b\d{1,2}:\d{2}(:\d{2})?\s?[AP]M\b/g;
const DATE = /\b[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}\b/g;

/** The accessibility tree of a page, a line for each node that a screen reader finds. Only Chromium gives it. */
export async function accessibilityTree(page: Page): Promise<string> {
  const root = await page.accessibility.snapshot({ interestingOnly: false });
  if (!root) throw new Error('The page has no accessibility tree.');
  return `${linesOf(root, '').join('\n')}\n`.replace(TIME, 'TIME').replace(DATE, 'DATE');
}

/** Roles that mean nothing to a screen reader, or say once more what their parent says. */
const SILENT = /^(none|generic|InlineTextBox|LineBreak|LabelText|ListMarker|MenuListPopup)$/;

function linesOf(node: SerializedAXNode, indent: string): string[] {
  const { role, name, value, valuetext, description, level, children = [] } = node;
  if (SILENT.test(role)) return children.flatMap((child) => linesOf(child, indent));
  const states = STATES.flatMap((state) => {
    const is = node[state];
    if (is === undefined || (is === false && state !== 'expanded')) return [];
    return is === true ? [state] : [`${state} ${String(is)}`];
  });
  const line = [
    `${indent}${role}${level === undefined ? '' : ` ${String(level)}`}`,
    ...(name ? [JSON.stringify(name)] : []),
    ...(value === undefined ? [] : [`= ${JSON.stringify(valuetext ?? value)}`]),
    ...(description ? [`(${description})`] : []),
    ...(states.length === 0 ? [] : [`[${states.join(', ')}]`]),
  ].join(' ');
  return [line, ...children.flatMap((child) => linesOf(child, `${indent}  `))];
}
