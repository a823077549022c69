/** Runs `work` from so many clients at once, each waiting for its answer before it goes on. @returns cases a second */
export const throughput = async (
  clients: number,
  cases: number,
  work: (n: number) => Promise<void>,
): Promise<number> => {
  let next = 0;
  const client = async (): Promise<void> => {
    for (let n = next++; n < cases; n = next++) await work(n);
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return cases / ((performance.now() - from) / 1000);
};
