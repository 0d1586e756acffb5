import type { LinkGrade } from '../../../core/features/activity/index.js';
import { addWords } from '../../words/dictionary.js';
import { choose } from '../../words/forms.js';

export interface MarkTerms {
  speaking: string;
  silenced: string;
  /** Words for the quality of a connection. */
  grade: (grade: LinkGrade) => string;
}

addWords({
  speaking: 'Speaking',
  silenced: 'Muted for you',
  grade: choose({ good: 'Good connection', fair: 'Unsteady connection', poor: 'Poor connection' }),
} satisfies MarkTerms);
