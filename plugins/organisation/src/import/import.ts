import { LibroFirmaError, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ImportProblem, ImportReport, OrganisationData } from '../ports.js';
import { applyData } from './apply.js';
import { checkData } from './check.js';
import { readKnown } from './known.js';
import { organisationData } from './schema.js';

const italian = z.locales.it().localeError;

/**
 * Checks all of the data and takes it, or takes nothing.
 *
 * @throws LibroFirmaError `organisation.import-invalid`; every problem is under `details.problems`
 */
export const importData = async (tx: Tx, data: OrganisationData): Promise<ImportReport> => {
  const shape = organisationData.safeParse(data, { error: italian });
  if (!shape.success) {
    throw refused(
      shape.error.issues.map((issue) => ({
        where: `/${issue.path.map(String).join('/')}`,
        code: 'organisation.shape',
        message: issue.message,
      })),
    );
  }
  const known = await readKnown(
    tx,
    (data.roles ?? []).map((held) => held.person),
  );
  const problems = checkData(data, known);
  if (problems.length > 0) throw refused(problems);
  return applyData(tx, data);
};

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
