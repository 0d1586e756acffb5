import { cutText, wellFormed } from '../../../protocol/text.js';

/** Longest name of a file, in UTF-16 code units. */
const MAX_NAME = 255;

/** Longest ending of a name that survives when the name is cut. */
const MAX_ENDING = 16;

/** Names without a path (RFC 2183 §2.3), without control characters and those that turn the direction of text around. */
export function cleanFileName(raw: string): string {
  const name = wellFormed(raw)
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '')
    .trim();
  // Such a name means a folder, or nothing at all.
  if (/^\.*$/.test(name)) return 'file';
  if (name.length <= MAX_NAME) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= MAX_ENDING ? name.slice(dot) : '';
  return cutText(name, MAX_NAME - ending.length) + ending;
}

/** The media type without its parameters (RFC 6838 §4.2), or nothing where it is none. */
export function cleanMediaType(raw: string): string {
  const [type = ''] = raw.toLowerCase().split(';', 1);
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(type.trim())
    ? type.trim()
    : '';
}
