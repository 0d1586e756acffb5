import { addWords } from '../words/localize.js';
import type { NetworkCheckTerms } from './terms.js';
import { en } from './words-en.js';
import { zh } from './words-zh.js';

addWords<NetworkCheckTerms>({ en, zh });
