import type { Tx } from '../../plugin/database.js';
import { codeOf, type Row, type SqlDialect } from '../dialect.js';
import type { Change } from './write.js';

/** Runs the changes of one commit, those of the instances first. @returns instances of which at least one was lost */
type Run = (tx: Tx, instances: readonly Change[], others: readonly Change[]) => Promise<readonly string[]>;

/** While the database works on one statement, the next one's parameter is made. */
export const runOneByOne =
  (sql: SqlDialect): Run =>
  async (tx, instances, others) => {
    const rows: Row[] = [];
    for (const { statement, lines } of instances) {
      rows.push(...(await sql.run(tx, statement.text, [tx.tenant, JSON.stringify(lines)])));
    }
    const lost = lostOf(instances, rows);
    if (lost.length > 0) return lost;
    let running: Promise<unknown> = Promise.resolve();
    for (const { statement, lines } of others) {
      const parameter = JSON.stringify(lines);
      await running;
      running = sql.run(tx, statement.text, [tx.tenant, parameter]);
    }
    await running;
    return [];
  };

/**
 * All of them as one statement, the last of its transaction: the way to the server and back costs more than a change.
 * What cannot go into one statement goes one by one.
 */
export const runTogether = (sql: SqlDialect): Run => {
  const { runLast } = sql;
  const oneByOne = runOneByOne(sql);
  if (runLast === undefined) return oneByOne;
  return async (tx, instances, others) => {
    const all = [...instances, ...others];
    if (all.length < 2 || comesAgain(others)) return oneByOne(tx, instances, others);
    const wanted = instances.reduce((sum, { lines }) => sum + lines.length, 0);
    const parameters = all.map(({ lines }) => JSON.stringify(lines));
    try {
      await runLast(tx, together(instances, others), [tx.tenant, wanted, ...parameters]);
      return [];
    } catch (error) {
      if (codeOf(error) !== LOST) throw error;
      return instances.flatMap(({ lines }) => lines.map((line) => line[0] as string));
    }
  };
};

const lostOf = (instances: readonly Change[], rows: readonly Row[]): readonly string[] => {
  const won = new Set(rows.map((row) => row['id']));
  return instances.flatMap(({ lines }) => lines.map((line) => line[0] as string)).filter((id) => !won.has(id));
};

/** PostgreSQL's name for a division by zero. */
const LOST = '22012';

/**
 * A data-modifying WITH for each change. Fewer instances won than were wanted is a division by zero, which undoes the
 * whole; the others ask for it first, so that they find no key taken by whoever was faster.
 */
const together = (instances: readonly Change[], others: readonly Change[]): string => {
  const name = (index: number): string => `part${index}`;
  const part = ({ statement }: Change, index: number, before = ''): string => {
    const lines = `$${index + 3}`;
    const parameter = before === '' ? lines : `(case when ${before} then ${lines} else '[]' end)`;
    return `${name(index)} as (${statement.text.replace(/\$2\b/, () => parameter)})`;
  };
  const count = instances.map((_, index) => `(select count(*) from ${name(index)})`).join(' + ');
  const parts = [
    ...instances.map((change, index) => part(change, index)),
    `won as (select 1 / (${count === '' ? '0' : count} = $2::bigint)::int = 1 as every)`,
    ...others.map((change, index) => part(change, index + instances.length, '(select every from won)')),
  ];
  return `with ${parts.join(', ')} select every from won`;
};

/** Parts of one statement do not see each other: a row that goes and comes again has to do so in two. */
const comesAgain = (others: readonly Change[]): boolean =>
  others.some(({ statement: { table, drops }, lines: keys }) => {
    if (drops === undefined) return false;
    const added = others.filter(({ statement }) => statement.table === table && statement.drops === undefined);
    if (added.length === 0) return false;
    const gone = new Set(keys.map((key) => JSON.stringify(key)));
    return added.some(({ lines }) => lines.some((line) => gone.has(JSON.stringify(line.slice(0, keys[0]?.length)))));
  });
