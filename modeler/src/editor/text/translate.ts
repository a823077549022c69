import type { Language, Localized } from '../contract.js';
import type { Translate } from '../canvas/services.js';
import italian from './it.json' with { type: 'json' };
import english from './en.json' with { type: 'json' };

const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { it: italian, en: english };

/** Every key that was asked for and that the Italian catalogue lacks. */
export const missedWords = new Set<string>();

/**
 * The words of the editor and of the libraries that it is made of: keys are English sentences with `{names}` in braces.
 * English needs entries only where the office's word differs from the key.
 */
export const createTranslate =
  (language: Language): Translate =>
  (key, replacements = {}) => {
    if (catalogues.it[key] === undefined) missedWords.add(key);
    return (catalogues[language][key] ?? key).replace(/\{([^}]+)\}/g, (whole, name: string) => {
      const value = replacements[name];
      return value === undefined ? whole : String(value);
    });
  };

/** A text of the server or of a plugin in the language of the screen. */
export const localized = (text: Localized, language: Language): string =>
  language === 'en' ? (text.en ?? text.it) : text.it;
