import { addPageWords } from './dictionary.js';
import type { Words } from './words.js';

/**
 * Adds words to a language, or changes them, for all elements of the page. Words that are left out stay as they are, and
 * in a language that is not part of this package they are English.
 *
 * @param lang - BCP 47 tag. Words of `de-AT` are for Austria, those of `de` for every German without others.
 */
export function setWords(lang: string, words: Partial<Words>): void {
  addPageWords(lang, words);
}
