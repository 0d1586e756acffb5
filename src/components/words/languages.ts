/** Languages of the elements by their BCP 47 primary subtag, each in its own words. */
export const LANGUAGES = { en: 'English', zh: '简体中文' } as const;
