/** Languages of the elements by BCP 47 tag, each in its own words and script. */
export const LANGUAGES = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
  hi: 'हिन्दी',
  ar: 'العربية',
  ja: '日本語',
  zh: '简体中文',
} as const;
