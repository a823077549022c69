import { LibroFirmaError, type FieldDefinition, type Json, type Localized, type Tx } from '@libro-firma/engine/plugin';
import type { Recipient } from '../ports.js';
import { EMAIL, parseEntry, type EntryFields } from './entry.js';
import { emailKey, nameKey } from './names.js';
import { keepEntry, readEntry, recipientOf } from './store.js';

export const RECIPIENTS_FIELD = 'notification.recipients';

const MAX = 500;

const invalid = (code: string, text: Localized, where: string): LibroFirmaError =>
  new LibroFirmaError('invalid', code, text, { where });

const unknownId = (where: string): LibroFirmaError =>
  invalid(
    'notification.recipient-unknown',
    {
      it: 'Il destinatario scelto non è più in rubrica: toglilo e sceglilo o scrivilo di nuovo.',
      en: 'The chosen recipient is no longer in the address book: remove it, and choose it or type it again.',
    },
    where,
  );

const chosen = async (tx: Tx, id: string, where: string): Promise<Recipient> => {
  const entry = await readEntry(tx, id);
  if (entry === undefined) throw unknownId(where);
  return recipientOf(entry);
};

const isChoice = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && value.id !== '';

const typedOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('id' in value)) return value;
  const { id: _empty, ...fields } = value;
  return fields;
};

const withoutGaps = (fields: EntryFields): Omit<Recipient, 'id'> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Omit<Recipient, 'id'>;

/** Recipients chosen from the address book (`{id}`) or typed; the typed ones of ordinary live cases are kept in it. */
export const recipientsField = (): FieldDefinition => ({
  kind: RECIPIENTS_FIELD,
  label: { it: 'Destinatari dalla rubrica', en: 'Recipients from the address book' },
  schema: {
    type: 'array',
    maxItems: MAX,
    items: {
      type: 'object',
      anyOf: [
        { required: ['id'] },
        { required: ['kind', 'name', 'email'] },
        { required: ['kind', 'givenName', 'familyName', 'email'] },
      ],
      properties: {
        id: { type: 'string', maxLength: 40 },
        kind: { enum: ['person', 'company', 'administration'] },
        name: { type: 'string', minLength: 1, maxLength: 300 },
        givenName: { type: 'string', maxLength: 140 },
        familyName: { type: 'string', maxLength: 140 },
        email: { type: 'string', maxLength: 254, pattern: EMAIL.source },
        pec: { type: 'string', maxLength: 254 },
        address: { type: 'string', maxLength: 500 },
        ipaCode: { type: 'string', maxLength: 32 },
        taxCode: { type: 'string', maxLength: 32 },
      },
      additionalProperties: false,
    },
  },
  variable: { type: 'array', title: 'Destinatari', 'x-en': { title: 'Recipients' } },

  /**
   * Gives the variable: {@link Recipient}s, each once. An item with an id is read from the address book, whatever else it
   * carries: a form shown again after a rejection may submit the variable as it was.
   */
  async accept(tx, value, context) {
    if (!Array.isArray(value)) {
      throw invalid(
        'notification.recipient-invalid',
        { it: 'I destinatari devono essere un elenco.', en: 'Recipients must be a list.' },
        context.field.key,
      );
    }
    if (value.length > MAX) {
      throw invalid(
        'notification.recipients-too-many',
        {
          it: `I destinatari sono ${value.length}: al massimo ${MAX} per richiesta.`,
          en: `There are ${value.length} recipients: ${MAX} at most for a request.`,
        },
        context.field.key,
      );
    }
    const recipients = new Map<string, Recipient>();
    for (const [index, item] of value.entries()) {
      const where = `${context.field.key}/${index}`;
      let recipient: Recipient;
      if (isChoice(item)) recipient = await chosen(tx, item.id, where);
      else {
        const fields = parseEntry(typedOf(item), where);
        // The address book is everybody's: a trial leaves nothing there, and nobody learns from it whom a confidential act is for.
        if (context.mode === 'trial' || context.confidential) recipient = { id: '', ...withoutGaps(fields) };
        else recipient = recipientOf(await keepEntry(tx, fields, context.actor));
      }
      const key = `${emailKey(recipient.email)}\n${nameKey(recipient.name)}`;
      if (!recipients.has(key)) recipients.set(key, recipient);
    }
    return [...recipients.values()] as unknown as Json;
  },
});
