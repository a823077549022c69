import { defineRoute, type AnyRoute, type PluginContext, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { lastDayOf, dateOf } from '../calendar.js';
import { describe } from '../directory/describe.js';
import { readScope } from '../directory/scope.js';
import { date, id, scope } from '../import/schema.js';
import { substitutionKindLabels, substitutionKinds, type Substitution } from '../ports.js';
import { roleLabels, roles } from '../roles.js';
import { listBooks } from '../store/books.js';
import { listOffices } from '../store/offices.js';
import { findSubstitution, type SubstitutionRow } from '../store/substitutions.js';
import { endSubstitution, enterSubstitution, mayChange, type Author } from '../substitutions/enter.js';
import { cursorAfter, pageOfSubstitutions, stateOf } from '../substitutions/list.js';
import { fromCursor, named, pageOf, pageQuery, readAccess, toCursor } from './shapes.js';

const view = z.strictObject({
  id: z.string(),
  kind: z.enum(substitutionKinds),
  label: z.string(),
  from: named,
  to: named,
  scope: z.strictObject({
    roles: z.array(z.strictObject({ id: z.enum(roles), name: z.string() })),
    offices: z.array(named),
    books: z.array(named),
  }),
  validFrom: date,
  validTo: date.optional(),
  actRef: z.string().optional(),
  state: z.enum(['planned', 'inForce', 'ended']),
  endedEarly: z.boolean(),
  mayEnd: z.boolean(),
});

const answers = async (tx: Tx, now: number, author: Author, rows: readonly SubstitutionRow[]) => {
  const people = new Map(
    (
      await describe(
        tx,
        rows.flatMap((row) => [row.delegator, row.delegate]),
      )
    ).map((one) => [one.id, one.name]),
  );
  const scopes = rows.map((row) => readScope(row.scope));
  const offices = new Map(
    (
      await listOffices(
        tx,
        now,
        scopes.flatMap((limits) => limits.offices ?? []),
      )
    ).map((one) => [one.id, one.name]),
  );
  const books = new Map(
    (await listBooks(tx, now, { ids: scopes.flatMap((limits) => limits.books ?? []) })).map((one) => [
      one.id,
      one.name,
    ]),
  );
  const named = (names: ReadonlyMap<string, string>) => (key: string) => ({ id: key, name: names.get(key) ?? key });
  return rows.map((row, n): z.output<typeof view> => {
    const state = stateOf(row, now);
    const limits = scopes[n] ?? {};
    return {
      id: row.id,
      kind: row.kind,
      label: substitutionKindLabels[row.kind],
      from: named(people)(row.delegator),
      to: named(people)(row.delegate),
      scope: {
        roles: (limits.roles ?? []).map((role) => ({ id: role, name: roleLabels[role] })),
        offices: (limits.offices ?? []).map(named(offices)),
        books: (limits.books ?? []).map(named(books)),
      },
      validFrom: dateOf(row.valid_from),
      validTo: row.valid_to === null ? undefined : lastDayOf(Math.max(row.valid_to, row.valid_from + 1)),
      actRef: row.act_ref ?? undefined,
      state,
      endedEarly: row.ended_at !== null,
      mayEnd: state !== 'ended' && mayChange(author, row.delegator),
    };
  });
};

const list = defineRoute({
  name: 'organisation.substitutions',
  method: 'GET',
  path: '/organisation/substitutions',
  summary: { it: 'Sostituzioni e deleghe, le più recenti prima', en: 'Substitutions and delegations' },
  access: readAccess,
  query: z.strictObject({
    state: z.enum(['planned', 'inForce', 'ended']).optional(),
    mine: z.stringbool().default(false),
    ...pageQuery,
  }),
  answer: { kind: 'json', schema: pageOf(view) },
  handle: ({ tenant, db, now, query, actor }) =>
    db.read(tenant, async (tx) => {
      const rows = await pageOfSubstitutions(tx, now, {
        limit: query.limit + 1,
        ...(query.state === undefined ? {} : { state: query.state }),
        ...(query.mine ? { person: actor.id } : {}),
        ...(query.cursor === undefined ? {} : { after: fromCursor(query.cursor, /^\d{1,15}\n[^\n]+$/) }),
      });
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        items: await answers(tx, now, actor, page),
        next: rows.length > page.length && last !== undefined ? toCursor(cursorAfter(last)) : null,
      };
    }),
});

const body = z.strictObject({
  kind: z.enum(substitutionKinds),
  from: id.optional().meta({ description: 'Who is stood in for; the caller without it' }),
  to: id,
  scope: scope.default({}),
  validFrom: date,
  validTo: date.optional(),
  actRef: z.string().trim().min(1).max(200).optional(),
});

/** Absent properties instead of undefined ones. */
const wantedFrom = (given: z.output<typeof body>, from: string): Omit<Substitution, 'id'> => ({
  kind: given.kind,
  from,
  to: given.to,
  scope: Object.fromEntries(Object.entries(given.scope).filter(([, limit]) => limit !== undefined)),
  validFrom: given.validFrom,
  ...(given.validTo === undefined ? {} : { validTo: given.validTo }),
  ...(given.actRef === undefined ? {} : { actRef: given.actRef }),
});

export const substitutionRoutes = (context: PluginContext<unknown>): readonly AnyRoute[] => {
  /** Both see another queue from now on; desks read their queue again at any `task.*`. */
  const tell = (tenant: string, { from, to }: Substitution): void => {
    for (const actor of [from, to]) {
      context.live.publish(tenant, { actor }, { type: 'task.holdersChanged' });
    }
  };

  const answer = async (tx: Tx, now: number, author: Author, key: string) => {
    const row = await findSubstitution(tx, key);
    const [only] = await answers(tx, now, author, row === undefined ? [] : [row]);
    return only as z.output<typeof view>;
  };

  const create = defineRoute({
    name: 'organisation.substitutions.create',
    method: 'POST',
    path: '/organisation/substitutions',
    summary: {
      it: 'Nomina un sostituto o delegato: per sé, o per altri con il permesso',
      en: 'Names a substitute or delegate, for oneself or with the permission for others',
    },
    access: readAccess,
    body: { kind: 'json', schema: body },
    answer: { kind: 'json', schema: view, status: 201 },
    handle: async ({ tenant, db, now, body: given, actor, idempotencyKey }) => {
      const { made, shown } = await db.write(tenant, async (tx) => {
        const made = await enterSubstitution(tx, actor, wantedFrom(given, given.from ?? actor.id), idempotencyKey);
        return { made, shown: await answer(tx, now, actor, made.id) };
      });
      tell(tenant, made);
      return shown;
    },
  });

  const end = defineRoute({
    name: 'organisation.substitutions.end',
    method: 'POST',
    path: '/organisation/substitutions/:id/end',
    summary: { it: 'Chiude subito una sostituzione', en: 'Ends a substitution at once' },
    access: readAccess,
    params: z.strictObject({ id }),
    answer: { kind: 'json', schema: view },
    handle: async ({ tenant, db, now, params, actor }) => {
      const { ended, shown } = await db.write(tenant, async (tx) => {
        const ended = await endSubstitution(tx, actor, params.id);
        return { ended, shown: await answer(tx, now, actor, ended.id) };
      });
      tell(tenant, ended);
      return shown;
    },
  });

  return [list, create, end];
};
