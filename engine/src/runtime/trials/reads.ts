import type { Scope, State } from '../../core/index.js';
import type { Graph } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import { decodePath, readState, type Row, type SubscriptionRow, type TimerRow } from '../../store/index.js';
import type { Graphs } from '../graphs.js';
import { idOf } from '../ids.js';
import { ownKey } from '../pipeline/message-key.js';
import { readInstances } from '../reads/cases.js';

/** Where a played trial stands in its own time. */
export interface TrialView {
  readonly caseId: string;
  /** Who plays it. */
  readonly startedBy: string;
  /** The time of the trial, UTC milliseconds. */
  readonly now: number;
  /** Milliseconds by which it is ahead of the clock. */
  readonly clock: number;
  /** A machine step or a call is under way: it goes on by itself. */
  readonly busy: boolean;
  readonly nextTimer: TrialTimer | undefined;
  /** Messages that it waits for. */
  readonly waiting: readonly TrialMessage[];
}

export interface TrialTimer {
  /** By the time of the trial, UTC milliseconds. */
  readonly at: number;
  readonly instanceId: string;
  readonly elementId: string;
  readonly elementName: string;
}

export interface TrialMessage {
  readonly id: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly message: string;
  readonly key: string;
}

export const timersOf = async (tx: Tx, instances: readonly string[]): Promise<readonly TimerRow[]> => {
  const rows = (await tx
    .sql('lf_timer')
    .where({ tenant: tx.tenant })
    .whereIn('instance', [...instances])
    .orderBy(['due_at', 'instance', 'n'])) as readonly Row[];
  return rows.map((row) => ({ ...place(row), dueAt: row['due_at'] as number }));
};

const place = (row: Row) => ({
  instance: row['instance'] as string,
  n: row['n'] as number,
  path: decodePath(row['path'] as string),
  element: row['element'] as string,
});

export const subscriptionsOf = async (tx: Tx, instances: readonly string[]): Promise<readonly SubscriptionRow[]> => {
  const rows = (await tx
    .sql('lf_subscription')
    .where({ tenant: tx.tenant })
    .whereIn('instance', [...instances])
    .orderBy(['instance', 'n'])) as readonly Row[];
  return rows.map((row) => ({
    ...place(row),
    message: row['message'] as string,
    key: row['corr_key'] as string,
  }));
};

/** The running instances of a played trial, with all of their scopes; empty for any other case. */
export const runningStates = async (tx: Tx, caseId: string): Promise<readonly State[]> => {
  const states: State[] = [];
  for (const { id, state } of await readInstances(tx, caseId)) {
    const read = state === 'running' ? await readState(tx, id, 'all') : undefined;
    if (read?.instance.clock !== undefined) states.push(read);
  }
  return states;
};

/** `undefined` for a case that is no played trial. An ended one stands where it ended. */
export const readTrial = async (tx: Tx, graphs: Graphs, caseId: string): Promise<TrialView | undefined> => {
  const top = await readState(tx, caseId, 'outermost');
  if (top?.instance.clock === undefined) return undefined;
  const { clock, startedBy, endedAt } = top.instance;
  const states = await runningStates(tx, caseId);
  const running = states.map(({ instance }) => instance.id);
  const names = new Map<string, Graph>();
  for (const { instance } of states) names.set(instance.id, (await graphs.get(tx, instance.definitionId)).graph);
  const named = (row: { readonly instance: string; readonly element: string }) => ({
    instanceId: row.instance,
    elementId: row.element,
    elementName: names.get(row.instance)?.nodes.get(row.element)?.name || row.element,
  });
  const [timer] = await timersOf(tx, running);
  return {
    caseId,
    startedBy,
    now: endedAt ?? tx.now + clock,
    clock,
    busy: await isBusy(tx, caseId, states),
    nextTimer: timer === undefined ? undefined : { at: timer.dueAt + clock, ...named(timer) },
    waiting: (await subscriptionsOf(tx, running)).map((row) => ({
      id: idOf(row),
      ...named(row),
      message: row.message,
      key: ownKey(row.key),
    })),
  };
};

/** Jobs under way, calls that are being started or ended, iterations that still have to begin. */
export const isBusy = async (tx: Tx, caseId: string, states: readonly State[]): Promise<boolean> => {
  const all = (await readInstances(tx, caseId)).map(({ id }) => id);
  const job: unknown = await tx
    .sql('lf_job')
    .where({ tenant: tx.tenant })
    .whereIn('instance', all)
    .whereNot('state', 'waiting')
    .first('n');
  if (job !== undefined) return true;
  const running = new Set(states.map(({ instance }) => instance.id));
  const scopes = states.flatMap((state) => [...state.scopes.values()]);
  const calls = ({ tokens }: Scope): boolean =>
    Object.values(tokens).some(({ wait }) => wait.for === 'call' && !running.has(wait.instanceId));
  // One iteration after the other: one is open. At once: more of them, or the next ones are about to begin.
  const begins = ({ multi }: Scope): boolean =>
    multi !== undefined && multi.started < multi.total && multi.started - multi.completed !== 1;
  const orphaned = ({ instance: { parent } }: State): boolean =>
    parent !== undefined && !running.has(parent.instanceId);
  return scopes.some(calls) || scopes.some(begins) || states.some(orphaned);
};
