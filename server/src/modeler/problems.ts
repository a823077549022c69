import { readDiagram, type Engine } from '@libro-firma/engine';
import type { Localized } from '@libro-firma/engine/plugin';
import { z } from 'zod';

const Text = z.object({ it: z.string(), en: z.string().optional() });

const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  /** What of the element it is about, where that is known: `timer`, `header.subject`. */
  part: z.string().optional(),
  text: Text,
  /** What to do about it. */
  doNow: Text.optional(),
});

export const CheckAnswer = z.object({ ok: z.boolean(), problems: z.array(Problem) });

export interface DrawingProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly elementId?: string;
  readonly elementName?: string;
  readonly part?: string;
  readonly text: Localized;
  readonly doNow?: Localized;
}

const otherProcess = (found: string): DrawingProblem => ({
  severity: 'error',
  code: 'other-process',
  text: {
    it: `Il disegno è di un altro processo («${found}»), non di questo iter.`,
    en: `The drawing is of another process ("${found}").`,
  },
  doNow: {
    it: 'Aprilo con «Apri un file», che lo adatta a questo iter, o fanne un iter a sé.',
    en: 'Open it as a file, or make a route of its own.',
  },
});

const manyProcesses = (names: readonly string[]): DrawingProblem => ({
  severity: 'error',
  code: 'many-processes',
  text: {
    it: `Nel disegno ci sono ${names.length} processi eseguibili (${names.join(', ')}): un iter ne ha uno solo.`,
    en: `The drawing has ${names.length} executable processes; a route is one.`,
  },
  doNow: { it: 'Tienine uno e cancella gli altri.', en: 'Keep one and delete the others.' },
});

/** Everything that is wrong with a drawing of this route, as publishing it would find it. */
export const problemsOf = async (
  engine: Pick<Engine, 'checkDefinition'>,
  tenant: string,
  routeId: string,
  xml: string,
): Promise<readonly DrawingProblem[]> => {
  const problems: readonly DrawingProblem[] = await engine.checkDefinition({ tenant, xml });
  const processes = (await readDiagram(xml)).processes.filter(({ executable }) => executable);
  const [process] = processes;
  if (processes.length > 1) return [manyProcesses(processes.map(({ id, name }) => name || id)), ...problems];
  return process === undefined || process.id === routeId ? problems : [otherProcess(process.id), ...problems];
};
