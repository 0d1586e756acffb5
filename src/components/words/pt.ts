import { addWords } from './dictionary.js';
import { call } from './pt/call.js';
import { panels } from './pt/panels.js';
import type { CallWords, PanelWords } from './words.js';

/** Portuguese as in Brazil, for every `pt` that has no words of its own. */
addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'pt');
