import type { AddressEntry, RecipientKind } from './answers.js';
import { fieldsOf, type Draft } from './draft.js';

/** An item of the field's value: chosen from the address book (`id`), or typed. */
export interface Recipient {
  readonly id?: string;
  readonly kind: RecipientKind;
  readonly name: string;
  readonly email: string;
  readonly [more: string]: string | undefined;
}

const isRecipient = (value: unknown): value is Recipient =>
  typeof value === 'object' && value !== null && 'name' in value && 'email' in value;

/** The field's value, whatever the form holds before anything was chosen. */
export const recipientsIn = (value: unknown): readonly Recipient[] =>
  Array.isArray(value) ? value.filter(isRecipient) : [];

export const isTyped = ({ id }: Recipient): boolean => id === undefined || id === '';

export const chosen = ({ id, kind, name, email }: AddressEntry): Recipient => ({ id, kind, name, email });

export const typed = (draft: Draft): Recipient => fieldsOf(draft) as unknown as Recipient;

const same = (first: Recipient, second: Recipient): boolean =>
  isTyped(first) || isTyped(second)
    ? first.email.toLowerCase() === second.email.toLowerCase() && first.name.toLowerCase() === second.name.toLowerCase()
    : first.id === second.id;

/** With one more; `undefined` when it is there already. */
export const withOne = (list: readonly Recipient[], one: Recipient): readonly Recipient[] | undefined =>
  list.some((other) => same(other, one)) ? undefined : [...list, one];
