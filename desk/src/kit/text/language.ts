export type Language = 'it' | 'en';

/** A text in the languages of the screens; English falls back to Italian. */
export interface Localized {
  readonly it: string;
  readonly en?: string | undefined;
}

const stored = 'lf.language';

/** The languages that the page's app speaks: `<html data-languages="it en">`; Italian where nothing is said. */
export const languages = (): readonly Language[] => {
  const listed = typeof document === 'undefined' ? '' : (document.documentElement.dataset['languages'] ?? '');
  return listed.split(' ').filter((one): one is Language => one === 'it' || one === 'en');
};

const chosen = (): Language => {
  if (typeof window === 'undefined' || languages().length < 2) return 'it';
  try {
    return window.localStorage.getItem(stored) === 'en' ? 'en' : 'it';
  } catch {
    // Storage is switched off in this browser: the choice lasts as long as nothing can keep it.
    return 'it';
  }
};

const current = chosen();
if (typeof document !== 'undefined') document.documentElement.lang = current;

/** The language of this page; it does not change while the page stands. */
export const language = (): Language => current;

/** Keeps the choice for this browser and loads the page in it. */
export const chooseLanguage = (next: Language): void => {
  window.localStorage.setItem(stored, next);
  window.location.reload();
};

/** The same words in the page's language. */
export const say = (it: string, en: string): string => (current === 'en' ? en : it);

export const localized = (text: Localized): string => (current === 'en' ? (text.en ?? text.it) : text.it);
