import type { GroupKey, Tx } from '@libro-firma/engine/plugin';
import { parseGroup } from '../group-key.js';
import { positionLabels, positions, roles } from '../roles.js';
import { holdingAt } from '../store/sql.js';

type Named = 'organisation_person' | 'organisation_office' | 'organisation_book';

const exists = async (tx: Tx, table: Named, id: string, at: number): Promise<boolean> => {
  const row: unknown = await tx.sql(table).select('id').where({ tenant: tx.tenant, id }).modify(holdingAt(at)).first();
  return row !== undefined;
};

/** Why nobody can be meant by the key, in a sentence, or `undefined`. That nobody holds it today is no problem. */
export const problemWith = async (tx: Tx, key: GroupKey, at: number): Promise<string | undefined> => {
  const group = parseGroup(key);
  switch (group?.kind) {
    case undefined:
      return `«${key}» non indica nessuno. Sono ammessi person:<id>, role:<ruolo>@<ufficio>, role:<ruolo>@*, book:<libro>:<posizione>; i ruoli sono ${roles.join(', ')}, le posizioni ${positions.join(', ')}.`;
    case 'person':
      if (await exists(tx, 'organisation_person', group.person, at)) return undefined;
      return `La persona «${group.person}» non esiste o non è in servizio.`;
    case 'role':
      if (group.office === '*' || (await exists(tx, 'organisation_office', group.office, at))) return undefined;
      return `L’ufficio «${group.office}» non esiste o non è più attivo.`;
    case 'book': {
      if (!(await exists(tx, 'organisation_book', group.book, at))) {
        return `Il libro firma «${group.book}» non esiste o non è più attivo.`;
      }
      const given: unknown = await tx
        .sql('organisation_position')
        .select('book')
        .where({ tenant: tx.tenant, book: group.book, position: group.position })
        .modify(holdingAt(at))
        .first();
      if (given !== undefined) return undefined;
      return `Nel libro firma «${group.book}» la posizione «${positionLabels[group.position]}» (${group.position}) non è assegnata.`;
    }
  }
};
