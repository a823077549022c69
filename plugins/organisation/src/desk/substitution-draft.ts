import type { SubstitutionKind } from './answers.js';

/** What is typed in the form for a new substitution. Dates as date fields give them, empty when missing. */
export interface Draft {
  readonly kind: SubstitutionKind;
  /** Person ids. */
  readonly from: string;
  readonly to: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly actRef: string;
  readonly offices: readonly string[];
  readonly books: readonly string[];
}

export type DraftErrors = { readonly [key in keyof Draft]?: string };

/** What can be said before the server is asked; it checks all of it again. */
export const draftErrors = (draft: Draft, today: string): DraftErrors => {
  const isDelegation = draft.kind !== 'substitute';
  const errors: Partial<Record<keyof Draft, string>> = {};
  if (draft.from === '') errors.from = 'Indica chi viene sostituito.';
  if (draft.to === '') errors.to = 'Indica chi sostituisce.';
  else if (draft.to === draft.from) errors.to = 'Nessuno sostituisce se stesso: indica un’altra persona.';
  if (draft.validFrom === '') errors.validFrom = 'Indica il primo giorno.';
  else if (draft.validFrom < today) errors.validFrom = 'Una sostituzione vale da oggi in avanti.';
  if (draft.kind === 'functionsDelegation' && draft.validTo === '') {
    errors.validTo = 'Una delega di funzioni è a termine: indica l’ultimo giorno.';
  } else if (draft.validTo !== '' && draft.validTo < draft.validFrom) {
    errors.validTo = 'L’ultimo giorno viene prima del primo.';
  }
  if (isDelegation && draft.actRef.trim() === '') errors.actRef = 'Indica l’atto che conferisce la delega.';
  return errors;
};

/** The body of `POST /organisation/substitutions`. */
export const draftBody = (draft: Draft): Readonly<Record<string, unknown>> => ({
  kind: draft.kind,
  from: draft.from,
  to: draft.to,
  validFrom: draft.validFrom,
  ...(draft.validTo === '' ? {} : { validTo: draft.validTo }),
  ...(draft.actRef.trim() === '' ? {} : { actRef: draft.actRef.trim() }),
  scope: {
    ...(draft.offices.length === 0 || draft.kind === 'signingDelegation' ? {} : { offices: draft.offices }),
    ...(draft.books.length === 0 ? {} : { books: draft.books }),
  },
});
