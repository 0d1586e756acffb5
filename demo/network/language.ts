import { PAGE_ZH } from './page-zh.js';
import type { Words } from './terms.js';
import { LANGUAGES, WORDS, type Language } from './words.js';

/** Puts the page into the language of `?lang=`, or else of the browser, and returns the words for its script. */
export function speak(): Words {
  const language = chosen();
  document.documentElement.lang = language;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) {
    if (link.lang === language) link.setAttribute('aria-current', 'true');
  }
  if (language === 'zh') translate();
  return WORDS[language];
}

function chosen(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;
  return LANGUAGES.find((language) => asked.toLowerCase().startsWith(language)) ?? 'en';
}

function translate(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = PAGE_ZH[element.dataset['text'] ?? ''];
    if (text !== undefined) element.textContent = text;
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    element.ariaLabel = PAGE_ZH[element.dataset['label'] ?? ''] ?? element.ariaLabel;
  }
  document.title = `${PAGE_ZH['title'] ?? ''} · rtc-elements`;
}
