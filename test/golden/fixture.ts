import type { JsonObject, Tx } from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestDatabase } from '@libro-firma/engine/testing';
import { engineMigrations } from '../../engine/src/store/index.js';
import { cases } from './cases.js';
import { GoldenHouse, tenant } from './house.js';

type Row = Readonly<Record<string, string | number | null>>;

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A database as a release has left it, with one case in it. */
export interface Fixture {
  readonly release: string;
  /** Migrations of the engine that had run. */
  readonly migrations: readonly string[];
  /** What time it was. */
  readonly at: number;
  readonly caseId: string;
  readonly tables: Readonly<Record<string, Table>>;
  /** Variables with which the same release brought the case to its end. */
  readonly ends: JsonObject;
}

const tablesOf = async ({ sql }: Tx): Promise<readonly string[]> => {
  const names = (await sql('sqlite_master').where('type', 'table').orderBy('name').pluck('name')) as readonly string[];
  return names.filter((name) => name.startsWith('lf_') && !['lf_migration', 'lf_outbox'].includes(name));
};

const tableOf = (rows: readonly Row[]): Table => {
  const columns = Object.keys(rows[0] ?? {});
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
};

/** Runs a case to where it is saved, takes the rows, and runs it to its end. */
export const record = async (name: string, release: string): Promise<Fixture> => {
  const golden = cases[name];
  if (golden === undefined) throw new Error(`no case ${name}`);
  const clock = testClock();
  const database = await testDatabase({ clock, dialect: 'sqlite' });
  const house = await GoldenHouse.open(database, clock);
  try {
    for (const xml of golden.diagrams) await house.engine.deploy({ tenant, xml, actor: 'analyst', publish: true });
    const request = { tenant, processId: 'process', actor: 'anna', title: name, commandId: 'start' };
    const { instanceId: caseId } = await house.engine.start({ ...request, variables: golden.variables as JsonObject });
    await golden.until(house, caseId);
    const tables = await house.read(async (tx) => {
      const names = await tablesOf(tx);
      const rows = await Promise.all(names.map(async (table) => [table, (await tx.sql(table)) as Row[]] as const));
      return Object.fromEntries(
        rows.filter(([, found]) => found.length > 0).map(([table, found]) => [table, tableOf(found)]),
      );
    });
    const at = clock.now();
    const ends = await house.goOn(caseId);
    return { release, migrations: engineMigrations.map(({ id }) => id), at, caseId, tables, ends };
  } finally {
    await house.engine.stop();
    await database.drop();
  }
};

/** A database as that release has left it: its tables by the migrations that it had, then its rows. */
export const restore = async (fixture: Fixture, dialect: 'sqlite' | 'postgres') => {
  const clock = testClock(fixture.at);
  const known = new Set(fixture.migrations);
  const migrations = engineMigrations.filter(({ id }) => known.has(id));
  if (migrations.length < known.size) throw new Error('a released migration is gone');
  const database: TestDatabase = await testDatabase({ clock, dialect, migrations });
  await database.write(tenant, async ({ sql }) => {
    for (const [table, { columns, rows }] of Object.entries(fixture.tables)) {
      for (const row of rows) await sql(table).insert(Object.fromEntries(columns.map((name, n) => [name, row[n]])));
    }
  });
  return { database, clock };
};
