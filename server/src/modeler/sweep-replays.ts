import type { Database } from '@libro-firma/engine/plugin';
import type { Logger } from 'pino';
import type { TrialMoves } from './trial-moves.js';
import { oldReplays } from './trial-rows.js';

/** Longer than any scenario takes: what is older was cut short with the process that ran it. */
const OLD_MS = 3_600_000;

/** Removes what is left of scenarios whose run was cut short. One that cannot be removed now keeps back no other. */
export const sweepReplays = async (
  db: Database,
  tenant: string,
  moves: Pick<TrialMoves, 'forget'>,
  log: Pick<Logger, 'error'>,
): Promise<void> => {
  const left = await db.read(tenant, (tx) => oldReplays(tx, OLD_MS));
  for (const { caseId, actor } of left) {
    await moves
      .forget({ tenant, actor }, caseId)
      .catch((error: unknown) => log.error({ err: error, caseId }, 'a run of a scenario could not be removed'));
  }
};
