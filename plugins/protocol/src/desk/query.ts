/** What the reader asks of the register; it stands in the address, so that it can be kept and sent. */
export interface Asked {
  readonly register: string;
  /** `123`, `0000123` or `123/2026`. */
  readonly number: string;
  readonly text: string;
  readonly recipient: string;
  readonly from: string;
  readonly to: string;
  readonly classification: string;
  readonly state: '' | 'valid' | 'voided';
}

export const nothingAsked: Asked = {
  register: '',
  number: '',
  text: '',
  recipient: '',
  from: '',
  to: '',
  classification: '',
  state: '',
};

const keys = Object.keys(nothingAsked) as readonly (keyof Asked)[];

export const askedIn = (query: URLSearchParams): Asked =>
  Object.fromEntries(keys.map((key) => [key, query.get(key) ?? ''])) as unknown as Asked;

/** The page's own address. */
export const pageOf = (asked: Asked): string => {
  const query = new URLSearchParams();
  for (const key of keys) if (asked[key] !== '') query.set(key, asked[key]);
  const text = query.toString();
  return text === '' ? '/protocollo/registro' : `/protocollo/registro?${text}`;
};

const NUMBER = /^\s*0*(\d{1,9})(?:\s*\/\s*(\d{4}))?\s*$/;

/** A sentence when the number cannot be one. */
export const numberProblem = (number: string): string | undefined =>
  number.trim() === '' || NUMBER.test(number) ? undefined : 'Scrivi il numero, anche con l’anno: 123 oppure 123/2026.';

/** What the server is asked; `null` while something cannot be asked. */
export const requestOf = (asked: Asked): string | null => {
  if (numberProblem(asked.number) !== undefined) return null;
  const [, number, year] = NUMBER.exec(asked.number) ?? [];
  const query = new URLSearchParams({ limit: '50' });
  const { register, text, recipient, from, to, classification } = asked;
  const wanted = { register, text, recipient, from, to, classification, number, year };
  for (const [key, value] of Object.entries(wanted)) if (value !== undefined && value !== '') query.set(key, value);
  if (asked.state !== '') query.set('voided', String(asked.state === 'voided'));
  return `/protocol/registrations?${query.toString()}`;
};
