import { LibroFirmaError } from '@libro-firma/engine/plugin';
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
  z.union([z.literal('').transform(() => undefined), schema]).optional();

/** What a person types of a recipient. */
export const EntryFields = z.strictObject({
  kind: z.enum(['person', 'company', 'administration']),
  name: line(300).min(1, 'il nome o la denominazione'),
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

export type EntryFields = z.output<typeof EntryFields>;

const FIELD_NAMES: Readonly<Record<string, string>> = {
  kind: 'tipo',
  name: 'nome',
  email: 'e-mail',
  pec: 'PEC',
  address: 'indirizzo',
  ipaCode: 'codice IPA',
  taxCode: 'codice fiscale o partita IVA',
};

/** @throws `notification.recipient-invalid` naming the field, what came, and what is expected. */
export const parseEntry = (value: unknown, where: string): EntryFields => {
  const parsed = EntryFields.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  const field = FIELD_NAMES[key] ?? key;
  throw new LibroFirmaError(
    'invalid',
    'notification.recipient-invalid',
    {
      it: `Il destinatario non è completo o non è valido${field === '' ? '' : ` nel campo «${field}»`}: serve ${issue?.message ?? 'un valore valido'}.`,
      en: `The recipient is not valid in ${field}: ${issue?.message ?? ''}`,
    },
    { where: key === '' ? where : `${where}/${key}` },
  );
};
