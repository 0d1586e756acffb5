import { call } from './ar/call.js';
import { panels } from './ar/panels.js';
import { addWords } from './dictionary.js';
import type { CallWords, PanelWords } from './words.js';

addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'ar');
