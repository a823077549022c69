import type { Engine } from '@libro-firma/engine';
import { readDiagram } from '@libro-firma/engine';
import { inLanguage, LibroFirmaError, type Localized, type Tx } from '@libro-firma/engine/plugin';
import type { ServerContext } from '../context.js';
import type { Ending, PlayedStep } from './played-step.js';
import type { Scenario } from './scenario-rows.js';
import type { TrialMoves } from './trial-moves.js';
import { trialRow, type TrialRow } from './trial-rows.js';

/** Where a kept scenario no longer goes as it did. */
export interface Stumble {
  /** Index of the step; that of the last one for an end that differs. */
  readonly step: number;
  readonly elementId?: string;
  readonly text: Localized;
}

export interface ReplayRequest {
  readonly tenant: string;
  readonly actor: string;
  readonly route: string;
  readonly xml: string;
  readonly scenario: Pick<Scenario, 'name' | 'steps' | 'end'>;
}

/** How long the machine steps after one move may take. */
const REST_MS = 60_000;
/** What passed while somebody was thinking is made up for when it was longer than this. */
const PAUSE_MS = 60_000;

/** @returns what went otherwise; `undefined` when all went as it did */
export type Replay = (request: ReplayRequest) => Promise<Stumble | undefined>;

class Stumbled extends Error {
  readonly stumble: Omit<Stumble, 'step'>;
  constructor(text: Localized, elementId?: string) {
    super(text.it);
    this.stumble = { text, ...(elementId === undefined ? {} : { elementId }) };
  }
}

/** How a trial has ended, as far as a scenario remembers. */
export const endingOf = async (
  tx: Tx,
  engine: Pick<Engine, 'case' | 'path' | 'definitionXml'>,
  caseId: string,
): Promise<Ending | undefined> => {
  const about = await engine.case(tx, caseId);
  if (about === undefined || about.state === 'running' || about.state === 'cancelled') return undefined;
  const { visited } = await engine.path(tx, caseId);
  const { processes } = await readDiagram(await engine.definitionXml(tx, about.definitionId));
  const ends = processes.find(({ id }) => id === about.processId)?.ends ?? [];
  return { state: about.state, visited: [...visited], ends: ends.filter((end) => visited.includes(end)).sort() };
};

const where = ({ elementName, elementId }: { readonly elementName: string; readonly elementId: string }): string =>
  elementName === '' ? elementId : elementName;

const noLongerOpen = (step: Extract<PlayedStep, { kind: 'task' | 'message' }>): Stumbled => {
  const what = step.kind === 'task' ? 'l’attività' : 'l’attesa';
  return new Stumbled(
    {
      it: `A questo punto c’era ${what} «${where(step)}», che adesso non è aperta.`,
      en: `“${where(step)}” was open at this point, and is not any more.`,
    },
    step.elementId,
  );
};

export const replayWith = (context: ServerContext, moves: TrialMoves): Replay => {
  const { engine, directory, db } = context;

  /** Rests without an incident, or says what keeps it. */
  const settled = async (tenant: string, caseId: string): Promise<void> => {
    const rests = await engine.trialRests({ tenant, caseId, timeoutMs: REST_MS });
    const { items } = await db.read(tenant, (tx) => engine.incidents(tx, { caseId, limit: 1 }));
    const [incident] = items;
    if (incident !== undefined) {
      const { elementName, elementId, message } = incident;
      throw new Stumbled(
        {
          it: `«${elementName}» si è fermato: ${inLanguage(message, 'it')}`,
          en: `“${elementName}” stopped: ${inLanguage(message, 'en')}`,
        },
        elementId,
      );
    }
    if (!rests)
      throw new Stumbled({
        it: 'I passi automatici non hanno finito entro un minuto.',
        en: 'The machine steps did not finish within a minute.',
      });
  };

  /** The person who played; somebody else in their place only when they are no longer in service. */
  const personFor = async (tx: Tx, as: string): Promise<string | undefined> =>
    (await directory.groupsOf(tx, as, tx.now)).length > 0 ? as : undefined;

  const catchUp = async (by: Pick<ReplayRequest, 'tenant' | 'actor'>, trial: TrialRow, at: number): Promise<void> => {
    const view = await db.read(by.tenant, (tx) => engine.trial(tx, trial.caseId));
    const due = trial.startedAt + at;
    if (view === undefined || due - view.now < PAUSE_MS) return;
    await engine.moveTrialClock({ tenant: by.tenant, caseId: trial.caseId, actor: by.actor, to: due });
    await settled(by.tenant, trial.caseId);
  };

  const again = async (
    by: Pick<ReplayRequest, 'tenant' | 'actor'>,
    trial: TrialRow,
    step: PlayedStep,
  ): Promise<void> => {
    const { tenant } = by;
    const { caseId } = trial;
    const view = await db.read(tenant, (tx) => engine.trial(tx, caseId));
    switch (step.kind) {
      case 'start':
        return;
      case 'task': {
        const { task, as } = await db.read(tenant, async (tx) => ({
          task: await openTask(tx, engine, caseId, step),
          as: await personFor(tx, step.as),
        }));
        if (task === undefined) throw noLongerOpen(step);
        const { outcome, reason, values } = step;
        return moves.complete(by, trial, { taskId: task, as, outcome, reason, values });
      }
      case 'time': {
        const timer = view?.nextTimer;
        const toTimer = step.elementId !== undefined && timer?.elementId === step.elementId;
        if (step.elementId !== undefined && !toTimer)
          throw new Stumbled(
            {
              it: `A questo punto scadeva il termine «${step.elementName ?? step.elementId}», che adesso non c’è.`,
              en: `The timer “${step.elementName ?? step.elementId}” ended at this point, and is not there any more.`,
            },
            step.elementId,
          );
        return moves.moveTime(by, trial, toTimer ? undefined : Math.max(trial.startedAt + step.to, view?.now ?? 0));
      }
      case 'message': {
        const waiting = view?.waiting.find(({ elementId }) => elementId === step.elementId);
        if (waiting === undefined) throw noLongerOpen(step);
        return moves.giveMessage(by, trial, waiting.id);
      }
    }
  };

  const compare = async (tenant: string, caseId: string, end: Ending): Promise<void> => {
    const now = await db.read(tenant, (tx) => endingOf(tx, engine, caseId));
    if (now === undefined) {
      const [task] = await db.read(tenant, (tx) => engine.openTasks(tx, caseId));
      throw new Stumbled(
        {
          it: `Alla fine dello scenario l’iter non è concluso${task === undefined ? '' : `: aspetta «${task.name}»`}.`,
          en: `The route has not ended after the last step${task === undefined ? '' : `: it waits at “${task.name}”`}.`,
        },
        task?.elementId,
      );
    }
    const other = now.ends.find((id) => !end.ends.includes(id)) ?? end.ends.find((id) => !now.ends.includes(id));
    if (now.state === end.state && other === undefined) return;
    throw new Stumbled({ it: 'L’iter si conclude in un altro modo.', en: 'The route comes to another end.' }, other);
  };

  return async ({ tenant, actor, route, xml, scenario }) => {
    const by = { tenant, actor };
    let at = 0;
    let caseId: string | undefined;
    try {
      const [start, ...rest] = scenario.steps;
      if (start?.kind !== 'start') throw new Stumbled({ it: 'Lo scenario non ha un inizio.' });
      const definition = await engine.prepareTrial({ tenant, xml, actor });
      const as = await db.read(tenant, (tx) => personFor(tx, start.as));
      const begin = { route, definition, as, title: start.title, values: start.values, replay: true };
      caseId = await moves.start(by, begin);
      await settled(tenant, caseId);
      const trial = await db.read(tenant, (tx) => trialRow(tx, caseId ?? ''));
      if (trial === undefined) throw new Error(`the trial ${caseId} has no row`);
      for (const step of rest) {
        at += 1;
        await catchUp(by, trial, step.at);
        await again(by, trial, step);
        await settled(tenant, caseId);
      }
      await compare(tenant, caseId, scenario.end);
      return undefined;
    } catch (error) {
      if (error instanceof Stumbled) return { step: at, ...error.stumble };
      if (!(error instanceof LibroFirmaError)) throw error;
      const step = scenario.steps[at];
      const element = step !== undefined && 'elementId' in step ? step.elementId : error.where;
      return { step: at, text: error.text, ...(element === undefined ? {} : { elementId: element }) };
    } finally {
      if (caseId !== undefined) await moves.forget(by, caseId);
    }
  };
};

/** The task that was played: the same element, of the same route where several routes have it. */
const openTask = async (
  tx: Tx,
  engine: Pick<Engine, 'openTasks' | 'case'>,
  caseId: string,
  { elementId, processId }: Extract<PlayedStep, { kind: 'task' }>,
): Promise<string | undefined> => {
  for (const task of await engine.openTasks(tx, caseId)) {
    if (task.elementId !== elementId) continue;
    const about = await engine.case(tx, task.instanceId);
    if (about?.processId === processId) return task.id;
  }
  return undefined;
};
