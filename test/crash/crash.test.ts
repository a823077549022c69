import type { Dialect } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { CRASH_POINTS } from '../../engine/src/runtime/crash-points.js';
import { readJournal, readState } from '../../engine/src/store/index.js';
import { expectTrueHistory } from '../conformance/support/true-history.js';
import { beginLife, type Life } from './life.js';
import { EFFECTS, keysIn } from './steps.js';

const tenant = 'test';
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

/** What a case that nobody disturbs leaves behind; one whose processes were killed has to leave the same. */
const expectWhole = async ({ database, journal }: Life, caseId: string, kills: number): Promise<void> => {
  const { instances, tables, effects, variables } = await database.read(tenant, async (tx) => {
    const ids = (await tx.sql('lf_instance').where({ tenant }).orderBy('id').pluck('id')) as readonly string[];
    const left = [
      'lf_job',
      'lf_timer',
      'lf_subscription',
      'lf_message',
      'lf_inbox',
      'lf_scope',
      'lf_incident',
      'lf_task_candidate',
    ];
    return {
      instances: await Promise.all(
        ids.map(async (id) => ({
          state: await readState(tx, id, 'all'),
          journal: (await readJournal(tx, [id])).flatMap(({ steps }) => steps),
        })),
      ),
      tables: await Promise.all(
        left.map(async (table) => [table, (await tx.sql(table).where({ tenant })).length] as const),
      ),
      effects: (await tx.sql(EFFECTS).pluck('what')) as readonly string[],
      variables: (await readState(tx, caseId, 'outermost'))?.scopes.get(1)?.variables,
    };
  });
  expect(instances, 'the case and what it called').to.have.length(2);
  for (const { state, journal: steps } of instances) {
    if (state === undefined) throw new Error('an instance without a state');
    expectTrueHistory(steps, state);
    expect(state.instance.state).to.equal('completed');
  }
  for (const [table, rows] of tables) expect(rows, `left behind in ${table}`).to.equal(0);
  expect(variables).to.deep.include({ heard: true, weights: [10, 20, 30, 40, 50] });
  expect([...((variables?.['signed'] ?? []) as string[])].sort()).to.deep.equal(['a: yes', 'b: yes', 'c: yes']);

  const outside = keysIn(journal);
  const byElement = (element: string) => outside.filter((key) => key.includes(`.${element}.`));
  expect(new Set(effects).size, 'an effect in the database twice').to.equal(effects.length);
  // Three signatures, what was sent, what the called process sent, and the reminder where they signed too late for it.
  const reminded = new Set(byElement('remind')).size;
  expect(reminded).to.be.at.most(1);
  expect(effects).to.have.length(3 + 2 + reminded);
  for (const element of ['send', 'prepare']) expect(byElement(element), element).to.have.length(1);
  expect(new Set(byElement('weigh')).size, 'a repetition comes with the same key').to.equal(5);
  expect(byElement('weigh').length, 'at least once, and once more for a kill at most').to.be.within(5, 5 * (1 + kills));
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

    for (const point of CRASH_POINTS) {
      // Jobs are leased at their birth; only those of a process that died are leased once more.
      const before = point === 'jobs.leased' ? ['job.started:2'] : [];
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
