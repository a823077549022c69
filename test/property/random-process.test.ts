import { expect } from 'chai';
import fc from 'fast-check';
import { PurePlayer } from '../conformance/support/pure-player.js';
import { randomProcess } from './random-process.js';

const RUNS = Number(process.env['LF_PROPERTY_RUNS'] ?? 60);

interface Choice {
  readonly task: number;
  readonly pick: number;
  readonly again: boolean;
}

/**
 * Whatever a structured process looks like and whichever task is done next, it ends with nothing left over; after each
 * command the player holds the step to purity and to `fold(events) = state`.
 */
describe('a random structured process', function () {
  this.timeout(20 * 60_000);
  const choices = fc.array(
    fc.record({ task: fc.nat(100), pick: fc.integer({ min: 0, max: 4 }), again: fc.boolean() }),
    { minLength: 1, maxLength: 12 },
  );

  it('ends on every random path', async () => {
    await fc.assert(
      fc.asyncProperty(randomProcess, choices, async (xml, path) => {
        const player = await PurePlayer.open({ diagrams: [xml] });
        await player.start({ pick: path[0]?.pick ?? 0, again: false });
        await play(player, path);
        expect(await player.state(), xml).to.equal('completed');
        await player.close();
      }),
      { numRuns: RUNS },
    );
  });
});

/** Follows the choices; when they are used up, no more loops. */
const play = async (player: PurePlayer, path: readonly Choice[]): Promise<void> => {
  for (let step = 0; step < 400; step += 1) {
    const open = await player.tasks();
    const choice = path[step] ?? { task: step, pick: step % 5, again: false };
    const task = open[choice.task % open.length];
    if (task === undefined) return;
    await player.complete(task, { values: { pick: choice.pick, again: choice.again } });
  }
};
