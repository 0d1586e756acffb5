import type { Words } from './terms.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export const WORDS: Readonly<Record<Language, Words>> = { en, zh };
