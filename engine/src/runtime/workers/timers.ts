import { LibroFirmaError } from '../../plugin/errors.js';
import type { EngineDatabase, TimerRow } from '../../store/index.js';
import { dueTimers, dueStartTimers, nextTimerAt } from '../reads/due.js';
import type { Lanes } from '../pipeline/lanes.js';
import type { Looked } from '../poller.js';
import { StartTimerWork } from '../works/start-timer.js';
import { DelayTimerWork, DropTimerWork, TimerWork } from '../works/timer.js';

const CHUNK = 256;
/** A timer whose firing a handler refused is fired again after this. */
const AGAIN_MS = 60_000;

export interface TimersLook {
  readonly looked: Looked;
  /** When the next timer is due, UTC milliseconds. */
  readonly nextAt: number | undefined;
}

/** Fires what is due, and says when the next one is. */
export const fireTimers = async (database: EngineDatabase, lane: Lanes, tenant: string): Promise<TimersLook> => {
  const { timers, starts, nextAt } = await database.read(tenant, async (tx) => ({
    timers: await dueTimers(tx, CHUNK),
    starts: await dueStartTimers(tx, CHUNK),
    nextAt: await nextTimerAt(tx),
  }));
  await Promise.all([
    ...timers.map((timer) => fire(lane, timer)),
    ...starts.map((timer) => lane.submit(new StartTimerWork(timer))),
  ]);
  const most = Math.max(timers.length, starts.length);
  return { looked: most === 0 ? 'nothing' : most === CHUNK ? 'more' : 'some', nextAt };
};

/** Fires a timer; one that nobody waits for goes, one whose firing is refused waits. */
export const fire = async (lane: Lanes, timer: TimerRow): Promise<void> => {
  try {
    await lane.submit(new TimerWork(timer));
  } catch (error) {
    if (error instanceof LibroFirmaError && error.kind === 'unavailable') throw error;
    const past = error instanceof LibroFirmaError && /^engine\.(no-such-|instance-ended)/.test(error.code);
    await lane.submit(past ? new DropTimerWork(timer) : new DelayTimerWork(timer, AGAIN_MS));
  }
};
