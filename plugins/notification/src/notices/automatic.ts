import type { CaseHint, CaseView, Database, EngineApi, Logger, TenantId } from '@libro-firma/engine/plugin';
import type { Notices } from '../ports.js';

export interface AutomaticParts {
  readonly db: Database;
  readonly engine: EngineApi;
  readonly notices: Notices;
  readonly log: Logger;
}

const textOf = (about: CaseView): string | undefined => {
  switch (about.state) {
    case 'completed':
      return `La richiesta “${about.title}” è conclusa.`;
    case 'terminated':
      return `La richiesta “${about.title}” è terminata senza arrivare in fondo all’iter.`;
    case 'cancelled':
      return `La richiesta “${about.title}” è stata annullata.`;
    case 'running':
      return undefined;
  }
};

/**
 * Notices that no route has to draw: the requester is told how the request ended, unless it was the requester who ended
 * it. New tasks are not among them: the queue shows those, and the desk tells them live.
 */
export const createAutomaticNotices = ({ db, engine, notices, log }: AutomaticParts) => {
  const underWay = new Set<Promise<void>>();

  const tell = async (tenant: TenantId, hint: CaseHint): Promise<void> => {
    const about = await db.read(tenant, (tx) => engine.case(tx, hint.caseId));
    const text = about && textOf(about);
    if (about === undefined || text === undefined) return;
    await notices.post(tenant, {
      key: `case-ended:${about.id}`,
      kind: 'case',
      to: { persons: [about.startedBy] },
      text,
      caseId: about.id,
      mode: about.mode,
      confidential: about.confidential,
    });
  };

  return {
    listener(tenant: TenantId, hints: readonly CaseHint[]): void {
      for (const hint of hints) {
        // Called processes end too; the request is the case at the top.
        if (hint.type !== 'case.ended' || hint.instanceId !== hint.caseId || hint.actor === hint.startedBy) continue;
        const telling = tell(tenant, hint)
          .catch((error: unknown) => log.warn({ error, case: hint.caseId }, 'the end of a case could not be told'))
          .finally(() => underWay.delete(telling));
        underWay.add(telling);
      }
    },
    /** Ends what is under way. */
    async settled(): Promise<void> {
      await Promise.all(underWay);
    },
  };
};

export type AutomaticNotices = ReturnType<typeof createAutomaticNotices>;
