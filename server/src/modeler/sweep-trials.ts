import type { Database } from '@libro-firma/engine/plugin';
import type { Logger } from 'pino';
import type { TrialMoves } from './trial-moves.js';
import { agedTrials } from './trial-rows.js';

/** Longer than any scenario takes: a run that is older was cut short with the process that ran it. */
const REPLAY_MS = 3_600_000;
/** A trial that is worth more than this is kept as a scenario. */
const TRIAL_MS = 90 * 24 * 3_600_000;

/**
 * Removes what is left of scenarios whose run was cut short, and trials that nobody dropped for 90 days. One that cannot
 * be removed now keeps back no other.
 */
export const sweepTrials = async (
  db: Database,
  tenant: string,
  moves: Pick<TrialMoves, 'forget'>,
  log: Pick<Logger, 'error'>,
): Promise<void> => {
  const left = await db.read(tenant, (tx) => agedTrials(tx, { replayMs: REPLAY_MS, trialMs: TRIAL_MS }));
  for (const { caseId, actor } of left) {
    await moves
      .forget({ tenant, actor }, caseId)
      .catch((error: unknown) => log.error({ err: error, caseId }, 'a trial could not be removed'));
  }
};
