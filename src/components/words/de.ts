import { call } from './de/call.js';
import { panels } from './de/panels.js';
import { addWords } from './dictionary.js';
import type { CallWords, PanelWords } from './words.js';

addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'de');
