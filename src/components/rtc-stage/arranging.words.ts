import { addWords } from '../words/dictionary.js';
import { formatsOf } from '../words/forms.js';

const { number } = formatsOf('en');

export interface ArrangingTerms {
  pageOf: (page: number, pages: number) => string;
  previousPage: string;
  nextPage: string;
  moveSelf: string;
  moveSelfHelp: string;
}

addWords({
  pageOf: (page, pages) => `Page ${number(page)} of ${number(pages)}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  moveSelf: 'Move your picture',
  moveSelfHelp: 'To a side with the arrow keys, to the next corner with a click.',
} satisfies ArrangingTerms);
