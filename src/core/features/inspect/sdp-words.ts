import type { ImportPart } from '../../../internal/load.js';
import { loadPart } from '../../load-part.js';
import type { SdpWords } from './sdp-facts.js';
import { en } from './sdp-words-en.js';
import { zh } from './sdp-words-zh.js';

type Part = ImportPart<{ readonly words: SdpWords }>;

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['ar', (): ReturnType<Part> => import('./sdp-words-ar.js')],
  ['de', (): ReturnType<Part> => import('./sdp-words-de.js')],
  ['es', (): ReturnType<Part> => import('./sdp-words-es.js')],
  ['fr', (): ReturnType<Part> => import('./sdp-words-fr.js')],
  ['hi', (): ReturnType<Part> => import('./sdp-words-hi.js')],
  ['ja', (): ReturnType<Part> => import('./sdp-words-ja.js')],
  ['pt', (): ReturnType<Part> => import('./sdp-words-pt.js')],
]);

const loaded = new Map<string, SdpWords>([
  ['en', en],
  ['zh', zh],
]);

/** `de` of `de-AT`. */
const primary = (language: string): string => language.toLowerCase().split('-', 1)[0] ?? '';

/**
 * The words about descriptions in a language (a BCP 47 tag). English and Chinese are always there, others once
 * `loadSdpWords` has loaded them; until then, and for every other language, they are English.
 */
export const sdpWords = (language: string): SdpWords => loaded.get(primary(language)) ?? en;

/**
 * Loads the words about descriptions in a language (a BCP 47 tag).
 *
 * @throws {RtcError} `load-failed`
 */
export async function loadSdpWords(language: string): Promise<SdpWords> {
  const part = PARTS.get(primary(language));
  if (part) loaded.set(primary(language), (await loadPart(part)).words);
  return sdpWords(language);
}
