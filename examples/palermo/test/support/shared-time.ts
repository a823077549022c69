import type { TownHall } from './town-hall.js';

/**
 * One clock for runs that go side by side: it moves only while every one of them waits for it, so that nobody's term is
 * over in the middle of a step.
 */
export const sharedTime = (
  hall: TownHall,
  runs: number,
): { readonly hall: TownHall; readonly ended: () => Promise<void> } => {
  let under = runs;
  let waiting: { readonly milliseconds: number; readonly go: () => void; readonly fail: (error: unknown) => void }[] =
    [];
  const move = async (): Promise<void> => {
    if (waiting.length === 0 || waiting.length < under) return;
    const all = waiting;
    waiting = [];
    await hall.wait(Math.max(...all.map(({ milliseconds }) => milliseconds))).then(
      () => all.forEach(({ go }) => go()),
      (error: unknown) => all.forEach(({ fail }) => fail(error)),
    );
  };
  return {
    hall: {
      ...hall,
      wait: (milliseconds) =>
        new Promise<void>((go, fail) => {
          waiting.push({ milliseconds, go, fail });
          void move();
        }),
    },
    ended: () => {
      under -= 1;
      return move();
    },
  };
};
