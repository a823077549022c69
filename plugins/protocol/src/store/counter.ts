import type { Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { romeTime } from '../rome.js';

export interface TakenNumber {
  /** In Europe/Rome. */
  readonly year: number;
  readonly number: number;
  /** UTC milliseconds; at or after that of the number before it. */
  readonly at: number;
}

interface CounterRow {
  readonly year: number;
  readonly last_number: number;
  readonly last_at: number;
}

/**
 * The next number of a register. It belongs to the caller's transaction: rolled back with it, it is as if it had never been
 * taken. Until then other transactions that want a number of this register wait (a row lock on PostgreSQL, the one writer
 * on SQLite), so there is no gap and no doublet, and numbers and dates grow together.
 *
 * @param tolerance milliseconds that the clock may stand behind the last registration
 */
export const takeNumber = async (tx: Tx, register: string, tolerance: number): Promise<TakenNumber> => {
  const of = { tenant: tx.tenant, register };
  const found = await tx.sql('protocol_register').where({ tenant: tx.tenant, id: register }).forUpdate().first('id');
  if (found === undefined) throw refuse('register-unknown', { details: { register } });
  const counter = (await tx.sql('protocol_counter').where(of).orderBy('year', 'desc').first()) as
    CounterRow | undefined;
  if (counter === undefined) throw refuse('register-not-open', { details: { register } });
  if (tx.now < counter.last_at - tolerance) {
    throw refuse('clock-behind', { details: { register, clock: tx.now, lastRegistration: counter.last_at } });
  }
  const at = Math.max(tx.now, counter.last_at);
  const { year } = romeTime(at);
  // Midnight in Rome has passed since the last number: this one is the first of its year.
  if (year !== counter.year) {
    await tx.sql('protocol_counter').insert({ ...of, year, first_number: 1, last_number: 0, last_at: at });
  }
  const before = year === counter.year ? counter.last_number : 0;
  const number = before + 1;
  const changed = await tx
    .sql('protocol_counter')
    .where({ ...of, year, last_number: before })
    .update({ last_number: number, last_at: at });
  if (changed !== 1) throw new Error(`counter of ${register}/${year} moved from ${before} under its lock`);
  return { year, number, at };
};

/** Trial cases count for themselves: `PROVA-n`. */
export const takeTrialNumber = async (tx: Tx, register: string): Promise<number> => {
  const key = { tenant: tx.tenant, register };
  const rows = (await tx
    .sql('protocol_trial_counter')
    .insert({ ...key, last_number: 1 })
    .onConflict(['tenant', 'register'])
    .merge({ last_number: tx.sql.raw('protocol_trial_counter.last_number + 1') })
    .returning('last_number')) as { last_number: number }[];
  return rows[0]?.last_number ?? 1;
};
