import { LibroFirmaError } from '@libro-firma/engine/plugin';
import type { WorkerOptions } from './worker-options.js';

const PASSING: ReadonlySet<string> = new Set(['unavailable', 'internal', 'too-many']);

/** Tries again what is out of reach for a moment. What stays so ends this run; the batch is taken up later. */
export const insisting = async <T>(
  work: () => Promise<T>,
  { attempts, delayMs }: Pick<WorkerOptions, 'attempts' | 'delayMs'>,
  stopping: () => boolean,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const passing = error instanceof LibroFirmaError && PASSING.has(error.kind);
      if (!passing || attempt >= attempts || stopping()) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs * 2 ** (attempt - 1)));
    }
  }
};
