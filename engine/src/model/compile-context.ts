import type { StepCatalog } from './catalog.js';
import type { Flow, Node } from './graph.js';
import type { ModdleElement } from './moddle.js';
import type { Problems } from './problems.js';

/** What all nodes share, made before the type decides. */
export interface NodeFrame {
  readonly id: string;
  readonly name: string;
  readonly container: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly Flow[];
}

export interface CompileContext {
  readonly catalog: StepCatalog;
  readonly problems: Problems;
}

export type Compile = (element: ModdleElement, frame: NodeFrame, context: CompileContext) => Node | undefined;

export const unsupported = (element: ModdleElement, context: CompileContext, it: string, en: string): undefined => {
  context.problems.add(
    'unsupported-element',
    element,
    `Il motore non esegue ancora ${it}.`,
    `This executor does not run ${en} yet.`,
  );
  return undefined;
};
