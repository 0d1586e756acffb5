import { addWords } from './dictionary.js';
import type { CallWords, PanelWords } from './words.js';
import { call } from './zh/call.js';
import { panels } from './zh/panels.js';

/** Simplified Chinese, for every `zh` that has no words of its own. */
addWords({ ...call, ...panels } satisfies CallWords & PanelWords, 'zh');
