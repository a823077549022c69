import { Readable } from 'node:stream';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import {
  completed,
  defineRoute,
  definePlugin,
  Directory,
  failed,
  FileAnswer,
  LibroFirmaError,
  secret,
  stepHandler,
  type AnyRoute,
  type Membership,
  type StepHandler,
  type StepManifest,
} from '@libro-firma/engine/plugin';

/** Somebody of the house that the tests of the server live in. */
export interface Inhabitant {
  name: string;
  groups: readonly string[];
  permissions?: readonly string[];
  /** Whom they stand in for, with that person's groups. */
  standsInFor?: string;
}

interface Shared {
  readonly house: Map<string, Inhabitant>;
  readonly done: {
    sweeps: number;
    readonly uploads: number[];
    /** `for now`: it is tried again by itself. */
    broken: boolean | 'for now';
    finish: (() => void) | undefined;
  };
}

/** The server imports this file as a plugin, the tests as theirs: both must see the same house. */
const shared: Shared = ((globalThis as { libroFirmaTestHouse?: Shared }).libroFirmaTestHouse ??= {
  house: new Map(),
  done: { sweeps: 0, uploads: [], broken: false, finish: undefined },
});

/** Who may do what; a test may change it at any moment. */
export const { house } = shared;

/**
 * How often each writing route did its work; whether the step `house.repair:1` fails; what ends the request to
 * `/house/slow` that is under way.
 */
export const { done } = shared;

export const furnish = (): void => {
  house.clear();
  house.set('p-1', { name: 'Anna Rossi', groups: ['role:drafter@U1', 'role:employee@*'] });
  house.set('p-2', { name: 'Bruno Verdi', groups: ['role:director@U1', 'role:employee@*'] });
  house.set('p-3', { name: 'Carla Neri', groups: ['role:director@U2', 'role:employee@*'], standsInFor: 'p-2' });
  house.set('p-4', { name: 'Dario Blu', groups: ['role:director@U3', 'role:employee@*'] });
  for (const [id, name] of [
    ['p-5', 'Elena Viola'],
    ['p-6', 'Fabio Grigi'],
  ] as const)
    house.set(id, {
      name,
      groups: ['role:analyst@U5', 'role:employee@*'],
      permissions: ['engine.model', 'engine.deploy', 'engine.watch', 'engine.incidents'],
    });
  house.set('p-9', {
    name: 'Zoe Capo',
    groups: ['role:administrator@U9', 'role:employee@*'],
    permissions: ['server.accounts', 'engine.deploy', 'engine.incidents', 'house.sweep'],
  });
};

// A process of its own has no test to furnish it.
if (process.env['LF_TEST_HOUSE'] === 'furnished') furnish();

const membershipsOf = (id: string): readonly Membership[] => {
  const person = house.get(id);
  if (person === undefined) return [];
  const own = [`person:${id}`, ...person.groups].map((group) => ({ group, kind: 'own' as const }));
  const other = person.standsInFor;
  const others = (other === undefined ? [] : (house.get(other)?.groups ?? [])).map((group) => ({
    group,
    kind: 'substitute' as const,
    onBehalfOf: other ?? '',
  }));
  return [...own, ...others];
};

const directory: Directory = {
  groupsOf: (_tx, actor) => Promise.resolve(membershipsOf(actor)),
  holdersOf: (_tx, group) =>
    Promise.resolve(
      [...house.keys()].filter((id) =>
        membershipsOf(id).some(
          (membership) =>
            membership.group === group || (group.endsWith('@*') && membership.group.startsWith(group.slice(0, -1))),
        ),
      ),
    ),
  permissionsOf: (_tx, actor) => Promise.resolve(new Set(house.get(actor)?.permissions ?? [])),
  describe: (_tx, actors) =>
    Promise.resolve(
      actors.flatMap((id) => {
        const person = house.get(id);
        return person === undefined ? [] : [{ id, name: person.name, email: `${id}@example.it` }];
      }),
    ),
  labelOf: (_tx, groups) => Promise.resolve(new Map(groups.map((group) => [group, `Gruppo ${group}`]))),
  problemWith: () => Promise.resolve(undefined),
};

const signedIn = { kind: 'signedIn', why: 'per le prove' } as const;

const routes: readonly AnyRoute[] = [
  defineRoute({
    name: 'house.hello',
    method: 'GET',
    path: '/house/hello',
    summary: { it: 'Saluta' },
    access: { kind: 'public', why: 'per le prove' },
    query: z.strictObject({ name: z.string().max(20).optional() }),
    answer: { kind: 'json', schema: z.object({ hello: z.string() }) },
    handle: ({ query }) => Promise.resolve({ hello: query.name ?? 'mondo', hidden: 'never answered' }),
  }),
  defineRoute({
    name: 'house.sweep',
    method: 'POST',
    path: '/house/sweep',
    summary: { it: 'Spazza' },
    access: { kind: 'permission', permission: 'house.sweep' },
    body: {
      kind: 'json',
      schema: z.strictObject({
        room: z.string().min(2),
        tools: z.array(z.strictObject({ name: z.string() })).default([]),
      }),
    },
    answer: { kind: 'json', schema: z.object({ times: z.number() }), status: 201 },
    handle({ body }) {
      if (body.room === 'cantina')
        throw new LibroFirmaError('conflict', 'house.locked', { it: 'La cantina è chiusa.' }, { where: '/room' });
      done.sweeps += 1;
      return Promise.resolve({ times: done.sweeps });
    },
  }),
  defineRoute({
    name: 'house.room',
    method: 'GET',
    path: '/house/rooms/:room',
    summary: { it: 'Una stanza' },
    access: {
      kind: 'rule',
      rule: 'La stanza di Anna è solo sua',
      check: (_tx, { actor, params }) => Promise.resolve(params['room'] !== 'anna' || actor.id === 'p-1'),
    },
    params: z.strictObject({ room: z.string().max(10) }),
    answer: { kind: 'json', schema: z.object({ room: z.string() }) },
    handle: ({ params }) => Promise.resolve({ room: params.room }),
  }),
  defineRoute({
    name: 'house.breaks',
    method: 'GET',
    path: '/house/breaks',
    summary: { it: 'Si rompe' },
    access: signedIn,
    answer: { kind: 'none' },
    handle: () => Promise.reject(new Error('the secret word is rosebud, at /srv/house/wall.ts')),
  }),
  defineRoute({
    name: 'house.lies',
    method: 'GET',
    path: '/house/lies',
    summary: { it: 'Risponde altro' },
    access: signedIn,
    answer: { kind: 'json', schema: z.object({ n: z.number() }) },
    handle: () => Promise.resolve({ n: 'three' as unknown as number }),
  }),
  defineRoute({
    name: 'house.slow',
    method: 'GET',
    path: '/house/slow',
    summary: { it: 'Lenta' },
    access: { kind: 'public', why: 'per le prove' },
    answer: { kind: 'json', schema: z.object({ finished: z.boolean() }) },
    handle: () =>
      new Promise((resolve) => {
        done.finish = () => resolve({ finished: true });
      }),
  }),
  defineRoute({
    name: 'house.upload',
    method: 'POST',
    path: '/house/upload',
    summary: { it: 'Carica' },
    access: signedIn,
    body: { kind: 'stream', maxBytes: 1000, types: ['application/octet-stream'] },
    answer: { kind: 'json', schema: z.object({ bytes: z.number() }) },
    async handle({ stream }) {
      let bytes = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) bytes += chunk.length;
      done.uploads.push(bytes);
      return { bytes };
    },
  }),
  defineRoute({
    name: 'house.picture',
    method: 'GET',
    path: '/house/pictures/:kind',
    summary: { it: 'Un file' },
    access: signedIn,
    params: z.strictObject({ kind: z.enum(['html', 'png', 'slow']) }),
    answer: { kind: 'file', types: ['image/png', 'text/html'] },
    handle: ({ params }) =>
      Promise.resolve(
        params.kind === 'html'
          ? new FileAnswer(Buffer.from('<script>alert(1)</script>'), {
              type: 'text/html',
              name: 'pàgina "1".html',
              disposition: 'inline',
            })
          : new FileAnswer(Readable.from([Buffer.from('png'), Buffer.from('bytes')]), {
              type: 'image/png',
              name: 'casa.png',
              disposition: 'inline',
              etag: 'abc',
            }),
      ),
  }),
  defineRoute({
    name: 'house.door',
    method: 'GET',
    path: '/porta',
    page: true,
    summary: { it: 'Pagina pubblica' },
    access: { kind: 'public', why: 'per le prove' },
    answer: { kind: 'file', types: ['text/html'] },
    handle: () =>
      Promise.resolve(
        new FileAnswer(Buffer.from('<!doctype html><p>Porta</p>'), { type: 'text/html', name: 'porta.html' }),
      ),
  }),
];

const repair: StepManifest = {
  type: 'house.repair:1',
  label: { it: 'Riparazione' },
  icon: 'it-tool',
  appliesTo: 'bpmn:ServiceTask',
  config: { type: 'object', properties: { tool: { type: 'string' } }, required: ['tool'], additionalProperties: false },
  onUnknownOutcome: 'retry',
  retry: { attempts: 2, delayMs: 60_000, maxDelayMs: 60_000 },
  timeoutMs: 5_000,
};

const repairHandler: StepHandler = {
  execute: () =>
    Promise.resolve(
      done.broken
        ? failed(
            'house.broken',
            { it: 'Manca il martello di Anna', en: 'The hammer of Anna is missing' },
            done.broken === 'for now',
          )
        : completed({ repaired: true }),
    ),
};

/** A plugin that is a whole organisation in one object, with routes that try what the router promises. */
export default definePlugin({
  manifest: { name: 'house', version: '1.0.0', label: { it: 'Casa' }, engine: 1, steps: [repair] },
  module: new ContainerModule(({ bind }) => {
    bind(Directory).toConstantValue(directory);
    bind(stepHandler(repair.type)).toConstantValue(repairHandler);
  }),
  publishable: (_context, type) =>
    Promise.resolve(type === repair.type && done.broken ? { it: 'Manca il martello.' } : undefined),
  lists: () => [
    {
      name: 'house.rooms',
      label: { it: 'Stanze' },
      read: (_tx, actor) => Promise.resolve([{ value: 'sala', label: `Sala di ${house.get(actor)?.name ?? ''}` }]),
    },
  ],
  provides: [Directory],
  settings: z.strictObject({ colour: z.string().default('bianco'), alarmCode: secret(z.string().min(4)).optional() }),
  permissions: [{ name: 'house.sweep', label: { it: 'Spazzare' } }],
  routes: () => routes,
  rooms: [
    {
      prefix: 'house.floor',
      access: {
        kind: 'rule',
        rule: 'Ciascuno sul proprio piano',
        check: (_tx, { actor, params }) =>
          Promise.resolve(
            house.get(actor.id)?.groups.some((group) => group.endsWith(`@${params['key'] ?? ''}`)) ?? false,
          ),
      },
    },
  ],
});
