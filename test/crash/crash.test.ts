import type { Dialect } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { CRASH_POINTS } from '../../engine/src/runtime/crash-points.js';
import { beginLife } from './life.js';
import { expectWhole } from './whole.js';

/** `npm run test:crash`: at every place, as often as a process comes by there. */
const everywhere = process.env['LF_CRASH_RUNS'] === 'full';
const seed = Number(process.env['LF_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Lehmer's generator: the same seed gives the same kills. */
const dice = (from: number): ((sides: number) => number) => {
  let state = (from % 2_147_483_646) + 1;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return 1 + (state % sides);
  };
};

const lived = async (dialect: Dialect, places: readonly string[]): Promise<number> => {
  const life = await beginLife(dialect);
  try {
    let kills = 0;
    let caseId: string | undefined;
    for (const place of places) {
      caseId = await life.run(place);
      if (caseId !== undefined) break;
      kills += 1;
    }
    caseId ??= await life.run();
    if (caseId === undefined) throw new Error('killed by nobody');
    await expectWhole(life, caseId, kills);
    return kills;
  } finally {
    await life.end();
  }
};

for (const dialect of testDialects()) {
  describe(`a process that is killed, on ${dialect}`, function () {
    this.timeout(30 * 60_000);

    // Without time for all, each place is taken on one of the databases; the seed says on which.
    const chosen = CRASH_POINTS.filter((_, at) => everywhere || (at + seed) % 2 === (dialect === 'sqlite' ? 0 : 1));
    for (const point of chosen) {
      // Jobs are leased at their birth; only those of a process that died are leased once more. It dies when the last
      // five have begun: no timer can be due in the commit that leases them, however late that comes.
      const before = point === 'jobs.leased' ? ['job.started:4'] : [];
      if (everywhere) {
        it(`at ${point}, each time it comes there, is nothing that the next one notices`, async () => {
          let time = 1;
          while ((await lived(dialect, [...before, `${point}:${time}`])) > before.length) time += 1;
          expect(time, 'it comes there').to.be.above(1);
        });
      } else {
        const roll = dice(seed + CRASH_POINTS.indexOf(point) + (dialect === 'sqlite' ? 0 : 1_000));
        // A process comes to each of these places more often than that before it is through.
        const first = point === 'jobs.leased' ? 1 : roll(4);
        const again = `${CRASH_POINTS[roll(7) - 1] ?? point}:${roll(3)}`;
        it(`at ${point}, the ${first}. time and once more, is nothing that the next one notices (seed ${seed})`, async () => {
          const kills = await lived(dialect, [...before, `${point}:${first}`, again]);
          expect(kills, 'the process was killed').to.be.above(before.length);
        });
      }
    }
  });
}
