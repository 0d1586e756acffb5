/** A text for each of several cases. */
export const choose =
  <Key extends string>(texts: Readonly<Record<Key, string>>) =>
  (key: Key): string =>
    texts[key];

/** A text for each known case, and `other` for the rest. */
export const chooseKnown =
  (texts: Readonly<Record<'other', string> & Partial<Record<string, string>>>) =>
  (key: string): string =>
    // The key may come from elsewhere, and be the name of something that every object has.
    (Object.hasOwn(texts, key) ? texts[key] : undefined) ?? texts.other;

/** Forms by the plural categories of a language (CLDR). In each, `#` stands for the number. */
type Plurals = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & Record<'other', string>>;

/** Formats of a language, for its words. */
export function formatsOf(lang: string): {
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  readonly plural: (count: number, forms: Plurals) => string;
} {
  const rules = new Intl.PluralRules(lang);
  const number = (value: number, options?: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(lang, options).format(value);
  return {
    number,
    plural: (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', number(count)),
  };
}

/** Several things within a sentence: `Ann, Bob and Carl`. */
export const listOf = (words: { lang(): string }, things: readonly string[]): string =>
  new Intl.ListFormat(words.lang(), { type: 'conjunction' }).format(things);
