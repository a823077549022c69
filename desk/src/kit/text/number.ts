import { language, say } from './language.js';

const marks = (): { readonly decimal: string; readonly group: string } =>
  language() === 'en' ? { decimal: '.', group: ',' } : { decimal: ',', group: '.' };

const plain = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });
const minus = /^[-−–]/;

/** Why something typed is no number: its comma and points stand where nobody can tell what they mean; or else. */
export type NumberProblem = 'unclear' | 'digits' | 'cents' | 'noNumber';

const meaningful = (digits: string): string =>
  digits
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** What a field of numbers says of itself. */
export interface NumericField {
  readonly label: string;
  readonly kind: string;
  readonly unit?: 'euro';
}

/** Whether a field is of euros; by its label in forms that were drawn before there were units. */
const isMoney = ({ kind, label, unit }: NumericField): boolean =>
  unit === 'euro' || (kind === 'number' && /\beuro\b|€/iu.test(label));

/**
 * The number that somebody wrote as it is written in the page's language: in Italian `24400`, `24.400`, `24 400`,
 * `24.400,00` and `€ 24400,5`. `24.4` is refused rather than guessed at: from a hand used to Italian it is half of
 * `24.400`, from another one a decimal. So is what has more digits than a JSON number keeps, and an amount of money with
 * parts of a cent: `24,400` comes from a hand used to English.
 */
export const readNumber = (typed: string, field?: NumericField): number | NumberProblem => {
  const { decimal, group } = marks();
  const text = typed
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^€ ?| ?€$/u, '');
  const negative = minus.test(text);
  const unsigned = text.replace(minus, '').trim();
  if (!/^\d[\d., ]*$/.test(unsigned)) return 'noNumber';
  const [whole = '', fraction, ...rest] = unsigned.split(decimal);
  const grouped = [group, ' '].some((mark) => {
    const [first = '', ...threes] = whole.split(mark);
    return /^[1-9]\d{0,2}$/.test(first) && threes.length > 0 && threes.every((three) => /^\d{3}$/.test(three));
  });
  if (rest.length > 0 || !(grouped || /^\d+$/.test(whole)) || !/^\d+$/.test(fraction ?? '0')) return 'unclear';
  if (field !== undefined && isMoney(field) && (fraction?.length ?? 0) > 2) return 'cents';
  const digits = `${whole.replace(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}`;
  const value = Number(digits);
  if (!Number.isFinite(value) || plain.format(value) !== meaningful(digits)) return 'digits';
  return negative ? -value : value;
};

/**
 * A number as it is read in the page's language, all its digits: `24.400,5`; `24.400,00` where the field is of euros.
 * Whole numbers of four digits stand without a point, since most of them are years.
 */
export const numberText = (field: NumericField, value: number): string =>
  new Intl.NumberFormat(say('it-IT', 'en-GB'), {
    maximumFractionDigits: 20,
    minimumFractionDigits: isMoney(field) ? 2 : 0,
    useGrouping: field.kind === 'integer' ? 'min2' : 'always',
  }).format(value);

/** What is wrong with something typed into a field, and how to write it. */
export const numberProblem = (field: NumericField, typed: string, problem: NumberProblem): string => {
  const { label } = field;
  if (problem === 'digits')
    return say(
      `«${label}» ha più cifre di quante se ne possano conservare: al massimo 15.`,
      `“${label}” has more digits than can be kept: 15 at most.`,
    );
  if (problem === 'cents')
    return say(
      `«${label}» ha più di due decimali. La virgola separa i centesimi e il punto le migliaia, come in 24.400,50.`,
      `“${label}” has more than two decimals. The point separates cents and the comma thousands, as in 24,400.50.`,
    );
  const whole = field.kind === 'integer';
  if (problem === 'unclear')
    return whole
      ? say(
          `«${label}»: «${typed}» non è chiaro. Il punto separa le migliaia, come in 24.400.`,
          `“${label}”: “${typed}” is not clear. The comma separates thousands, as in 24,400.`,
        )
      : say(
          `«${label}»: «${typed}» non è chiaro. La virgola separa i decimali e il punto le migliaia, come in 24.400,50.`,
          `“${label}”: “${typed}” is not clear. The point separates decimals and the comma thousands, as in 24,400.50.`,
        );
  return whole
    ? say(`«${label}» deve essere un numero intero, come 24.400.`, `“${label}” must be a whole number, like 24,400.`)
    : say(`«${label}» deve essere un numero, come 24.400,50.`, `“${label}” must be a number, like 24,400.50.`);
};
