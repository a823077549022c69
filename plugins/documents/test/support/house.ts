import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createEngine, type Engine } from '@libro-firma/engine';
import {
  FileAnswer,
  LibroFirmaError,
  type AnyRoute,
  type Dialect,
  type JsonObject,
  type RouteCall,
  type Tx,
} from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import documentsPlugin from '@libro-firma/plugin-documents';
import { Documents } from '@libro-firma/plugin-documents/ports';
import type { ZodType } from 'zod';
import { simplePdf } from './pdf-builder.js';

export const TENANT = 'palermo';
export const ADA = 'p-0001';
export const BRUNO = 'p-0002';

const NAMES: Readonly<Record<string, string>> = { [ADA]: 'Ada Rossi', [BRUNO]: 'Bruno Neri' };

interface Given {
  readonly params?: object;
  readonly query?: object;
  readonly stream?: Readable;
}

/** The plugin as it is shipped, in an engine with a database and a folder of its own. */
export class House {
  readonly engine: Engine;
  readonly documents: Documents;
  readonly clock: TestClock;
  readonly dataDir: string;
  readonly #database: TestDatabase;
  readonly #routes: ReadonlyMap<string, AnyRoute>;

  private constructor(engine: Engine, database: TestDatabase, clock: TestClock, dataDir: string) {
    this.engine = engine;
    this.clock = clock;
    this.dataDir = dataDir;
    this.#database = database;
    const plugin = engine.plugins[0];
    if (!plugin) throw new Error('the plugin is not loaded');
    this.documents = plugin.context.container.get(Documents);
    this.#routes = new Map(plugin.routes.map((route) => [route.name, route]));
  }

  static async open(options: { dialect?: Dialect; settings?: object } = {}): Promise<House> {
    const clock = testClock();
    const dataDir = await mkdtemp(join(tmpdir(), 'lf-documents-'));
    const database = await testDatabase({ clock, ...(options.dialect ? { dialect: options.dialect } : {}) });
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const engine = await createEngine({
      database,
      plugins: [documentsPlugin],
      settings: { documents: { checkers: 1, ...options.settings } },
      tenants: [TENANT],
      dataDir,
      log: quiet,
      directory: {
        groupsOf: (_tx, actor) => Promise.resolve([{ group: `person:${actor}`, kind: 'own' }]),
        holdersOf: (_tx, group) => Promise.resolve([group.replace('person:', '')]),
        permissionsOf: () => Promise.resolve(new Set()),
        describe: (_tx, actors) =>
          Promise.resolve(actors.flatMap((id) => (NAMES[id] ? [{ id, name: NAMES[id], email: undefined }] : []))),
        labelOf: () => Promise.resolve(new Map()),
        problemWith: () => Promise.resolve(undefined),
      },
    });
    await engine.run();
    return new House(engine, database, clock, dataDir);
  }

  async close(): Promise<void> {
    await this.engine.stop();
    await this.#database.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.read(TENANT, work);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.write(TENANT, work);
  }

  /** Calls a route as the server does: the rule of its access, then query and answer through their schemas. */
  async call(name: string, actor: string, given: Given = {}): Promise<unknown> {
    const route = this.#routes.get(name);
    if (!route) throw new Error(`no route ${name}`);
    const parse = (schema: ZodType | undefined, value: unknown): never => (schema ? schema.parse(value) : {}) as never;
    const person = { id: actor, name: actor, memberships: [], permissions: new Set<string>() };
    const params = parse(route.params as ZodType | undefined, given.params ?? {});
    await this.#admit(route, person, params);
    const call: RouteCall<never, never, never> = {
      tenant: TENANT,
      actor: person,
      params,
      query: parse(route.query as ZodType | undefined, given.query ?? {}),
      body: undefined as never,
      stream: given.stream ?? Readable.from([]),
      contentType: 'application/octet-stream',
      idempotencyKey: undefined,
      db: this.#database,
      now: this.clock.now(),
      language: 'it',
      signal: new AbortController().signal,
    };
    const answer: unknown = await route.handle(call);
    return route.answer.kind === 'json' ? (route.answer.schema as ZodType).parse(answer) : answer;
  }

  async #admit(
    route: AnyRoute,
    actor: RouteCall<never, never, never>['actor'],
    params: Record<string, string>,
  ): Promise<void> {
    const { access } = route;
    const admitted =
      access.kind === 'rule'
        ? await this.read((tx) => access.check(tx, { actor, params }))
        : access.kind === 'case'
          ? await this.read((tx) => this.engine.access.maySee(tx, actor.id, params[access.param] ?? ''))
          : access.kind === 'signedIn';
    if (!admitted) throw new LibroFirmaError('not-found', 'test.not-admitted', { it: 'Non trovato.' });
  }

  async upload(bytes: Uint8Array, name: string, as?: 'main' | 'attachment', actor = ADA): Promise<UploadAnswer> {
    const given = { query: { name, ...(as ? { as } : {}) }, stream: Readable.from([bytes]) };
    return (await this.call('documents.uploads.create', actor, given)) as UploadAnswer;
  }

  async file(name: string, actor: string, given: Given): Promise<{ answer: FileAnswer; bytes: Buffer }> {
    const answer = await this.call(name, actor, given);
    if (!(answer instanceof FileAnswer)) throw new Error('no file');
    const { content } = answer;
    return { answer, bytes: content instanceof Uint8Array ? Buffer.from(content) : await buffer(content) };
  }

  /** Starts a case whose form is one `documents.bundle` field. */
  async start(processId: string, values: JsonObject, more: { confidential?: boolean } = {}): Promise<string> {
    const { instanceId } = await this.engine.start({
      tenant: TENANT,
      processId,
      actor: ADA,
      title: 'Nota in uscita',
      values,
      ...more,
    });
    return instanceId;
  }

  /** A case with a main document and an attachment. */
  async request(): Promise<string> {
    const main = await this.upload(simplePdf(), 'nota.pdf', 'main');
    const attachment = await this.upload(Buffer.from('a;b\n1;2\n'), 'dati.csv', 'attachment');
    return this.start('correction', { bundle: { main: main.id, attachments: [attachment.id] } });
  }
}

export interface UploadAnswer {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
  readonly pages?: number;
  readonly mainProblem?: { readonly code: string };
}

export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof LibroFirmaError) return error.code;
    throw error;
  }
  return 'accepted';
};

/** `Documents` is a type and a port of the same name; tests use both. */
export { Documents };
