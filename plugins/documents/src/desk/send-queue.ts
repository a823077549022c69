/** Files that are sent at the same time: more only make each of them slower. */
const MOST = 2;

let sending = 0;
const waiting: (() => void)[] = [];

/** Runs the work when its turn comes. */
export const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (sending >= MOST) await new Promise<void>((go) => waiting.push(go));
  sending += 1;
  try {
    return await work();
  } finally {
    sending -= 1;
    waiting.shift()?.();
  }
};
