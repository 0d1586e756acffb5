import { characters } from './characters.js';

/** Initials for somebody without a picture: the first letters of the first and the last word of the name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => characters(word ?? '')[0])
    .join('')
    .toLocaleUpperCase();
}

/** A hue in degrees, always the same for the same text. */
export function hue(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (hash * 47) % 360;
}
