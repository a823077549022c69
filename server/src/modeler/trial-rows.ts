import type { Tx } from '@libro-firma/engine/plugin';

/** A trial that somebody plays. What its case does is the engine's to say. */
export interface TrialRow {
  readonly caseId: string;
  readonly route: string;
  readonly actor: string;
  readonly replay: boolean;
  readonly startedAt: number;
}

interface Stored {
  readonly case_id: string;
  readonly route: string;
  readonly actor: string;
  readonly replay: number;
  readonly started_at: number;
}

const rowOf = (stored: Stored): TrialRow => ({
  caseId: stored.case_id,
  route: stored.route,
  actor: stored.actor,
  replay: stored.replay === 1,
  startedAt: Number(stored.started_at),
});

const AT_ONCE = 200;
const LISTED = 100;

const table = (tx: Tx) => tx.sql('server_trial').where({ tenant: tx.tenant });

/** How many trials the actor has begun and not dropped, by route. */
export const trialCounts = async (tx: Tx, actor: string): Promise<ReadonlyMap<string, number>> => {
  const rows = (await table(tx)
    .where({ actor, replay: 0 })
    .groupBy('route')
    .select('route', tx.sql.raw('count(*) as n'))) as readonly { route: string; n: number | string }[];
  return new Map(rows.map(({ route, n }) => [route, Number(n)]));
};

export const trialRow = async (tx: Tx, caseId: string): Promise<TrialRow | undefined> => {
  const stored = (await table(tx).where({ case_id: caseId }).first()) as Stored | undefined;
  return stored && rowOf(stored);
};

/** Of one route, the newest first: the last of one actor, or all of everybody. */
export const trialsOf = async (tx: Tx, route: string, actor?: string): Promise<readonly TrialRow[]> => {
  const rows = table(tx).where({ route }).orderBy('started_at', 'desc');
  if (actor !== undefined) void rows.where({ actor, replay: 0 }).limit(LISTED);
  return ((await rows) as readonly Stored[]).map(rowOf);
};

export const insertTrial = async (tx: Tx, trial: Omit<TrialRow, 'startedAt'>): Promise<void> => {
  await tx.sql('server_trial').insert({
    tenant: tx.tenant,
    case_id: trial.caseId,
    route: trial.route,
    actor: trial.actor,
    replay: trial.replay ? 1 : 0,
    started_at: tx.now,
  });
};

export const deleteTrial = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.sql('server_trial_step').where({ tenant: tx.tenant, case_id: caseId }).delete();
  await table(tx).where({ case_id: caseId }).delete();
};

/** Runs of scenarios, and trials, that began longer ago than this; the oldest first, as many as one sweeping removes. */
export const agedTrials = async (
  tx: Tx,
  { replayMs, trialMs }: { readonly replayMs: number; readonly trialMs: number },
): Promise<readonly TrialRow[]> => {
  const rows = (await table(tx)
    .where((aged) => {
      void aged
        .where((run) => void run.where('replay', 1).where('started_at', '<', tx.now - replayMs))
        .orWhere('started_at', '<', tx.now - trialMs);
    })
    .orderBy('started_at')
    .limit(AT_ONCE)) as readonly Stored[];
  return rows.map(rowOf);
};
