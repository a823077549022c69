import type { Knex } from 'knex';
import type { Clock } from '../../plugin/clock.js';
import type { Dialect, Migration } from '../../plugin/database.js';
import { LibroFirmaError } from '../../plugin/errors.js';

/** Any number that nobody else uses: one migrating node at a time. */
const ADVISORY_LOCK = 7_146_210_733;

/** In one transaction: whoever comes second waits, then sees what the first one did. */
const alone = (db: Knex, dialect: Dialect, work: (sql: Knex.Transaction) => Promise<void>): Promise<void> =>
  db.transaction(async (sql) => {
    if (dialect === 'postgres') await sql.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    await work(sql);
  });

/** A builder of knex keeps what it ran and runs it again at its next await: each use gets a builder of its own. */
const schemaOf = (sql: Knex.Transaction): Knex.SchemaBuilder =>
  new Proxy(sql.schema, {
    get: (_used, name): unknown => {
      const fresh = sql.schema;
      const value: unknown = Reflect.get(fresh, name);
      return typeof value === 'function' ? (value.bind(fresh) as unknown) : value;
    },
  });

const ensureTable = (db: Knex, dialect: Dialect): Promise<void> =>
  alone(db, dialect, async (sql) => {
    if (await sql.schema.hasTable('lf_migration')) return;
    await sql.schema.createTable('lf_migration', (table) => {
      table.string('id').primary();
      table.bigInteger('at').notNullable();
    });
  });

/**
 * @returns the ids that were run now
 * @throws LibroFirmaError `store.migration-failed` (nothing of that one stays), `store.newer-database`
 */
export const runMigrations = async (
  db: Knex,
  dialect: Dialect,
  clock: Clock,
  migrations: readonly Migration[],
): Promise<readonly string[]> => {
  await ensureTable(db, dialect);
  await refuseNewer(db, migrations);
  const done: string[] = [];
  for (const migration of migrations) {
    try {
      await alone(db, dialect, async (sql) => {
        if ((await sql('lf_migration').where('id', migration.id).first()) !== undefined) return;
        await migration.up(schemaOf(sql), sql);
        await sql('lf_migration').insert({ id: migration.id, at: clock.now() });
        done.push(migration.id);
      });
    } catch (cause) {
      throw new LibroFirmaError(
        'internal',
        'store.migration-failed',
        {
          it: `L’aggiornamento «${migration.id}» della base dati non è riuscito e non ha lasciato nulla: ${(cause as Error).message}`,
          en: `The migration "${migration.id}" failed and left nothing behind: ${(cause as Error).message}`,
        },
        { where: migration.id, cause },
      );
    }
  }
  return done;
};

const ownerOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** A database that a later release has changed is not opened by an earlier one. */
const refuseNewer = async (db: Knex, migrations: readonly Migration[]): Promise<void> => {
  const known = new Set(migrations.map((migration) => migration.id));
  const owners = new Set(migrations.map((migration) => ownerOf(migration.id)));
  const ran = (await db('lf_migration').select('id').orderBy('id')) as readonly { id: string }[];
  const unknown = ran.map((row) => row.id).filter((id) => owners.has(ownerOf(id)) && !known.has(id));
  if (unknown.length === 0) return;
  throw new LibroFirmaError(
    'conflict',
    'store.newer-database',
    {
      it: `La base dati è stata aggiornata da una versione più recente (${unknown.join(', ')}). Usa quella versione.`,
      en: `A later release has changed this database (${unknown.join(', ')}). Use that release.`,
    },
    { details: { unknown } },
  );
};
