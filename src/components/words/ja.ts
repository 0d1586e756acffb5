import { addWords } from './dictionary.js';
import { call } from './ja/call.js';
import { panels } from './ja/panels.js';
import type { CallWords, PanelWords } from './words.js';

addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'ja');
