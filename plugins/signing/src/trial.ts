import type { TrialPart } from '@libro-firma/engine/plugin';

/** A played trial leaves marks and signatures without legal value; they go with it. */
export const trial: TrialPart<unknown> = {
  forget: async (_context, tx, caseId) => {
    for (const table of ['signing_marks', 'signing_signatures'])
      await tx.sql(table).where({ tenant: tx.tenant, case_id: caseId }).delete();
  },
};
