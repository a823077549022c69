import type { Tx } from '@libro-firma/engine/plugin';
import type { Delivery } from '../mail/smtp.js';

/**
 * Begins an attempt: from here on only the holder of `claim` may write its outcome. `false` when there is nothing to send
 * (it was accepted or refused meanwhile).
 */
export const beginAttempt = async (tx: Tx, id: string, claim: string, dispatchId: string): Promise<boolean> => {
  const begun = await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, id })
    .whereIn('state', ['queued', 'unknown'])
    .update({
      claim,
      attempt_dispatch: dispatchId,
      attempts: tx.sql.raw('attempts + 1'),
      doubted: tx.sql.raw("case when state = 'unknown' then 1 else doubted end"),
      attempted_at: tx.now,
    });
  return begun === 1;
};

/**
 * Written when everything but the final dot was sent, and before it is: whatever happens until the answer is written
 * down, the journal says that the outcome is not known. `false` when another attempt took over: the dot must not be sent.
 */
export const passPointOfNoReturn = async (
  tx: Tx,
  id: string,
  claim: string,
  mail: { readonly digest: string; readonly size: number },
): Promise<boolean> => {
  const passed = await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, id, claim })
    .whereIn('state', ['queued', 'unknown'])
    .update({ state: 'unknown', answer: null, answer_code: null, digest: mail.digest, size: mail.size });
  return passed === 1;
};

/** The answer. A late one of an attempt that was taken over changes nothing. */
export const settle = async (tx: Tx, id: string, claim: string, delivery: Delivery): Promise<void> => {
  const answer = { answer: delivery.answer, answer_code: ('code' in delivery ? delivery.code : undefined) ?? null };
  const row = tx.sql('notification_message').where({ tenant: tx.tenant, id, claim });
  switch (delivery.kind) {
    case 'accepted':
      await row.update({ ...answer, state: 'accepted', accepted_at: tx.now, claim: null });
      return;
    case 'rejected':
      await row.update({ ...answer, state: 'failed', claim: null });
      return;
    case 'unknown':
      await row.update({ ...answer, state: 'unknown', claim: null });
      return;
    case 'deferred':
    case 'refused':
      // This attempt left no doubt, but an earlier one may have.
      await row.update({
        ...answer,
        state: tx.sql.raw("case when doubted = 1 then 'unknown' else 'queued' end"),
        claim: null,
      });
      return;
  }
};
