import type { TrialPart } from '@libro-firma/engine/plugin';
import { messagesOfCase } from './journal.js';

/** What a played trial shows of mails: those that it would have sent. */
export const trial: TrialPart<unknown> = {
  traces: async (_context, tx, caseId) =>
    (await messagesOfCase(tx, caseId)).map(({ to, subject, body, queuedAt }) => ({
      kind: 'mail',
      label: { it: 'E-mail non spedita', en: 'Mail that was not sent' },
      title: `${subject} (a ${to.name === '' ? to.address : `${to.name}, ${to.address}`})`,
      text: body,
      at: queuedAt,
    })),
  forget: async (_context, tx, caseId) => {
    const of = { tenant: tx.tenant, case_id: caseId };
    const dispatches = tx.sql('notification_dispatch').where(of).select('id');
    await tx.sql('notification_attachment').where({ tenant: tx.tenant }).whereIn('dispatch_id', dispatches).delete();
    for (const table of ['notification_message', 'notification_dispatch', 'notification_notice'])
      await tx.sql(table).where(of).delete();
  },
};
