import { controlCharacter } from '@libro-firma/plugin-organisation';

/** Cadastral codes of the places where the invented people were born. */
export const birthplaces = ['G273', 'G273', 'G273', 'F377', 'A546', 'B780', 'L112', 'G348', 'C421', 'L331', 'A089'];

const MONTHS = 'ABCDEHLMPRST';

const letters = (text: string): string =>
  text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');

const consonants = (text: string): string => letters(text).replace(/[AEIOU]/g, '');
const vowels = (text: string): string => letters(text).replace(/[^AEIOU]/g, '');
const three = (text: string): string => `${text}XXX`.slice(0, 3);

const familyPart = (name: string): string => three(consonants(name) + vowels(name));

/** With four consonants or more the second one is left out. */
const givenPart = (name: string): string => {
  const own = consonants(name);
  return three(own.length >= 4 ? `${own[0]}${own.slice(2)}` : own + vowels(name));
};

export interface Birth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly woman: boolean;
  readonly place: string;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The fiscal code that the Revenue would compute for such a person (D.M. 23 December 1976). */
export const fiscalCodeOf = (familyName: string, givenName: string, birth: Birth): string => {
  const first15 =
    familyPart(familyName) +
    givenPart(givenName) +
    two(birth.year % 100) +
    MONTHS.charAt(birth.month - 1) +
    two(birth.day + (birth.woman ? 40 : 0)) +
    birth.place;
  return first15 + controlCharacter(first15);
};
