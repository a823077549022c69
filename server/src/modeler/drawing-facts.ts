import { readDiagram, type Engine, type ProcessFacts } from '@libro-firma/engine';
import type { Tx } from '@libro-firma/engine/plugin';

/** What the drawings of stored versions say. A version never changes: each is read once. */
export interface DrawingFacts {
  of(tx: Tx, version: { readonly id: string; readonly processId: string }): Promise<ProcessFacts | undefined>;
}

/** Versions that are remembered; the longest unused are read again. */
const MOST = 1_000;

export const drawingFacts = (engine: Pick<Engine, 'definitionXml'>): DrawingFacts => {
  const known = new Map<string, ProcessFacts | undefined>();
  return {
    of: async (tx, { id, processId }) => {
      const key = `${tx.tenant}/${id}`;
      const had = known.has(key);
      const facts = had
        ? known.get(key)
        : (await readDiagram(await engine.definitionXml(tx, id))).processes.find((process) => process.id === processId);
      known.delete(key);
      known.set(key, facts);
      if (known.size > MOST) {
        const [oldest] = known.keys();
        if (oldest !== undefined) known.delete(oldest);
      }
      return facts;
    },
  };
};
