import { LocalizeController, registerTranslation } from '@shoelace-style/localize';
import type { RtcError } from '../../core/index.js';
import { composedAncestors } from '../../internal/composed-tree.js';
import { demandLanguage } from '../kit/on-demand.js';
import { en } from './en.js';
import type { ErrorWords, FeatureTerms, Terms } from './terms.js';

export { update as updateLanguage } from '@shoelace-style/localize';

// The first registered translation is the fallback.
registerTranslation(en);

/** Adds the words of a feature, which come with its code, in all languages. */
export function addWords<T extends object>(words: { readonly en: T; readonly zh: T }): void {
  // The library keeps the fallback by reference, and copies other translations.
  registerTranslation(Object.assign(en, words.en), {
    $code: 'zh',
    $name: '简体中文',
    $dir: 'ltr',
    ...words.zh,
  });
}

/** Finds the words for an element in the language of the nearest `lang` around it, across shadow roots. */
export class Localize extends LocalizeController<Terms & FeatureTerms> {
  /** Language of the element at the last call. */
  #lang = '';

  override lang(): string {
    const lang = this.#find();
    // Once for each change: a language that cannot be loaded must not be requested at every word.
    if (lang !== this.#lang) demandLanguage((this.#lang = lang));
    return lang;
  }

  /** Title of an error, and advice for the person. */
  error(error: RtcError | undefined): ErrorWords {
    const { code = 'internal', subject } = error ?? {};
    if (subject === 'screen') return [this.term('screenFailed'), this.term('screenHelp', code)];
    const other = subject ? 'connection' : undefined;
    const about = subject === 'microphone' || subject === 'camera' ? subject : other;
    return [this.term('errorTitle', code, about), this.term('errorHelp', code, about)];
  }

  #find(): string {
    for (const element of composedAncestors(this.host)) {
      const lang = element.getAttribute('lang');
      if (lang) return lang.toLowerCase();
    }
    return super.lang();
  }
}
