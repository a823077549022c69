import type { Access, CaseAccess, Tx } from '@libro-firma/engine/plugin';
import { READ_OUTBOX } from '../permissions.js';
import { readMessage } from './journal.js';
import type { MessageRow } from './message-row.js';

/**
 * Whoever sees the case sees its mails. Whoever holds the outbox permission sees those of ordinary live cases too; of a
 * confidential or a trial case, nobody but the people of the case.
 */
export const mayReadMessage = async (
  tx: Tx,
  actor: { readonly id: string; readonly permissions: ReadonlySet<string> },
  message: MessageRow,
  cases: CaseAccess,
): Promise<boolean> => {
  if (message.mode === 'live' && !message.confidential && actor.permissions.has(READ_OUTBOX)) return true;
  return cases.maySee(tx, actor.id, message.caseId);
};

/** Access to the message that the parameter `id` names. */
export const messageAccess = (cases: CaseAccess): Access => ({
  kind: 'rule',
  rule: 'chi può vedere la pratica della mail; per quelle ordinarie anche chi ha il permesso notification.outbox.read',
  async check(tx, { actor, params }) {
    const message = await readMessage(tx, params['id'] ?? '');
    return message !== undefined && mayReadMessage(tx, actor, message, cases);
  },
});
