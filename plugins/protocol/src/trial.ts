import type { TrialPart } from '@libro-firma/engine/plugin';
import { trialsOfCase } from './store/trials.js';

/** What a played trial shows of the register: numbers that are none. */
export const trial: TrialPart<unknown> = {
  traces: async (_context, tx, caseId) =>
    (await trialsOfCase(tx, caseId)).map(({ label, register, subject, at }) => ({
      kind: 'registration',
      label: { it: 'Registrazione di prova', en: 'Trial registration' },
      title: `${label}, ${register.name}`,
      text: subject,
      at,
    })),
  forget: async (_context, tx, caseId) => {
    await tx.sql('protocol_trial').where({ tenant: tx.tenant, case_id: caseId }).delete();
  },
};
