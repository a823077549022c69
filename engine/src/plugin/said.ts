import type { Localized } from './json.js';

/** The languages of the screens. */
export type Language = 'it' | 'en';

/** A sentence for a person: in both languages, or one that is the same in each, such as what an outside party answered. */
export type Said = string | Localized;

/** Italian where it was said in Italian only. */
export const inLanguage = (said: Said, language: Language): string =>
  typeof said === 'string' ? said : language === 'en' ? (said.en ?? said.it) : said.it;
