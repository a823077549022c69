import type { EngineDatabase } from '../../store/index.js';
import type { Outbox } from '../outbox.js';
import { isBusy, runningStates } from './reads.js';

/** What other nodes do is seen after this long at the latest. */
const LOOK_AGAIN_MS = 250;

export interface RestOptions {
  readonly database: EngineDatabase;
  readonly outbox: Pick<Outbox, 'listen'>;
}

/** Waits until nothing in the case goes on by itself, or the time is over. @returns whether it rests */
export const waitForRest = async (
  { database, outbox }: RestOptions,
  request: { readonly tenant: string; readonly caseId: string; readonly timeoutMs: number },
): Promise<boolean> => {
  const { tenant, caseId } = request;
  const end = performance.now() + request.timeoutMs;
  let wake = (): void => undefined;
  let moved = false;
  const listening = outbox.listen((batch) => {
    if (batch.tenant !== tenant || !batch.hints.some((hint) => hint.caseId === caseId)) return;
    moved = true;
    wake();
  });
  try {
    for (;;) {
      moved = false;
      const busy = await database.read(tenant, async (tx) => isBusy(tx, caseId, await runningStates(tx, caseId)));
      if (!busy) return true;
      const left = end - performance.now();
      if (left <= 0) return false;
      if (moved) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, LOOK_AGAIN_MS));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    listening();
  }
};
