import type { ImportPart } from '../../internal/load.js';
import { want } from '../../internal/want.js';

/** A part of every language, by BCP 47 primary subtag. English comes with the elements. */
type LanguageOffer = Readonly<Record<'ar' | 'de' | 'es' | 'fr' | 'hi' | 'ja' | 'pt' | 'zh', ImportPart>>;

const offers: LanguageOffer[] = [
  {
    ar: () => import('./ar.js'),
    de: () => import('./de.js'),
    es: () => import('./es.js'),
    fr: () => import('./fr.js'),
    hi: () => import('./hi.js'),
    ja: () => import('./ja.js'),
    pt: () => import('./pt.js'),
    zh: () => import('./zh.js'),
  },
];

/** Offers the words of elements that few calls show. */
export function offerLanguages(offer: LanguageOffer): void {
  offers.push(offer);
}

/** Loads the words of a language, which is a BCP 47 tag in small letters. */
export function demandLanguage(lang: string): void {
  const [code = ''] = lang.split('-', 1);
  for (const offer of offers) {
    if (Object.hasOwn(offer, code)) want(offer[code as keyof LanguageOffer]);
  }
}
