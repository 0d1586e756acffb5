import { addWords } from '../words/localize.js';

interface CheckButtonTerms {
  checkConnection: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends CheckButtonTerms {}
}

addWords<CheckButtonTerms>({
  en: { checkConnection: 'Check your connection' },
  zh: { checkConnection: '检查你的连接' },
});
