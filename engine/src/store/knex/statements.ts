import type { Column, SqlDialect } from '../dialect.js';

/** `n:int` is a number, `name` a text. */
export const columns = (list: string): readonly Column[] =>
  list.split(/\s+/).map((entry) => {
    const [name, type] = entry.split(':');
    return { name: name as string, type: type === 'int' ? 'int' : 'text' };
  });

const names = (list: readonly Column[], prefix = ''): string => list.map(({ name }) => prefix + name).join(', ');

/** Tenant is `$1`, the rows are `$2`, a JSON array of arrays. */
export const insertRows = (sql: SqlDialect, table: string, list: string, ending = ''): string => {
  const all = columns(list);
  return `insert into ${table} (tenant, ${names(all)}) select $1, ${names(all, 'r.')} from ${sql.rows('$2', all)} r where true ${ending}`.trim();
};

/**
 * Rows are found by the `keys`, which come first, then the guard: what another column must still hold. Materialized with
 * the tenant inside, since SQLite would otherwise read all rows of the tenant and look for each in the list.
 */
export const updateRows = (
  sql: SqlDialect,
  table: string,
  keys: string,
  changed: string,
  guard?: { readonly column: string; readonly value: string },
): string => {
  const [by, set] = [columns(keys), columns(changed)];
  const found = by.map(({ name }) => `t.${name} = r.by_${name}`);
  const all = [
    ...by.map(({ name, type }) => ({ name: `by_${name}`, type })),
    ...(guard === undefined ? [] : columns(`${guard.value}:int`)),
    ...set,
  ];
  const guarded = guard === undefined ? [] : [`t.${guard.column} = r.${guard.value}`];
  const where = ['t.tenant = r.by_tenant', ...found, ...guarded].join(' and ');
  const assignments = set.map(({ name }) => `${name} = r.${name}`).join(', ');
  const rows = `select $1 as by_tenant, ${names(all, 'e.')} from ${sql.rows('$2', all)} e`;
  return `with r as materialized (${rows}) update ${table} as t set ${assignments} from r where ${where}`;
};

export const deleteRows = (sql: SqlDialect, table: string, keys: string): string => {
  const by = columns(keys);
  const list = by.length === 1 ? names(by) : `(${names(by)})`;
  return `delete from ${table} where tenant = $1 and ${list} in (select ${names(by)} from ${sql.rows('$2', by)} r)`;
};

/** Comes after every id, in any collation. */
const AFTER_ALL = 'z'.repeat(17);

/**
 * The first rows of a table by message and key, `$3` more than one at least: ten thousand may wait for the same message,
 * and each that comes takes one of them. Found by an index that ends with the column of the order.
 */
export const selectFirstRows = (sql: SqlDialect, table: string, index: string, order: string): string => {
  const by = columns('message corr_key');
  const last = `select o.${order} from ${table} o where o.tenant = $1 and o.message = e.message and o.corr_key = e.corr_key order by o.${order} limit 1 offset $3`;
  const rows = `select e.message, e.corr_key, coalesce((${last}), '${AFTER_ALL}') as last from ${sql.rows('$2', by)} e`;
  return `with r as materialized (${rows}) select t.* from r cross join ${table} t ${sql.by(index)}
    where t.tenant = $1 and t.message = r.message and t.corr_key = r.corr_key and t.${order} <= r.last order by t.${order}`;
};

/** Rows of a table by key, the keys first in the join on both databases. */
export const selectRows = (sql: SqlDialect, table: string, keys: string, wanted: string, ending = ''): string => {
  const by = columns(keys);
  const found = by.map(({ name }) => `t.${name} = r.${name}`).join(' and ');
  return `select ${wanted} from ${sql.rows('$2', by)} r cross join ${table} t where t.tenant = $1 and ${found} ${ending}`.trim();
};
