/** Replaces lone surrogates by U+FFFD: UTF-8 cannot encode them, and a receiver may refuse them. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd');

/**
 * Cuts a text to at most `max` UTF-16 code units without splitting a character: a grapheme cluster (Unicode UAX #29)
 * where the browser knows them, else a code point.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  // Firefox has it since 125.
  const boundary =
    'Segmenter' in Intl &&
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text).containing(max)?.index;
  // One character of many parts may be longer than all that is allowed.
  const end = typeof boundary === 'number' && boundary > 0 ? boundary : max;
  return text.slice(0, end).replace(/[\ud800-\udbff]$/, '');
}
