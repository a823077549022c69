import {
  CaseAccess,
  Directory,
  type Actor,
  type AnyRoute,
  type FileAnswer,
  type LibroFirmaError,
  type LiveTarget,
  type PluginContext,
} from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import type { ZodType } from 'zod';
import plugin from '../../src/index.js';
import { Protocol } from '../../src/ports.js';
import { createRegisterHints, RegisterHintsKey } from '../../src/register-hints.js';
import type { Settings } from '../../src/settings.js';
import { createVoidingNews, VoidingNewsKey } from '../../src/voiding-news.js';
import { TENANT, type World } from './world.js';

/** An answer as the server gives it: checked against the route's schema, or why there is none. */
export type Answer =
  | { readonly status: 'answered'; readonly body: never }
  | { readonly status: 'refused by access' | 'refused by schema' }
  | { readonly status: 'refused'; readonly code: string };

/** The plugin's routes, called as the server calls them: access first, then schemas, then the handler. */
export class Calls {
  readonly #routes: readonly AnyRoute[];
  /** `<actor> <case>` for who has a role on which case. */
  readonly roles = new Set<string>();
  /** Who was told live that the register changed. */
  readonly told: LiveTarget[] = [];

  constructor(readonly world: World) {
    const bound = new Map<symbol, unknown>([
      [Protocol, world.protocol],
      [RegisterHintsKey, createRegisterHints({ publish: (_tenant, to) => void this.told.push(to) })],
      [VoidingNewsKey, createVoidingNews({ signaturesOfCase: () => Promise.resolve([]) })],
      [Documents, world.documents],
      [
        Organisation,
        {
          ...world.sources.organisation,
          person: (_tx: unknown, id: string) => Promise.resolve(id.startsWith('p-') ? { id } : undefined),
        },
      ],
      [
        CaseAccess,
        { maySee: (_tx: unknown, actor: string, caseId: string) => Promise.resolve(this.sees(actor, caseId)) },
      ],
      [
        Directory,
        {
          describe: (_tx: unknown, ids: readonly string[]) =>
            Promise.resolve(ids.map((id) => ({ id, name: `Persona ${id.slice(2)}`, email: undefined }))),
        },
      ],
    ]);
    const container = { get: (port: symbol) => bound.get(port) };
    this.#routes = plugin.routes?.({ container, db: world.db } as unknown as PluginContext<Settings>) ?? [];
  }

  sees(actor: string, caseId: string): boolean {
    return this.roles.has(`${actor} ${caseId}`);
  }

  actor(id: string, ...permissions: readonly string[]): Actor {
    return { id, name: `Persona ${id.slice(2)}`, memberships: [], permissions: new Set(permissions) };
  }

  /** @param call `name` of the route, who calls, and what with; query values are text, as in an address */
  async call(
    name: string,
    actor: Actor,
    {
      params = {},
      query = {},
      body,
    }: { params?: Record<string, string>; query?: Record<string, string>; body?: object } = {},
  ): Promise<Answer> {
    const route = this.#routes.find((each) => each.name === name);
    if (route === undefined) throw new Error(`no route ${name}`);
    if (!(await this.#may(route, actor, params))) return { status: 'refused by access' };
    const input = (schema: ZodType | undefined, value: unknown): unknown =>
      (schema ?? { parse: () => ({}) }).parse(value);
    let parts: { params: unknown; query: unknown; body: unknown };
    try {
      parts = {
        params: input(route.params, params),
        query: input(route.query, query),
        body: route.body?.kind === 'json' ? route.body.schema.parse(body) : undefined,
      };
    } catch {
      return { status: 'refused by schema' };
    }
    try {
      const made: unknown = await route.handle({ ...parts, tenant: TENANT, actor, db: this.world.db } as never);
      const answer = route.answer.kind === 'json' ? route.answer.schema.parse(JSON.parse(JSON.stringify(made))) : made;
      return { status: 'answered', body: answer as never };
    } catch (error) {
      const { code } = error as LibroFirmaError;
      if (code === undefined) throw error;
      return { status: 'refused', code };
    }
  }

  /** The body of an answer that has to come. */
  async ask<T = Record<string, never>>(...call: Parameters<Calls['call']>): Promise<T> {
    const answer = await this.call(...call);
    if (answer.status !== 'answered') throw new Error(`${call[0]}: ${JSON.stringify(answer)}`);
    return answer.body as T;
  }

  async #may(route: AnyRoute, actor: Actor, params: Record<string, string>): Promise<boolean> {
    const { access } = route;
    switch (access.kind) {
      case 'public':
      case 'signedIn':
        return true;
      case 'permission':
        return actor.permissions.has(access.permission);
      case 'case':
        return this.sees(actor.id, params[access.param] ?? '');
      case 'rule':
        return this.world.read((tx) => access.check(tx, { actor, params }));
      case 'task':
        throw new Error('the protocol has no routes of tasks');
    }
  }
}

export type { FileAnswer };
