import type { LinkGrade } from '../../../core/features/activity/index.js';
import { addWords } from '../../words/localize.js';

interface MarkTerms {
  speaking: string;
  silenced: string;
  /** How good a connection is. */
  grade: (grade: LinkGrade) => string;
}

declare module '../../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends MarkTerms {}
}

const EN = { good: 'Good connection', fair: 'Unsteady connection', poor: 'Poor connection' } as const;
const ZH = { good: '连接良好', fair: '连接不稳定', poor: '连接很差' } as const;

addWords<MarkTerms>({
  en: { speaking: 'Speaking', silenced: 'Muted for you', grade: (grade) => EN[grade] },
  zh: { speaking: '正在说话', silenced: '已对你静音', grade: (grade) => ZH[grade] },
});
