import { until } from '../../support/until.js';
import type { DemoServer } from '../../support/demo-server.js';
import type { Notes } from './notes.js';

/** The same numbers again for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** For all the restarts, on a busy machine. */
const PATIENCE_MS = 150_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Kills the server at random instants and starts it again.
 *
 * @param longest milliseconds between a start and the next kill
 */
export const shake = async (
  server: DemoServer,
  times: number,
  random: () => number,
  longest: number,
): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    await pause(random() * longest);
    await server.kill();
    await server.start();
  }
};

/**
 * Brings notes to their end as people do whose server comes and goes: whoever gets no answer, or one that somebody else was
 * quicker, looks again and does what is still to be done. A batch that lost its PIN with the server is given it again.
 */
export const carryOn = async (notes: Notes, caseIds: readonly string[]): Promise<void> => {
  const signers = { firma: 'dirigente1', firma_secondo: 'dirigente2' } as const;
  const sign = async (elementId: keyof typeof signers, caseId: string): Promise<void> => {
    const who = signers[elementId];
    const [begun] = await notes.unfinished(who);
    if (begun?.state === 'awaitingPin') await notes.authorise(who, begun.id);
    else if (begun === undefined) await notes.batch(who, elementId, [caseId]);
  };
  const step = async (caseId: string): Promise<true | undefined> => {
    const { state, steps } = await notes.about(caseId);
    if (state === 'completed') return true;
    const elementId = steps[0]?.elementId;
    if (elementId === 'controllo') await notes.check(caseId);
    else if (elementId === 'firma' || elementId === 'firma_secondo') await sign(elementId, caseId);
    return undefined;
  };
  await Promise.all(
    caseIds.map((caseId) => until(`the end of ${caseId}`, () => step(caseId).catch(() => undefined), 300, PATIENCE_MS)),
  );
};
