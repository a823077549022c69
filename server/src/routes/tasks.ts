import { LibroFirmaError, type AnyRoute, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { refusals } from '../http/refusals.js';
import { defineServerRoute } from './define.js';
import { jsonObject } from './form-schema.js';
import { pageOf, pageQuery } from './paging.js';
import { isShared, TaskAnswer, taskAnswers } from './task-answer.js';

const taskId = z.strictObject({ taskId: z.string().max(64) });
const see = { kind: 'task', param: 'taskId', may: 'see' } as const;
const work = { kind: 'task', param: 'taskId', may: 'work' } as const;

/** What a command has changed: the client may ask for everything after `rev`. */
export const ReceiptAnswer = z.object({ instanceId: z.string(), rev: z.number() });

/** My queue, and what I do with a task. */
export const taskRoutes = (context: ServerContext): readonly AnyRoute[] => {
  const { engine, caseAccess, directory } = context;

  /** Looked at again in the completing transaction: the right may have ended since the request was let in. */
  const stillMay =
    (actor: string, id: string) =>
    async (tx: Tx): Promise<void> => {
      if ((await caseAccess.mayWork(tx, actor, id)) === undefined) throw refusals.forbidden();
    };

  return [
    defineServerRoute({
      name: 'server.tasks.list',
      method: 'GET',
      path: '/tasks',
      summary: { it: 'La mia coda, per scadenza', en: 'My queue, by deadline' },
      access: { kind: 'signedIn', why: 'ciascuno vede solo le attività che può svolgere oggi' },
      query: z.strictObject({
        ...pageQuery,
        scope: z.enum(['mine', 'claimed']).default('mine'),
        q: z.string().max(200).optional(),
      }),
      answer: { kind: 'json', schema: pageOf(TaskAnswer) },
      handle: ({ tenant, actor, query, db }) =>
        db.read(tenant, async (tx) => {
          const { scope, limit, q, cursor } = query;
          const page = await engine.queue(tx, {
            actor: actor.id,
            scope,
            limit,
            ...(q === undefined ? {} : { q }),
            ...(cursor === undefined ? {} : { cursor }),
          });
          const seen = page.items.map((task) => ({
            task,
            right: task.right,
            caseProcessName: task.caseProcessName,
          }));
          return { items: await taskAnswers(tx, directory, seen), next: page.next };
        }),
    }),

    defineServerRoute({
      name: 'server.tasks.read',
      method: 'GET',
      path: '/tasks/:taskId',
      summary: { it: 'Un’attività, con il suo modulo', en: 'A task with its form' },
      access: see,
      params: taskId,
      answer: { kind: 'json', schema: TaskAnswer },
      handle: ({ tenant, actor, params, db }) =>
        db.read(tenant, async (tx) => {
          const task = await engine.task(tx, params.taskId);
          if (task === undefined) throw refusals.notFound();
          const right = await caseAccess.mayWork(tx, actor.id, task.id);
          const open = task.state === 'open' && right !== undefined;
          const shared = open ? { shared: await isShared(tx, directory, task) } : {};
          const [answer] = await taskAnswers(tx, directory, [{ task, right, ...shared }]);
          if (answer === undefined) throw refusals.notFound();
          return answer;
        }),
    }),

    ...(['claim', 'release'] as const).map((what) =>
      defineServerRoute({
        name: `server.tasks.${what}`,
        method: 'POST',
        path: `/tasks/:taskId/${what}`,
        summary:
          what === 'claim'
            ? { it: 'Prende in carico un’attività', en: 'Claims a task' }
            : { it: 'Rilascia un’attività presa in carico', en: 'Releases a task' },
        access: work,
        idempotency: 'command',
        params: taskId,
        answer: { kind: 'json', schema: ReceiptAnswer },
        handle: ({ tenant, actor, params, idempotencyKey }) => {
          const request = {
            tenant,
            taskId: params.taskId,
            actor: actor.id,
            ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
          };
          return what === 'claim' ? engine.claimTask(request) : engine.releaseTask(request);
        },
      }),
    ),

    defineServerRoute({
      name: 'server.tasks.complete',
      method: 'POST',
      path: '/tasks/:taskId/complete',
      summary: { it: 'Completa un’attività con esito, motivazione e valori del modulo', en: 'Completes a task' },
      access: work,
      idempotency: 'command',
      params: taskId,
      body: {
        kind: 'json',
        schema: z.strictObject({
          outcome: z.string().max(64).optional(),
          reason: z.string().max(4000).optional(),
          values: jsonObject.optional(),
        }),
      },
      answer: { kind: 'json', schema: ReceiptAnswer },
      async handle({ tenant, actor, params, body, db, idempotencyKey }) {
        const right = await db.read(tenant, (tx) => caseAccess.mayWork(tx, actor.id, params.taskId));
        const { outcome, reason, values } = body;
        return engine.completeTask({
          tenant,
          taskId: params.taskId,
          actor: actor.id,
          values: values ?? {},
          write: stillMay(actor.id, params.taskId),
          ...(right?.onBehalfOf === undefined ? {} : { onBehalfOf: right.onBehalfOf }),
          ...(outcome === undefined ? {} : { outcome }),
          ...(reason === undefined ? {} : { reason: trimmed(reason) }),
          ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
        });
      },
    }),
  ];
};

/** A reason of blanks is none. */
const trimmed = (reason: string): string => {
  const text = reason.trim();
  if (text === '')
    throw new LibroFirmaError(
      'invalid',
      'engine.reason-missing',
      { it: 'La motivazione è vuota: scrivi perché.', en: 'The reason is empty.' },
      { where: '/reason' },
    );
  return text;
};
