/** U+FFFD in place of each half of a surrogate pair: UTF-8 cannot hold one, and who receives it may refuse it. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd');

/**
 * The beginning of a text, of at most `max` UTF-16 code units and never with a part of a character: what people take
 * for one (Unicode UAX #29), or at least what has a code point of its own.
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
