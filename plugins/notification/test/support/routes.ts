import type { AnyRoute, Database, FileAnswer, RouteCall } from '@libro-firma/engine/plugin';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ZodType } from 'zod';
import { TENANT, type World } from './world.js';

export interface Caller {
  readonly id: string;
  readonly permissions?: readonly string[];
}

/** Calls a route as the server does: schemas first, then who may, then the handler. `404` and `403` are answers here. */
export const callerOf =
  (world: Pick<World, 'cases' | 'clock'> & { readonly db: Database }, routes: readonly AnyRoute[]) =>
  async (
    name: string,
    caller: Caller,
    given: { readonly params?: object; readonly query?: object; readonly body?: unknown } = {},
  ): Promise<unknown> => {
    const route = routes.find((candidate) => candidate.name === name);
    if (route === undefined) throw new Error(`no route ${name}`);
    const read = (schema: unknown, value: unknown): unknown =>
      schema === undefined ? {} : (schema as ZodType).parse(value);
    const params = read(route.params, given.params ?? {}) as Record<string, string>;
    const actor = { id: caller.id, name: caller.id, memberships: [], permissions: new Set(caller.permissions) };
    const { access } = route;
    const may = await world.db.read(TENANT, async (tx) => {
      switch (access.kind) {
        case 'permission':
          return actor.permissions.has(access.permission);
        case 'case':
          return world.cases.maySee(tx, actor.id, String(params[access.param]));
        case 'rule':
          return access.check(tx, { actor, params });
        case 'signedIn':
          return true;
        default:
          throw new Error(`${name}: ${access.kind}`);
      }
    });
    if (!may) return access.kind === 'permission' ? 403 : 404;
    const call = {
      ...{ tenant: TENANT, actor, params, db: world.db, now: world.clock.now() },
      query: read(route.query, given.query ?? {}),
      body: route.body?.kind === 'json' ? read(route.body.schema, given.body) : undefined,
      signal: new AbortController().signal,
    };
    const answer: unknown = await route.handle(call as unknown as RouteCall<unknown, unknown, unknown>);
    return route.answer.kind === 'json' ? (route.answer.schema as ZodType).parse(answer) : answer;
  };

export const bytesOf = async (answer: unknown): Promise<Buffer> => {
  const { content } = answer as FileAnswer;
  return content instanceof Readable ? await buffer(content) : Buffer.from(content);
};
