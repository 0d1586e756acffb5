/**
 * The words of a text, for the search. Chinese is written without spaces, so the browser's dictionary finds its words. The
 * generator writes this function into the page as text: it must use nothing from outside.
 */
export function tokenize(text: string): string[] {
  const words = text.split(/[\s\p{P}\p{S}]+/u).filter(Boolean);
  if (!('Segmenter' in Intl) || !/\p{Script=Han}/u.test(text)) return words;
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return words.flatMap((word) =>
    /\p{Script=Han}/u.test(word) ? Array.from(segmenter.segment(word), ({ segment }) => segment) : [word],
  );
}
