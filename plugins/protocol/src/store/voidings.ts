import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import type { Voiding } from '../ports.js';
import { lockCurrent, updateCurrent } from './histories.js';

/**
 * DPR 445/2000, arts. 54 and 61: the registration and all its parts stay as they are and readable; that it is void, since
 * when, by whom and by which act is added to it. Once.
 */
export const voidRegistration = async (
  tx: Tx,
  registration: string,
  request: { readonly by: ActorId; readonly act: string; readonly reason: string },
): Promise<Voiding> => {
  const current = await lockCurrent(tx, registration);
  if (current.voided === 1) throw refuse('already-voided', { details: { registration } });
  const voiding: Voiding = { at: tx.now, ...request };
  await tx.sql('protocol_voiding').insert({
    tenant: tx.tenant,
    registration,
    voided_at: voiding.at,
    voided_by: voiding.by,
    act: voiding.act,
    reason: voiding.reason,
  });
  await updateCurrent(tx, registration, { voided: 1 });
  return voiding;
};
