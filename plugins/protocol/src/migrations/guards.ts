import type { Dialect } from '@libro-firma/engine/plugin';

/** Rows that are written once: a change, a removal, or a second row under the same key is refused by the database itself. */
export interface Sealed {
  readonly table: string;
  /** Each list is a unique key. SQLite's `insert or replace` removes the old row without a delete trigger: refused too. */
  readonly keys: readonly (readonly string[])[];
}

/** A rule for an insert or update: refused with `message` when `refusedWhen` holds. `new.x` and `old.x` are the row's columns. */
export interface Rule {
  readonly name: string;
  readonly table: string;
  readonly on: 'insert' | 'update' | 'delete';
  readonly refusedWhen: string;
  readonly message: string;
}

const sqliteTrigger = ({ name, table, on, refusedWhen, message }: Rule): string =>
  `create trigger ${name} before ${on} on ${table} when ${refusedWhen} begin select raise(abort, '${message}'); end`;

const postgresTrigger = ({ name, table, on, refusedWhen, message }: Rule): readonly string[] => [
  `create function ${name}() returns trigger language plpgsql as $$
   begin
     if ${refusedWhen} then raise exception '${message}' using errcode = 'integrity_constraint_violation'; end if;
     ${on === 'delete' ? 'return old' : 'return new'};
   end $$`,
  `create trigger ${name} before ${on} on ${table} for each row execute function ${name}()`,
];

export const ruleStatements = (dialect: Dialect, rule: Rule): readonly string[] =>
  dialect === 'sqlite' ? [sqliteTrigger(rule)] : postgresTrigger(rule);

/** The statements that seal a table. */
export const sealStatements = (dialect: Dialect, { table, keys }: Sealed): readonly string[] => {
  const message = `protocol.immutable: rows of ${table} are written once`;
  const rules: Rule[] = (['update', 'delete'] as const).map((on) => ({
    name: `${table}_no_${on}`,
    table,
    on,
    // A row-level guard in PostgreSQL needs a condition; this one always holds.
    refusedWhen: '1 = 1',
    message,
  }));
  if (dialect === 'sqlite') {
    rules.push(
      ...keys.map((key, index) => ({
        name: `${table}_no_replace_${index + 1}`,
        table,
        on: 'insert' as const,
        refusedWhen: `exists (select 1 from ${table} where ${key.map((column) => `${column} = new.${column}`).join(' and ')})`,
        message,
      })),
    );
  }
  const statements = rules.flatMap((rule) => ruleStatements(dialect, rule));
  return dialect === 'sqlite' ? statements : [...statements, ...noTruncate(table, message)];
};

/** `truncate` fires no row trigger. */
const noTruncate = (table: string, message: string): readonly string[] => [
  `create function ${table}_no_truncate() returns trigger language plpgsql as $$
   begin raise exception '${message}' using errcode = 'integrity_constraint_violation'; end $$`,
  `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function ${table}_no_truncate()`,
];

/** Of the database that a migration runs on. */
export const dialectOf = (sql: { readonly client: { readonly dialect: string } }): Dialect =>
  sql.client.dialect === 'sqlite3' ? 'sqlite' : 'postgres';
