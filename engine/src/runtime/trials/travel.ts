import type { Tx } from '../../plugin/database.js';
import type { ActorId } from '../../plugin/directory.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { EngineDatabase, TimerRow } from '../../store/index.js';
import { rejected } from '../errors.js';
import type { Outbox } from '../outbox.js';
import type { Lanes } from '../pipeline/lanes.js';
import { fire } from '../workers/timers.js';
import { MoveClockWork } from './clock.js';
import { runningStates, timersOf } from './reads.js';
import { waitForRest } from './rest.js';

/** Timers that one move lets fire; a cycle of minutes would go on for ever. */
const MOST_STOPS = 100;
/** How long each of them may keep machine steps busy. */
const STOP_WAIT_MS = 30_000;

export interface TravelContext {
  readonly database: EngineDatabase;
  readonly outbox: Outbox;
  readonly lane: Lanes;
  readonly tenant: string;
}

export interface Journey {
  readonly caseId: string;
  readonly actor: ActorId;
  readonly to?: number;
  readonly write?: (tx: Tx, to: number) => Promise<void>;
}

interface Standing {
  readonly instances: readonly string[];
  /** The time of the trial. */
  readonly now: number;
  /** The next timer, by that time. */
  readonly next: number | undefined;
}

/** Moves the time of a played trial from timer to timer, each of which fires at its own time, up to where it is to go. */
export const travel = async (context: TravelContext, { caseId, actor, to, write }: Journey): Promise<void> => {
  const { lane, tenant } = context;
  let goal = to;
  for (let stops = 0; ; stops += 1) {
    const at = await standing(context, caseId);
    if (at === undefined) {
      if (stops > 0) return;
      throw rejected('instance-ended', `Trial ${caseId} has ended.`, caseId);
    }
    if (stops === 0) {
      goal ??= at.next;
      if (goal === undefined) throw noTimer();
      if (goal < at.now) throw rejected('clock-fixed', 'The instant is past.', caseId);
    }
    const end = goal as number;
    const stop = stops < MOST_STOPS && at.next !== undefined && at.next <= end;
    const recorded = stops === 0 && write !== undefined ? { write: (tx: Tx) => write(tx, end) } : {};
    const instant = stop ? Math.max(at.next as number, at.now) : end;
    if (stop || stops < MOST_STOPS) {
      await lane.submit(new MoveClockWork({ instances: at.instances, actor, to: instant, ...recorded }));
    }
    if (!stop) return;
    for (const timer of await dueTimers(context, at.instances)) await fire(lane, timer);
    if (!(await waitForRest(context, { tenant, caseId, timeoutMs: STOP_WAIT_MS }))) return;
  }
};

/** `undefined` when it has ended. */
const standing = ({ database, tenant }: TravelContext, caseId: string): Promise<Standing | undefined> =>
  database.read(tenant, async (tx) => {
    const states = await runningStates(tx, caseId);
    const top = states.find(({ instance }) => instance.id === caseId);
    if (top === undefined) return undefined;
    const clocks = new Map(states.map(({ instance }) => [instance.id, instance.clock ?? 0]));
    const timers = await timersOf(tx, [...clocks.keys()]);
    const dates = timers.map(({ instance, dueAt }) => dueAt + (clocks.get(instance) ?? 0));
    return {
      instances: [...clocks.keys()],
      now: tx.now + (top.instance.clock ?? 0),
      next: dates.length === 0 ? undefined : Math.min(...dates),
    };
  });

const dueTimers = ({ database, tenant }: TravelContext, instances: readonly string[]): Promise<readonly TimerRow[]> =>
  database.read(tenant, async (tx) => (await timersOf(tx, instances)).filter(({ dueAt }) => dueAt <= tx.now));

const noTimer = (): LibroFirmaError =>
  new LibroFirmaError('conflict', 'engine.trial-no-timer', {
    it: 'In questa prova non c’è nessun termine in attesa: indica una data, o completa un’attività.',
    en: 'No timer is waiting in this trial: give an instant, or complete a task.',
  });
