import { api, useApi, useEffect, useLive, type Loaded } from '@libro-firma/desk/kit';
import type { Batch } from './answers.js';
import { batchPath } from './addresses.js';

/** Hints come live; this often the server is asked all the same, milliseconds. */
const ASK_AGAIN = 3_000;

/** A batch as it goes on at the server. Read again at each hint, and from time to time until it is finished. */
export const useBatch = (id: string | null): Loaded<Batch> => {
  const loaded = useApi<Batch>(id === null ? null : batchPath(id));
  const { reload, data } = loaded;
  useLive(id === null ? null : 'signing.batch.progress', (event) => {
    const about = (event.data as { readonly batchId?: string } | undefined)?.batchId;
    if (about === undefined || about === id) reload();
  });
  const goesOn = id !== null && data?.state !== 'finished' && data?.state !== 'awaitingPin';
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setInterval(reload, ASK_AGAIN);
    return () => clearInterval(timer);
  }, [goesOn, reload]);
  return loaded;
};

/** Whether a batch of one document ends with its signature, asked without a screen. */
export const isSigned = async (id: string): Promise<boolean> => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    // Without an answer the desk just stays where it is: "Le mie firme" tells what became of it.
    const batch = await api.get<Batch>(batchPath(id)).catch(() => undefined);
    if (batch === undefined) return false;
    if (batch.state === 'finished') return batch.items[0]?.outcome === 'signed';
    if (batch.state === 'awaitingPin') return false;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
};
