import { defineRoute, type AnyRoute, type RouteCall, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { reassign, reclassify } from '../changes.js';
import { refuse } from '../errors.js';
import { historiesOf } from '../store/histories.js';
import { voidRegistration } from '../store/voidings.js';
import { CLASSIFY, idParams, VOID, type RoutePorts } from './ports.js';
import { registrationDetail, type RegistrationDetail } from './views.js';

const text = (max: number) => z.string().trim().min(1).max(max);

/** What may be done to a registration after it was made. */
export const changeRoutes = (ports: RoutePorts): readonly AnyRoute[] => {
  const detail = async (tx: Tx, actor: string, id: string): Promise<RegistrationDetail> => {
    const registration = await ports.protocol.registration(tx, id);
    if (registration === undefined) throw refuse('not-found');
    return ports.viewer(tx, actor).detail(registration, await historiesOf(tx, id));
  };
  /**
   * Writes, then tells whoever looks at the register, and answers with the registration as it stands. What the change
   * gives runs after the commit.
   */
  const changing = async (
    {
      tenant,
      actor,
      params,
      db,
    }: Pick<RouteCall<{ id: string }, unknown, unknown>, 'tenant' | 'actor' | 'params' | 'db'>,
    change: (tx: Tx) => Promise<(() => void) | void>,
  ): Promise<RegistrationDetail> => {
    const { changed, after } = await db.write(tenant, async (tx) => {
      const after = await change(tx);
      return { changed: await detail(tx, actor.id, params.id), after };
    });
    after?.();
    ports.hints.changed(tenant);
    return changed;
  };
  return [
    defineRoute({
      name: 'protocol.registrations.void',
      method: 'POST',
      path: '/protocol/registrations/:id/voiding',
      summary: {
        it: 'Annulla una registrazione con l’atto che lo autorizza; l’originale resta leggibile (DPR 445/2000, artt. 54 e 61)',
        en: 'Void a registration; it stays readable',
      },
      access: { kind: 'permission', permission: VOID },
      params: idParams,
      body: { kind: 'json', schema: z.strictObject({ act: text(500), reason: text(2000) }) },
      answer: { kind: 'json', schema: registrationDetail },
      handle: (call) =>
        changing(call, async (tx) => {
          await voidRegistration(tx, call.params.id, { by: call.actor.id, ...call.body });
          const voided = await ports.protocol.registration(tx, call.params.id);
          return voided && ports.voidingNews.tell(tx, voided);
        }),
    }),
    defineRoute({
      name: 'protocol.registrations.classify',
      method: 'POST',
      path: '/protocol/registrations/:id/classification',
      summary: { it: 'Cambia classificazione e fascicolo, con storia', en: 'Change the classification' },
      access: { kind: 'permission', permission: CLASSIFY },
      params: idParams,
      body: {
        kind: 'json',
        schema: z.strictObject({
          classification: text(32),
          caseFile: text(64).optional(),
          reason: text(2000).optional(),
          after: z.int().min(1),
        }),
      },
      answer: { kind: 'json', schema: registrationDetail },
      handle: (call) => {
        const { classification, caseFile, reason, after } = call.body;
        const change = { classification, caseFile, reason, after, by: call.actor.id };
        return changing(call, (tx) => reclassify(tx, call.params.id, change));
      },
    }),
    defineRoute({
      name: 'protocol.registrations.assign',
      method: 'POST',
      path: '/protocol/registrations/:id/assignment',
      summary: { it: 'Cambia l’assegnazione, con storia', en: 'Change the assignment' },
      access: { kind: 'permission', permission: CLASSIFY },
      params: idParams,
      body: {
        kind: 'json',
        schema: z.strictObject({
          office: text(64),
          person: text(200).optional(),
          reason: text(2000).optional(),
          after: z.int().min(1),
        }),
      },
      answer: { kind: 'json', schema: registrationDetail },
      handle: (call) => {
        const { office, person, reason, after } = call.body;
        const change = { office, person, reason, after, by: call.actor.id };
        return changing(call, (tx) => reassign(tx, call.params.id, change, ports.organisation));
      },
    }),
  ];
};
