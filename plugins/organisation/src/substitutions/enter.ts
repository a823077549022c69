import { createHash, randomUUID } from 'node:crypto';
import { LibroFirmaError, type ActorId, type Tx } from '@libro-firma/engine/plugin';
import { dateOf, startOfDay } from '../calendar.js';
import { heldBy } from '../directory/groups-of.js';
import { passesOn } from '../directory/scope.js';
import type { Substitution } from '../ports.js';
import { listBooks } from '../store/books.js';
import { listOffices } from '../store/offices.js';
import { findPerson } from '../store/people.js';
import { findSubstitution, substitutionOf, substitutionRow } from '../store/substitutions.js';
import { substitutionProblems } from './rules.js';

/** Who enters or ends a substitution. */
export interface Author {
  readonly id: ActorId;
  readonly permissions: ReadonlySet<string>;
}

export const MANAGE = 'organisation.substitutions.manage';

export const mayChange = (author: Author, from: ActorId): boolean =>
  author.id === from || author.permissions.has(MANAGE);

/**
 * A person names who stands in for them, or somebody with the permission does. It begins today at the earliest: nothing
 * that was done is made good afterwards. The same `key` twice gives the same substitution.
 *
 * @throws LibroFirmaError `organisation.substitution-forbidden`, `organisation.substitution-invalid`,
 *   `organisation.nothing-to-pass-on`
 */
export const enterSubstitution = async (
  tx: Tx,
  author: Author,
  wanted: Omit<Substitution, 'id'>,
  key: string | undefined,
): Promise<Substitution> => {
  if (!mayChange(author, wanted.from)) throw forbidden();
  const id = key === undefined ? `sub-${randomUUID()}` : `sub-${digest(`${author.id}\n${key}`)}`;
  const before = await findSubstitution(tx, id);
  if (before !== undefined) return substitutionOf(before);

  const substitution: Substitution = { id, ...wanted };
  const problem = substitutionProblems(substitution)[0] ?? (await referenceProblem(tx, substitution));
  if (problem !== undefined) {
    throw new LibroFirmaError(
      'invalid',
      problem.code === undefined ? 'organisation.substitution-invalid' : problem.code,
      { it: problem.message },
      { where: `/${problem.property}` },
    );
  }
  await refuseEmpty(tx, substitution);
  await tx.sql('organisation_substitution').insert({
    tenant: tx.tenant,
    ...substitutionRow(substitution),
    created_by: author.id,
    created_at: tx.now,
  });
  return substitution;
};

/**
 * Ends it at once; one that has not begun never will.
 *
 * @throws LibroFirmaError `organisation.substitution-unknown`, `organisation.substitution-forbidden`,
 *   `organisation.substitution-ended`
 */
export const endSubstitution = async (tx: Tx, author: Author, id: string): Promise<Substitution> => {
  const row = await findSubstitution(tx, id);
  if (row === undefined) {
    throw new LibroFirmaError('not-found', 'organisation.substitution-unknown', {
      it: `La sostituzione «${id}» non esiste: aggiorna l’elenco.`,
    });
  }
  if (!mayChange(author, row.delegator)) throw forbidden();
  if (row.valid_to !== null && row.valid_to <= tx.now) {
    throw new LibroFirmaError('gone', 'organisation.substitution-ended', {
      it: 'La sostituzione è già terminata: non c’è nulla da chiudere.',
    });
  }
  const end = { valid_to: Math.max(tx.now, row.valid_from), ended_by: author.id, ended_at: tx.now };
  await tx.sql('organisation_substitution').where({ tenant: tx.tenant, id }).update(end);
  return substitutionOf({ ...row, ...end });
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const forbidden = (): LibroFirmaError =>
  new LibroFirmaError('forbidden', 'organisation.substitution-forbidden', {
    it: 'Si possono inserire e chiudere solo le proprie sostituzioni; per quelle altrui occorre rivolgersi all’amministratore.',
  });

interface Problem {
  readonly property: string;
  readonly code?: string;
  readonly message: string;
}

const referenceProblem = async (tx: Tx, substitution: Substitution): Promise<Problem | undefined> => {
  const { from, to, scope, validFrom } = substitution;
  if (validFrom < dateOf(tx.now)) {
    return {
      property: 'validFrom',
      code: 'organisation.substitution-retroactive',
      message: `L’inizio (${validFrom}) è già passato: una sostituzione vale da oggi (${dateOf(tx.now)}) in avanti.`,
    };
  }
  for (const [property, person] of [['from', from] as const, ['to', to] as const]) {
    if ((await findPerson(tx, { id: person }, tx.now)) === undefined) {
      return { property, message: `La persona «${person}» non esiste o non è in servizio.` };
    }
  }
  const offices = new Set((await listOffices(tx, tx.now, scope.offices ?? [])).map((office) => office.id));
  const noOffice = scope.offices?.find((office) => !offices.has(office));
  if (noOffice !== undefined) {
    return { property: 'scope/offices', message: `L’ufficio «${noOffice}» non esiste o non è più attivo.` };
  }
  const books = new Set((await listBooks(tx, tx.now, { ids: scope.books ?? [] })).map((book) => book.id));
  const noBook = scope.books?.find((book) => !books.has(book));
  return noBook === undefined
    ? undefined
    : { property: 'scope/books', message: `Il libro firma «${noBook}» non esiste o non è più attivo.` };
};

/** A substitution that reaches nothing is a mistake that would only be noticed in the absence. */
const refuseEmpty = async (tx: Tx, substitution: Substitution): Promise<void> => {
  const at = Math.max(tx.now, startOfDay(substitution.validFrom));
  const reaches = (await heldBy(tx, substitution.from, at)).some(
    (held) =>
      held.kind === 'own' && (held.role ?? held.book) !== null && passesOn(substitution.kind, substitution.scope, held),
  );
  if (reaches) return;
  throw new LibroFirmaError(
    'invalid',
    'organisation.nothing-to-pass-on',
    {
      it: 'In quel periodo la persona non ha nulla di ciò che si vuole affidare: controlla ruoli, uffici e libri firma indicati.',
    },
    { where: '/scope' },
  );
};
