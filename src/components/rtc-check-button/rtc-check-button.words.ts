import { addWords } from '../words/dictionary.js';

export interface CheckButtonTerms {
  checkConnection: string;
}

addWords({ checkConnection: 'Check your connection' } satisfies CheckButtonTerms);
