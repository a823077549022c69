import type {
  CaseHint,
  CaseView,
  Database,
  Directory,
  EngineApi,
  Logger,
  TaskView,
  TenantId,
  Tx,
} from '@libro-firma/engine/plugin';
import type { Notices } from '../ports.js';
import { wasTold } from './store.js';

export interface AutomaticParts {
  readonly db: Database;
  readonly engine: EngineApi;
  readonly directory: Pick<Directory, 'describe'>;
  readonly notices: Notices;
  readonly log: Logger;
}

interface News {
  readonly key: string;
  readonly about: CaseView;
  readonly text: string;
}

/** What the route itself told this short before the end has told the end: nobody is told twice. */
const JUST_NOW_MS = 10 * 60_000;

/** A notice names no subject of a confidential act, nor what was said of it. */
const named = ({ confidential, title }: CaseView): string =>
  confidential ? 'La richiesta riservata' : `La richiesta «${title}»`;

const endOf = (about: CaseView): string | undefined => {
  switch (about.state) {
    case 'completed':
      return `${named(about)} è conclusa.`;
    case 'terminated':
      return `${named(about)} è terminata senza arrivare in fondo all’iter.`;
    case 'cancelled':
      return `${named(about)} è stata annullata.`;
    case 'running':
      return undefined;
  }
};

/** Steps whose outcomes are their own end with this one where their act goes back. */
const REJECTED = 'rejected';

const goesBack = ({ state, form, outcome }: TaskView): boolean =>
  state === 'completed' &&
  (form?.outcomes === undefined
    ? outcome === REJECTED
    : form.outcomes.some(({ value, rejects }) => value === outcome && rejects === true));

const REASON_LENGTH = 600;

const shortened = (reason: string): string => {
  const characters = [...reason.replace(/\s+/g, ' ').trim()];
  return characters.length <= REASON_LENGTH ? characters.join('') : `${characters.slice(0, REASON_LENGTH).join('')}…`;
};

const returnOf = (about: CaseView, { name, reason }: TaskView, by: string): string => {
  const said = `${named(about)} è tornata indietro dal passo «${name}»: ${by} l’ha respinta.`;
  if (about.confidential || reason === undefined) return `${said} Il motivo è nella pratica.`;
  return `${said} Motivo: ${shortened(reason)}`;
};

/**
 * Notices that no route has to draw: the requester is told that the request was sent back, by whom and why, and how it
 * ended, unless it was the requester who did it. New tasks are not among them: the queue shows those, and the desk tells
 * them live.
 */
export const createAutomaticNotices = ({ db, engine, directory, notices, log }: AutomaticParts) => {
  const underWay = new Set<Promise<void>>();

  const ended = async (tx: Tx, { caseId }: CaseHint): Promise<News | undefined> => {
    const about = await engine.case(tx, caseId);
    const text = about && endOf(about);
    if (about === undefined || text === undefined) return undefined;
    const { state, startedBy: person } = about;
    const lately = { person, caseId, kind: 'route', since: tx.now - JUST_NOW_MS };
    if (state === 'completed' && (await wasTold(tx, lately))) return undefined;
    return { key: `case-ended:${caseId}`, about, text };
  };

  const sentBack = async (tx: Tx, { caseId, taskId = '' }: CaseHint): Promise<News | undefined> => {
    const task = await engine.task(tx, taskId);
    if (task === undefined || !goesBack(task)) return undefined;
    const about = await engine.case(tx, caseId);
    if (about === undefined || task.completedBy === about.startedBy) return undefined;
    const [by] = task.completedBy === undefined ? [] : await directory.describe(tx, [task.completedBy]);
    return { key: `task-returned:${taskId}`, about, text: returnOf(about, task, by?.name ?? 'il sistema') };
  };

  /** Called processes end too; the request is the case at the top. */
  const newsIn = (hint: CaseHint): typeof ended | undefined => {
    if (hint.actor === hint.startedBy) return undefined;
    if (hint.type === 'case.ended') return hint.instanceId === hint.caseId ? ended : undefined;
    return hint.type === 'task.completed' ? sentBack : undefined;
  };

  const tell = async (tenant: TenantId, hint: CaseHint, read: typeof ended): Promise<void> => {
    const news = await db.read(tenant, (tx) => read(tx, hint));
    if (news === undefined) return;
    const { about, key, text } = news;
    const { mode, confidential, id: caseId } = about;
    const to = { persons: [about.startedBy] };
    await notices.post(tenant, { key, kind: 'case', to, text, caseId, mode, confidential });
  };

  return {
    listener(tenant: TenantId, hints: readonly CaseHint[]): void {
      for (const hint of hints) {
        const read = newsIn(hint);
        if (read === undefined) continue;
        const telling = tell(tenant, hint, read)
          .catch((error: unknown) =>
            log.warn({ error, case: hint.caseId }, 'what happened to a case could not be told'),
          )
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
