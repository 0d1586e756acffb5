/** What people take for characters (Unicode UAX #29), a flag for one; in Firefox before 125 whatever has a code point. */
export const characters = (text: string): string[] =>
  'Segmenter' in Intl
    ? Array.from(
        new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
        ({ segment }) => segment,
      )
    : Array.from(text);
