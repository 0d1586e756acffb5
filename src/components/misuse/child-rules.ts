import type { Found } from './found.js';
import { tagOf, type PageElement } from './page-elements.js';

/** Elements that show nothing wherever they are. */
const SILENT = 'script, style, template, link, meta, slot, [hidden]';

/** Names of icons: `icon-NAME` is a slot of every element with this icon in it. A test compares them with the documented slots. */
export const ICONS: readonly string[] = [
  'alert',
  'attach',
  'back',
  'camera',
  'camera-off',
  'chat',
  'check',
  'close',
  'copy',
  'file',
  'fill',
  'flip-camera',
  'fullscreen',
  'inspect',
  'leave',
  'low-data',
  'menu',
  'microphone',
  'microphone-off',
  'mirror',
  'move',
  'newest',
  'next',
  'open',
  'person',
  'pin',
  'previous',
  'quality-fair',
  'quality-poor',
  'record',
  'record-stop',
  'save',
  'screen',
  'screen-off',
  'send',
  'settings',
  'small-window',
  'snapshot',
  'sound-off',
  'speaking',
  'standing',
  'step-cancelled',
  'step-failed',
  'step-not-measured',
  'step-passed',
  'step-running',
  'step-skipped',
  'step-waiting',
  'volume',
  'whole',
];

/** Children that are never shown, since the element has no slot for them. */
export function childMisuses(element: PageElement): Found[] {
  const names = Array.from(element.renderRoot.querySelectorAll('slot'), ({ name }) => name);
  return Array.from(element.children).flatMap((child): Found[] => {
    const { slot, localName } = child;
    if (names.includes(slot) || isIcon(slot) || child.matches(SILENT)) return [];
    // A call has this one only while it goes on.
    if (slot === 'empty' && tagOf(element) === 'rtc-call') return [];
    return [slot ? ['unknown-slot', slot] : ['no-slot', localName]];
  });
}

const isIcon = (slot: string): boolean => slot.startsWith('icon-') && ICONS.includes(slot.slice(5));
