import { say } from '@libro-firma/desk/kit';
import type { AddressEntry, RecipientKind } from './answers.js';

/** A recipient as it is being typed; empty fields are missing ones. Nothing says beforehand what kind it is. */
export interface Draft {
  readonly kind: RecipientKind | '';
  /** Of a company or an administration; of a person, the one text that the book has so far. */
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly pec: string;
  readonly address: string;
  readonly ipaCode: string;
  readonly taxCode: string;
}

export const emptyDraft: Draft = {
  kind: '',
  name: '',
  givenName: '',
  familyName: '',
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
  givenName: entry.givenName ?? '',
  familyName: entry.familyName ?? '',
  email: entry.email,
  pec: entry.pec ?? '',
  address: entry.address ?? '',
  ipaCode: entry.ipaCode ?? '',
  taxCode: entry.taxCode ?? '',
});

/** What was typed so far stays when the kind is chosen: nobody can tell which word of it is the family name. */
export const withKind = (draft: Draft, kind: RecipientKind): Draft => {
  if (kind !== 'person')
    return { ...draft, kind, name: draft.name || [draft.givenName, draft.familyName].filter(Boolean).join(' ') };
  const untold = draft.givenName === '' && draft.familyName === '';
  return { ...draft, kind, familyName: untold ? draft.name : draft.familyName };
};

const nameIn = ({ kind, name, givenName, familyName }: Draft): Partial<Draft> =>
  kind === 'person' ? { name: `${givenName.trim()} ${familyName.trim()}`, givenName, familyName } : { name };

/** The name as it stands so far, for finding who has it already. */
export const typedName = (draft: Draft): string => (nameIn(draft).name ?? '').trim();

/** The filled-in fields, as the server takes them. */
export const fieldsOf = ({ name, givenName, familyName, ...others }: Draft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...others, ...nameIn({ name, givenName, familyName, ...others }) })
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

export type DraftErrors = Partial<Record<keyof Draft, string>>;

/** Whether the given name still stands in the family name, where the text of the search was taken over as it was. */
const holdsGivenName = ({ name, givenName, familyName }: Draft): boolean => {
  const words = (text: string): readonly string[] => text.trim().toLowerCase().split(/\s+/);
  const given = words(givenName);
  const rest = words(familyName).filter((word) => !given.includes(word));
  return familyName === name && rest.length > 0 && rest.length + given.length === words(familyName).length;
};

const nameErrors = (draft: Draft): DraftErrors => {
  if (draft.kind === '') return { kind: say('Scegli chi è.', 'Choose who it is.') };
  if (draft.kind !== 'person')
    return draft.name.trim() === '' ? { name: say('Scrivi la denominazione.', 'Type the name.') } : {};
  return {
    ...(draft.givenName.trim() === '' ? { givenName: say('Scrivi il nome.', 'Type the given name.') } : {}),
    ...(draft.familyName.trim() === '' ? { familyName: say('Scrivi il cognome.', 'Type the family name.') } : {}),
    ...(draft.givenName.trim() !== '' && holdsGivenName(draft)
      ? { familyName: say('Lascia qui solo il cognome.', 'Leave only the family name here.') }
      : {}),
  };
};

/** What can be told before asking the server, which checks again. */
export const draftErrors = (draft: Draft): DraftErrors => ({
  ...nameErrors(draft),
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())
    ? {}
    : {
        email: say(
          'Scrivi un indirizzo e-mail come nome@comune.example.it.',
          'Type an e-mail address like name@comune.example.it.',
        ),
      }),
});
