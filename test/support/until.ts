const PATIENCE_MS = 90_000;
const PAUSE_MS = 100;

/**
 * Asks again until there is an answer; what was waited for is in the error when none comes.
 *
 * @param pauseMs between two questions
 * @param patienceMs for all of them
 */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  pauseMs = PAUSE_MS,
  patienceMs = PATIENCE_MS,
): Promise<T> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`It did not come: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
};
