import { say } from '@libro-firma/desk/kit';
import type { AddressEntry, RecipientKind } from './answers.js';

/** A recipient as it is being typed; empty fields are missing ones. */
export interface Draft {
  readonly kind: RecipientKind;
  readonly name: string;
  readonly email: string;
  readonly pec: string;
  readonly address: string;
  readonly ipaCode: string;
  readonly taxCode: string;
}

export const emptyDraft: Draft = {
  kind: 'person',
  name: '',
  email: '',
  pec: '',
  address: '',
  ipaCode: '',
  taxCode: '',
};

/** What was typed into the search goes where it belongs. */
export const draftFrom = (text: string): Draft =>
  text.includes('@') ? { ...emptyDraft, email: text } : { ...emptyDraft, name: text };

export const draftOf = (entry: AddressEntry): Draft => ({
  kind: entry.kind,
  name: entry.name,
  email: entry.email,
  pec: entry.pec ?? '',
  address: entry.address ?? '',
  ipaCode: entry.ipaCode ?? '',
  taxCode: entry.taxCode ?? '',
});

/** The filled-in fields, as the server takes them. */
export const fieldsOf = (draft: Draft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(draft)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

export type DraftErrors = Partial<Record<keyof Draft, string>>;

/** What can be told before asking the server, which checks again. */
export const draftErrors = (draft: Draft): DraftErrors => ({
  ...(draft.name.trim() === '' ? { name: say('Scrivi il nome o la denominazione.', 'Type the name.') } : {}),
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())
    ? {}
    : {
        email: say(
          'Scrivi un indirizzo e-mail come nome@comune.example.it.',
          'Type an e-mail address like name@comune.example.it.',
        ),
      }),
});
