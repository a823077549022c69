import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { CRASH_POINTS } from '../../engine/src/runtime/crash-points.js';
import { beginLife } from './life.js';
import { expectWhole } from './whole.js';

const everywhere = process.env['LF_CRASH_RUNS'] === 'full';
const points = everywhere ? CRASH_POINTS : (['group.committed', 'job.started', 'job.answered'] as const);

if (testDialects().includes('postgres')) {
  describe('two nodes on one PostgreSQL, both asked for the same', function () {
    this.timeout(10 * 60_000);

    it('share one case: each effect happens once', async () => {
      const life = await beginLife('postgres');
      try {
        const [one, other] = await Promise.all([life.run(undefined, 'one'), life.run(undefined, 'other')]);
        expect(other).to.equal(one);
        await expectWhole(life, one ?? '', 0);
      } finally {
        await life.end();
      }
    });

    for (const point of points) {
      it(`of which one is killed at ${point}: the other takes its work over, and nothing is doubled`, async () => {
        const life = await beginLife('postgres');
        try {
          const [killed, other] = await Promise.all([life.run(`${point}:1`, 'one'), life.run(undefined, 'other')]);
          const caseId = other ?? killed;
          if (caseId === undefined) throw new Error('nobody came to the end');
          await expectWhole(life, caseId, 1);
        } finally {
          await life.end();
        }
      });
    }
  });
}
