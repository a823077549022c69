import { LibroFirmaError, type Tx } from '@libro-firma/engine/plugin';
import type { ImportProblem, ImportReport, OrganisationData } from '../ports.js';
import { applyData } from './apply.js';
import { checkData } from './check.js';
import { readKnown, type Known } from './known.js';
import { readData, type Reading } from './read.js';

/**
 * Checks all of the data and takes it, or takes nothing.
 *
 * @throws LibroFirmaError `organisation.import-invalid`; every problem is under `details.problems`
 */
export const importData = async (tx: Tx, given: OrganisationData): Promise<ImportReport> => {
  const reading = readData(given);
  const { data } = reading;
  const known = await readKnown(
    tx,
    (data.roles ?? []).map((held) => held.person),
  );
  const content = checkData(data, withIds(known, reading.ids));
  const problems = [
    ...reading.problems,
    ...content.map((problem) => ({ ...problem, where: reading.placeOf(problem.where) })),
  ];
  if (problems.length > 0) throw refused(problems);
  return applyData(tx, data);
};

const withIds = (known: Known, ids: Reading['ids']): Known => ({
  ...known,
  sectors: new Set([...known.sectors, ...ids.sectors]),
  offices: new Set([...known.offices, ...ids.offices]),
  books: new Set([...known.books, ...ids.books]),
  people: new Set([...known.people, ...ids.people]),
});

const refused = (problems: readonly ImportProblem[]): LibroFirmaError => {
  const first = problems[0] as ImportProblem;
  const count = problems.length === 1 ? 'un errore' : `${problems.length} errori`;
  return new LibroFirmaError(
    'invalid',
    'organisation.import-invalid',
    {
      it: `I dati contengono ${count} e non sono stati importati. Il primo, in ${first.where}: ${first.message}`,
      en: `The data has ${problems.length} problem(s) and was not imported. The first, at ${first.where}: ${first.message}`,
    },
    { where: first.where, details: { problems: problems.map((problem) => ({ ...problem })) } },
  );
};
