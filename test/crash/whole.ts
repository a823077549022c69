import { expect } from 'chai';
import { readJournal, readState } from '../../engine/src/store/index.js';
import { expectTrueHistory } from '../conformance/support/true-history.js';
import type { Life } from './life.js';
import { EFFECTS, keysIn } from './steps.js';

const tenant = 'test';

/** What a case that nobody disturbs leaves behind; one whose processes were killed has to leave the same. */
export const expectWhole = async ({ database, journal }: Life, caseId: string, kills: number): Promise<void> => {
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
