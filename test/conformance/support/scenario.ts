import { EnginePlayer } from './engine-player.js';
import { PurePlayer } from './pure-player.js';
import type { Given, Player } from './player.js';

/** One scenario, run by every kind of player: each must lead to the same trace. */
export const scenario = (title: string, given: Given, play: (player: Player) => Promise<void>): void => {
  describe(title, () => {
    for (const [name, open] of players) {
      it(name, async () => {
        const player = await open(given);
        try {
          await play(player);
        } finally {
          await player.close();
        }
      });
    }
  });
};

const players: readonly (readonly [string, (given: Given) => Promise<Player>])[] = [
  ['by the step alone', (given) => PurePlayer.open(given)],
  ['on SQLite', (given) => EnginePlayer.open(given, { dialect: 'sqlite', restarted: false })],
  ['on SQLite, killed after every commit', (given) => EnginePlayer.open(given, { dialect: 'sqlite', restarted: true })],
  ['on PostgreSQL', (given) => EnginePlayer.open(given, { dialect: 'postgres', restarted: false })],
  [
    'on PostgreSQL, killed after every commit',
    (given) => EnginePlayer.open(given, { dialect: 'postgres', restarted: true }),
  ],
];

/** A scenario must be refused with this code. */
export const rejects = async (work: Promise<unknown>, code: string): Promise<void> => {
  try {
    await work;
  } catch (error) {
    const found = (error as { code?: string }).code ?? (error as Error).message;
    if (found.includes(code)) return;
    throw error;
  }
  throw new Error(`expected to be refused with ${code}`);
};
