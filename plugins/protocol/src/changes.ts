import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import type { Organisation } from '@libro-firma/plugin-organisation/ports';
import { refuse } from './errors.js';
import { activeClass, caseFileIn } from './store/classes.js';
import { addAssignment, addClassification, lockCurrent, updateCurrent } from './store/histories.js';

/** What of a registration may change afterwards: each change is added to its history, and none is taken away. */
interface Change {
  readonly by: ActorId;
  readonly reason: string | undefined;
  /** `n` of what the person saw: somebody else's change in between is not overwritten unseen. */
  readonly after: number;
}

/** @throws LibroFirmaError `protocol.not-found`, `changed-meanwhile`, `classification-unknown`, `case-file-unknown`, `nothing-changed` */
export const reclassify = async (
  tx: Tx,
  registration: string,
  change: Change & { readonly classification: string; readonly caseFile: string | undefined },
): Promise<void> => {
  const current = await lockCurrent(tx, registration);
  if (current.classification_n !== change.after) throw refuse('changed-meanwhile');
  const entry = await activeClass(tx, change.classification);
  const file = change.caseFile === undefined ? undefined : await caseFileIn(tx, entry.code, change.caseFile);
  if (current.class === entry.code && current.case_file === (file?.id ?? null)) throw refuse('nothing-changed');
  const n = current.classification_n + 1;
  const { by, reason } = change;
  await addClassification(
    tx,
    registration,
    n,
    { classification: entry.code, title: entry.title, caseFile: file?.id, by, reason },
    tx.now,
  );
  await updateCurrent(tx, registration, { class: entry.code, case_file: file?.id ?? null, classification_n: n });
};

/** @throws LibroFirmaError `protocol.not-found`, `changed-meanwhile`, `office-unknown`, `person-unknown` */
export const reassign = async (
  tx: Tx,
  registration: string,
  change: Change & { readonly office: string; readonly person: ActorId | undefined },
  organisation: Organisation,
): Promise<void> => {
  const current = await lockCurrent(tx, registration);
  if (current.assignment_n !== change.after) throw refuse('changed-meanwhile');
  const office = await organisation.office(tx, change.office);
  if (office === undefined) throw refuse('office-unknown', { details: { office: change.office } });
  if (change.person !== undefined && (await organisation.person(tx, change.person)) === undefined) {
    throw refuse('person-unknown', { details: { person: change.person } });
  }
  const n = current.assignment_n + 1;
  const { by, reason, person } = change;
  await addAssignment(tx, registration, n, { office: office.id, officeName: office.name, person, by, reason }, tx.now);
  await updateCurrent(tx, registration, { office: office.id, assignment_n: n });
};
