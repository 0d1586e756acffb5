/** Splits a text into grapheme clusters (Unicode UAX #29), such as a flag; into code points in Firefox before 125. */
export const characters = (text: string): string[] =>
  'Segmenter' in Intl
    ? Array.from(
        new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
        ({ segment }) => segment,
      )
    : Array.from(text);
