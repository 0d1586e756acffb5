import type { ReactiveControllerHost } from 'lit';
import { en } from './en.js';

/** A word is a text, or a function that makes one, such as of a name or a number. */
type Dictionary = Readonly<Record<string, unknown>>;

/** Words by language, as a BCP 47 tag in small letters. */
type Dictionaries = Map<string, Dictionary>;

const ours: Dictionaries = new Map([['en', { ...en }]]);
const ofPage: Dictionaries = new Map();

/** Elements that show words. */
export const readers = new Set<ReactiveControllerHost>();

/** Grows when words are added, so that texts are made again. */
export let edition = 0;

/** Renders every element again that shows words. */
export function updateWords(): void {
  for (const reader of readers) reader.requestUpdate();
}

// A page may be rendered on a server first.
if ('document' in globalThis) {
  new MutationObserver(updateWords).observe(document.documentElement, {
    attributeFilter: ['dir', 'lang'],
    subtree: true,
  });
}

/** Adds words of this package: those of an element in English, or those of all elements in another language. */
export function addWords(words: object, lang = 'en'): void {
  add(ours, lang, words);
}

/** Adds words of the page, which come before those of this package. */
export function addPageWords(lang: string, words: object): void {
  add(ofPage, lang.toLowerCase(), words);
}

/** Whether there are words in a language, or in one that includes it, such as `de` for `de-at`. */
export const isKnown = (lang: string): boolean =>
  rangesOf(lang).some((range) => ours.has(range) || ofPage.has(range));

/** A word in the nearest language that has it; in English if none has. */
export function findWord(lang: string, key: string): unknown {
  for (const range of [...rangesOf(lang), 'en']) {
    const word = ofPage.get(range)?.[key] ?? ours.get(range)?.[key];
    if (word !== undefined) return word;
  }
  return key;
}

/** `zh-hans-cn`, `zh-hans`, `zh` (RFC 4647 §3.4). */
const rangesOf = (lang: string): string[] =>
  lang.split('-').map((_, i, parts) => parts.slice(0, parts.length - i).join('-'));

function add(dictionaries: Dictionaries, lang: string, words: object): void {
  dictionaries.set(lang, { ...dictionaries.get(lang), ...words });
  edition += 1;
  updateWords();
}
