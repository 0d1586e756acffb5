import { addWords } from './dictionary.js';
import { call } from './es/call.js';
import { panels } from './es/panels.js';
import type { CallWords, PanelWords } from './words.js';

addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'es');
