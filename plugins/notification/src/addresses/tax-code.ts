/** Values of the characters in odd positions of a fiscal code (D.M. 23 December 1976). */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/** In codes that would otherwise be equal, digits are replaced by these letters, from the right (omocodia). */
const SHAPE = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

const valueOf = (char: string): number =>
  char >= '0' && char <= '9' ? char.charCodeAt(0) - 48 : char.charCodeAt(0) - 65;

/** A person's fiscal code: shape and check character. */
const isPersonal = (code: string): boolean => {
  if (!SHAPE.test(code)) return false;
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const value = valueOf(code.charAt(at));
    sum += at % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26)) === code.charAt(15);
};

/** A VAT number, or the fiscal code of a legal person: eleven digits with a Luhn check digit. */
const isVat = (code: string): boolean => {
  if (!/^[0-9]{11}$/.test(code)) return false;
  let sum = 0;
  for (let at = 0; at < 11; at += 1) {
    const digit = Number(code.charAt(at));
    if (at % 2 === 0) sum += digit;
    else sum += digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
};

/** Whether this is a fiscal code or a VAT number that can exist. Expects upper case without spaces. */
export const isTaxCode = (code: string): boolean => isPersonal(code) || isVat(code);
