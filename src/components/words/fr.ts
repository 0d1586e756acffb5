import { addWords } from './dictionary.js';
import { call } from './fr/call.js';
import { panels } from './fr/panels.js';
import type { CallWords, PanelWords } from './words.js';

addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'fr');
