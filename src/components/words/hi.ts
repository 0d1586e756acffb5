import { addWords } from './dictionary.js';
import { call } from './hi/call.js';
import { panels } from './hi/panels.js';
import type { CallWords, PanelWords } from './words.js';

addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'hi');
