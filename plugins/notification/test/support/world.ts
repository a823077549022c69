import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ActorSummary,
  CaseAccess,
  CaseView,
  Dialect,
  Directory,
  EngineApi,
  Json,
  Live,
  LiveEvent,
  LiveTarget,
  Logger,
  Tx,
} from '@libro-firma/engine/plugin';
import { openDatabase } from '../../../../engine/src/store/index.js';
import { testClock, testDatabase, testDialects, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import type { DerivedFile, Protocol, Registration } from '@libro-firma/plugin-protocol/ports';
import { DiskStore } from '../../../documents/src/adapters/disk.js';
import { CheckerPool, defaultPool } from '../../../documents/src/check/pool.js';
import { defaultLimits } from '../../../documents/src/check/limits.js';
import { StoredDocuments } from '../../../documents/src/documents.js';
import { migrations as documentsMigrations } from '../../../documents/src/migrations.js';
import { migrations } from '../../src/migrations/index.js';
import { createNotices } from '../../src/notices/post.js';
import type { Notices } from '../../src/ports.js';

export const TENANT = 'palermo';
export const CASE = 'c1';
export const PDF = Buffer.concat([
  Buffer.from('%PDF-1.7\n'),
  Buffer.alloc(90_000, '\r\n.\r\nfirma'),
  Buffer.from('%%EOF'),
]);
export const ANNEX = Buffer.from('allegato: una tabella\r\n.\r\n', 'utf8');
export const SEGNATURA = Buffer.from('<?xml version="1.0"?>\n<p:SegnaturaInformatica/>\n', 'utf8');
export const COPY = Buffer.from('%PDF-1.4\ncopia di cortesia\n%%EOF');

export interface Person extends ActorSummary {
  readonly groups?: readonly string[];
}

/** Everything around the plugin that a test needs to hold in its hand; database and document store are the real ones. */
export interface World {
  readonly db: TestDatabase;
  readonly clock: TestClock;
  readonly documents: StoredDocuments;
  readonly directory: Directory;
  readonly engine: EngineApi;
  readonly protocol: Protocol;
  readonly cases: CaseAccess;
  readonly notices: Notices;
  readonly live: Live;
  readonly log: Logger;
  readonly said: { readonly to: LiveTarget; readonly event: LiveEvent }[];
  /** Every line of the log as text. */
  readonly logged: string[];
  readonly about: { title: string; startedBy: string; confidential: boolean };
  /** Of the case. */
  readonly variables: Record<string, Json>;
  /** By how much a played trial is ahead of the clock. */
  readonly trialAhead: { ms: number };
  readonly registered: { demo: boolean; trial: boolean };
  /** Of the case, for notices. */
  readonly registrations: Registration[];
  readonly people: Person[];
  /** Persons with a role on the case. */
  readonly onCase: Set<string>;
  readonly folder: string;
  close(): Promise<void>;
}

const notAsked = (what: string) => (): never => {
  throw new Error(`${what} was not expected to be asked`);
};

const file = (name: string, mediaType: string, bytes: Uint8Array): DerivedFile => ({ name, mediaType, bytes });

const allMigrations = [...documentsMigrations, ...migrations];

/** A database at a given place, which another process opens too. */
const databaseAt = async (url: string, clock: TestClock): Promise<TestDatabase> => {
  const open = () => openDatabase({ url, clock });
  const database = await open();
  await database.migrate(allMigrations);
  return { ...database, reopen: open, drop: () => database.close() };
};

/** SQLite, and PostgreSQL where the test run started one. */
export const DIALECTS = testDialects();

/** With `folder` the database is a file in it, which another process may open; else a new one of the dialect. */
export const createWorld = async (
  given: { readonly folder?: string; readonly dialect?: Dialect } = {},
): Promise<World> => {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'lf-notification-')));
  const clock = testClock();
  const db =
    given.folder === undefined
      ? await testDatabase({ clock, migrations: allMigrations, dialect: given.dialect ?? 'sqlite' })
      : await databaseAt(`sqlite:${join(folder, 'data.db')}`, clock);
  const documents = new StoredDocuments(
    new DiskStore(join(folder, 'blobs')),
    new CheckerPool(defaultPool),
    defaultLimits,
  );
  const people: Person[] = [{ id: 'p-1', name: 'Rosa Verdi', email: 'rosa.verdi@comune.example.it' }];
  const about = { title: 'Rifacimento di via Roma', startedBy: 'p-1', confidential: false };
  const variables: Record<string, Json> = {};
  const trialAhead = { ms: 0 };
  const registered = { demo: false, trial: false };
  const registrations: Registration[] = [];
  const onCase = new Set(['p-1']);
  const said: World['said'] = [];
  const logged: string[] = [];
  const note = (fields: object, message: string): void => void logged.push(`${JSON.stringify(fields)} ${message}`);

  const live: Live = { publish: (_tenant, to, event) => void said.push({ to, event }) };
  const directory = {
    holdersOf: async (_tx: Tx, group: string) =>
      people.filter(({ groups }) => groups?.includes(group)).map(({ id }) => id),
    describe: async (_tx: Tx, ids: readonly string[]) => people.filter(({ id }) => ids.includes(id)),
    groupsOf: notAsked('groupsOf'),
    permissionsOf: notAsked('permissionsOf'),
    labelOf: notAsked('labelOf'),
    problemWith: notAsked('problemWith'),
  } as unknown as Directory;
  const engine = {
    case: async (_tx: Tx, id: string) =>
      id === CASE ? ({ id, caseId: id, ...about } as unknown as CaseView) : undefined,
    variables: async () => ({ ...variables }),
    timeIn: async ({ now }: Tx) => now + trialAhead.ms,
  } as unknown as EngineApi;
  const protocol = {
    registration: async (_tx: Tx, id: string) =>
      id === 'r-1' ? ({ id, caseId: CASE, ...registered } as unknown as Registration) : undefined,
    registrationsOf: async () => [...registrations],
    segnatura: async () => file('segnatura.xml', 'application/xml', SEGNATURA),
    courtesyCopy: async () => file('copia-0000123-2026.pdf', 'application/pdf', COPY),
  } as unknown as Protocol;
  const cases: CaseAccess = {
    maySee: async (_tx, actor) => onCase.has(actor),
    mayWork: notAsked('mayWork'),
    groupsOn: notAsked('groupsOn'),
  };
  return {
    ...{
      db,
      clock,
      documents,
      directory,
      engine,
      protocol,
      cases,
      live,
      said,
      logged,
      about,
      variables,
      trialAhead,
      registered,
      registrations,
      people,
      onCase,
      folder,
    },
    log: { info: note, warn: note, error: note },
    notices: createNotices({ db, live, directory }),
    close: async () => {
      await db.drop();
      if (given.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};

export type BundleInput = {
  readonly main: { readonly documentId: string; readonly version: number; readonly digest: string };
  readonly attachments: readonly { readonly documentId: string; readonly version: number; readonly digest: string }[];
};

/** A signed act and one attachment, in the store as the documents plugin keeps them. */
export const giveBundle = async (
  world: World,
  more: { readonly attachments?: readonly { readonly name: string; readonly bytes: Buffer }[] } = {},
): Promise<BundleInput> => {
  const keep = async (bytes: Buffer, name: string, role: 'main' | 'attachment', mediaType: string) => {
    const blob = await world.documents.store(TENANT, bytes);
    const document = await world.db.write(TENANT, (tx) =>
      world.documents.addDocument(tx, {
        ...{ caseId: CASE, role, name, mediaType, blob, mode: 'live', confidential: false, createdBy: 'p-1' },
        kind: role === 'main' ? 'signed' : 'upload',
      }),
    );
    return { documentId: document.id, version: document.head.n, digest: document.head.digest };
  };
  const main = await keep(PDF, 'atto firmato.pdf', 'main', 'application/pdf');
  const attachments = [];
  for (const { name, bytes } of more.attachments ?? [{ name: 'tabella.csv', bytes: ANNEX }]) {
    attachments.push(await keep(bytes, name, 'attachment', 'text/csv'));
  }
  return { main, attachments };
};
