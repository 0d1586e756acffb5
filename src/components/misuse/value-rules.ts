import type { Found } from './found.js';
import { tagOf, type PageElement } from './page-elements.js';

type Table = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Attributes that take one of several values. A test compares them with the types of the properties. */
export const VALUES: Table = {
  'rtc-call': { layout: ['grid', 'spotlight'], quality: ['low', 'standard', 'high', 'auto'] },
  'rtc-stage': { layout: ['grid', 'spotlight'] },
  'rtc-local-video': { source: ['camera', 'screen'], mirror: ['auto', 'on', 'off'] },
  'rtc-remote-video': { source: ['camera', 'screen'] },
};

/** Attributes that take a list of words. A test compares them with what the elements show. */
export const WORDS: Table = {
  'rtc-controls': {
    controls: [
      'microphone',
      'camera',
      'screen',
      'snapshot',
      'record',
      'chat',
      'low-data',
      'inspect',
      'settings',
      'leave',
    ],
  },
  'rtc-device-picker': { kinds: ['videoinput', 'audioinput', 'audiooutput'] },
};

/** Values that an element does not know. */
export function valueMisuses(element: PageElement): Found[] {
  const tag = tagOf(element);
  const valueOf = (name: string): string => String(Reflect.get(element, name));
  const found: Found[] = [];
  for (const [name, known] of Object.entries(VALUES[tag] ?? {})) {
    const value = valueOf(name);
    if (!known.includes(value)) found.push(['unknown-value', name, value, known.join(', ')]);
  }
  for (const [name, known] of Object.entries(WORDS[tag] ?? {})) {
    for (const word of valueOf(name).split(/\s+/).filter(Boolean)) {
      if (!known.includes(word)) found.push(['unknown-word', name, word, known.join(' ')]);
    }
  }
  const volume = tag === 'rtc-remote-video' ? Number(Reflect.get(element, 'volume')) : 0;
  if (!(volume >= 0 && volume <= 1))
    found.push(['bad-volume', element.getAttribute('volume') ?? String(volume)]);
  const servers = element.getAttribute('ice-servers');
  if (tag === 'rtc-network-check' && servers && !isList(servers)) found.push(['bad-ice-servers']);
  return found;
}

function isList(json: string): boolean {
  try {
    return Array.isArray(JSON.parse(json));
  } catch {
    return false;
  }
}
