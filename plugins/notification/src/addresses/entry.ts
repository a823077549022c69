import { LibroFirmaError, type Localized } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { isTaxCode } from './tax-code.js';

export const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'una riga sola, senza caratteri di controllo');
const email = z.string().trim().max(254).regex(EMAIL, 'un indirizzo e-mail come nome@comune.example.it');
/** An empty field of a screen is a missing one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .union([
      z
        .string()
        .regex(/^\s*$/)
        .transform(() => undefined),
      schema,
    ])
    .optional();

const part = optional(line(140));

/**
 * What somebody types of a recipient. A person is written as `givenName` and `familyName`, which make the name; a `name`
 * alone is taken too (other systems, older lists), and then nobody knows which of its words are the family name.
 */
export const TypedEntry = z.strictObject({
  kind: z.enum(['person', 'company', 'administration']),
  name: optional(line(300)),
  givenName: part,
  familyName: part,
  email,
  pec: optional(email),
  address: optional(line(500)),
  ipaCode: optional(
    z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{1,32}$/, 'un codice IPA: lettere, cifre, _ e -'),
  ),
  taxCode: optional(
    z
      .string()
      .transform((code) => code.replace(/\s+/g, '').toUpperCase())
      .refine(isTaxCode, 'un codice fiscale o una partita IVA validi (il carattere di controllo non torna)'),
  ),
});

export type TypedEntry = z.output<typeof TypedEntry>;

export type EntryFields = TypedEntry & { readonly name: string };

const FIELD_NAMES: Readonly<Record<string, string>> = {
  kind: 'tipo',
  name: 'nome o denominazione',
  givenName: 'nome',
  familyName: 'cognome',
  email: 'e-mail',
  pec: 'PEC',
  address: 'indirizzo',
  ipaCode: 'codice IPA',
  taxCode: 'codice fiscale o partita IVA',
};

const invalid = (key: string, needed: Localized, where: string): LibroFirmaError => {
  const field = FIELD_NAMES[key] ?? key;
  return new LibroFirmaError(
    'invalid',
    'notification.recipient-invalid',
    {
      it: `Il destinatario non è completo o non è valido${field === '' ? '' : ` nel campo «${field}»`}: serve ${needed.it}.`,
      en: `The recipient is not valid in ${field}: ${needed.en}`,
    },
    { where: key === '' || where === '' ? where + key : `${where}/${key}` },
  );
};

/**
 * With the name of a person made from its parts, whatever else was said of it.
 *
 * @throws `notification.recipient-invalid` for a person with one part only, parts of somebody who is no person, and no name
 */
export const entryFrom = (typed: TypedEntry, where = ''): EntryFields => {
  const { givenName, familyName, ...rest } = typed;
  const { name } = rest;
  if (givenName !== undefined || familyName !== undefined) {
    if (typed.kind !== 'person') {
      const needed = { it: 'la denominazione: nome e cognome sono di una persona', en: 'only a person has them' };
      throw invalid(givenName === undefined ? 'familyName' : 'givenName', needed, where);
    }
    if (givenName === undefined) throw invalid('givenName', { it: 'il nome', en: 'the given name' }, where);
    if (familyName === undefined) throw invalid('familyName', { it: 'il cognome', en: 'the family name' }, where);
    return { ...rest, name: `${givenName} ${familyName}`, givenName, familyName };
  }
  if (name === undefined) throw invalid('name', { it: 'il nome o la denominazione', en: 'the name' }, where);
  return { ...rest, name };
};

/** @throws `notification.recipient-invalid` naming the field, what came, and what is expected. */
export const parseEntry = (value: unknown, where: string): EntryFields => {
  const parsed = TypedEntry.safeParse(value);
  if (parsed.success) return entryFrom(parsed.data, where);
  const issue = parsed.error.issues[0];
  const message = issue?.message;
  throw invalid(String(issue?.path[0] ?? ''), { it: message ?? 'un valore valido', en: message ?? '' }, where);
};
