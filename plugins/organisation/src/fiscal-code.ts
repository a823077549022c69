/**
 * Codice fiscale of a natural person (D.M. 23 December 1976): six letters of family and given name, year, month letter,
 * day (plus 40 for women), cadastral code of the place of birth, control character. Where two people would have the same
 * code, the Revenue replaces digits by letters (*omocodia*): L for 0, M for 1, ... V for 9.
 */
const SHAPE = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
const OMOCODE_DIGITS = 'LMNPQRSTUV';

/** Values of 0-9 and A-Z in the first, third ... place; in even places a character counts its ordinal. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

const ordinal = (character: string): number => {
  const code = character.charCodeAt(0);
  return code < 58 ? code - 48 : code - 65;
};

/** The sixteenth character for the first fifteen. */
export const controlCharacter = (first15: string): string => {
  let sum = 0;
  [...first15].forEach((character, index) => {
    const value = ordinal(character);
    sum += index % 2 === 0 ? (ODD[value] as number) : value;
  });
  return String.fromCharCode(65 + (sum % 26));
};

const digit = (character: string): string => {
  const omocode = OMOCODE_DIGITS.indexOf(character);
  return omocode < 0 ? character : String(omocode);
};

export interface FiscalCodeProblem {
  readonly code: 'organisation.fiscal-code-shape' | 'organisation.fiscal-code-control';
  readonly message: string;
}

/** What is wrong with a fiscal code, or `undefined`. It is expected in capital letters. */
export const fiscalCodeProblem = (code: string): FiscalCodeProblem | undefined => {
  const day = Number([...code.slice(9, 11)].map(digit).join(''));
  const dayExists = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  if (!SHAPE.test(code) || !dayExists) {
    return {
      code: 'organisation.fiscal-code-shape',
      message: `Il codice fiscale «${code}» non ha la forma prevista (16 caratteri maiuscoli, come RSSMRA85T10A562S): ricopialo dalla tessera sanitaria.`,
    };
  }
  const expected = controlCharacter(code.slice(0, 15));
  if (code[15] !== expected) {
    return {
      code: 'organisation.fiscal-code-control',
      message: `Il carattere di controllo del codice fiscale «${code}» è «${code[15]}» e dovrebbe essere «${expected}»: c’è un errore di battitura, ricontrollarlo.`,
    };
  }
  return undefined;
};
