import { characters } from './characters.js';

/** What stands for somebody without a picture: the first letters of the first and the last word of their name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => characters(word ?? '')[0])
    .join('')
    .toLocaleUpperCase();
}

/** A colour in degrees that belongs to this text for good. */
export function hue(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (hash * 47) % 360;
}
