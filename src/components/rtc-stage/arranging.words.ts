import { addWords } from '../words/localize.js';

interface ArrangingTerms {
  pageOf: (page: number, pages: number) => string;
  previousPage: string;
  nextPage: string;
  moveSelf: string;
  moveSelfHelp: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends ArrangingTerms {}
}

addWords<ArrangingTerms>({
  en: {
    pageOf: (page, pages) => `Page ${String(page)} of ${String(pages)}`,
    previousPage: 'Previous page',
    nextPage: 'Next page',
    moveSelf: 'Move your picture',
    moveSelfHelp: 'To a side with the arrow keys, to the next corner with a click.',
  },
  zh: {
    pageOf: (page, pages) => `第 ${String(page)} 页，共 ${String(pages)} 页`,
    previousPage: '上一页',
    nextPage: '下一页',
    moveSelf: '移动自己的画面',
    moveSelfHelp: '用方向键移到一侧，点击移到下一个角。',
  },
});
