import { Readable } from 'node:stream';
import type { AnyRoute, ActorId, LiveEvent, LiveTarget, PluginContext, RouteCall } from '@libro-firma/engine/plugin';
import type { ZodType } from 'zod';
import { directoryOf } from '../../src/directory/directory.js';
import { routes } from '../../src/routes/index.js';
import type { World } from './town.js';

export interface Told {
  readonly to: LiveTarget;
  readonly event: LiveEvent;
}

const directory = directoryOf({ grant: {}, revoke: {} });

/** Calls a route as the server does: input and answer through their schemas, the actor with today's permissions. */
export const callerOf = (here: World) => {
  const told: Told[] = [];
  const context = { live: { publish: (_: string, to: LiveTarget, event: LiveEvent) => told.push({ to, event }) } };
  const table = new Map(routes(context as unknown as PluginContext<unknown>).map((route) => [route.name, route]));

  const call = async (
    name: string,
    actor: ActorId,
    given: { params?: object; query?: object; body?: object; key?: string } = {},
  ): Promise<unknown> => {
    const route = table.get(name) as AnyRoute;
    const now = here.clock.now();
    const parse = (schema: ZodType | undefined, value: unknown): unknown => schema?.parse(value) ?? {};
    const permissions = await here.read((tx) => directory.permissionsOf(tx, actor, now));
    if (route.access.kind === 'permission' && !permissions.has(route.access.permission)) throw new Error('forbidden');
    const request: RouteCall<unknown, unknown, unknown> = {
      tenant: 'comune',
      actor: {
        id: actor,
        name: actor,
        memberships: await here.read((tx) => directory.groupsOf(tx, actor, now)),
        permissions,
      },
      params: parse(route.params as ZodType | undefined, given.params ?? {}),
      query: parse(route.query as ZodType | undefined, given.query ?? {}),
      body: route.body?.kind === 'json' ? route.body.schema.parse(given.body) : undefined,
      stream: Readable.from([]),
      contentType: 'application/json',
      idempotencyKey: given.key,
      db: here.db,
      now,
      language: 'it',
      signal: new AbortController().signal,
    };
    const answer: unknown = await route.handle(request);
    return route.answer.kind === 'json' ? (route.answer.schema as ZodType).parse(answer) : answer;
  };
  return { call, told, names: [...table.keys()] };
};
