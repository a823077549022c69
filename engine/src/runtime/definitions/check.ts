import {
  compile,
  type Graph,
  type Problem,
  type ProblemCode,
  type StepCatalog,
  type UserTask,
} from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import type { Directory } from '../../plugin/directory.js';
import type { Form } from '../../plugin/forms.js';
import type { Localized } from '../../plugin/json.js';
import { isBuiltIn } from '../field-kinds.js';
import type { Handlers } from '../handlers.js';

/** What only the running product can say against a diagram. */
export type SurroundingsCode =
  | 'field-unknown' // a form field of a kind that no plugin brings
  | 'list-unknown' // choices from a live list that no plugin brings
  | 'group-unknown' // a task offered to a group that cannot be meant
  | 'step-unavailable'; // a step that cannot be published here and now, such as a signature without a key provider

export interface DefinitionProblem extends Omit<Problem, 'code'> {
  readonly code: ProblemCode | SurroundingsCode;
}

export interface Surroundings {
  readonly catalog: StepCatalog;
  readonly handlers: Handlers;
  readonly directory: Directory;
  /** A reason why the step cannot be published here and now. */
  publishable(stepType: string): Promise<Localized | undefined>;
}

export interface Checked {
  readonly graphs: readonly Graph[];
  readonly problems: readonly DefinitionProblem[];
}

/** Everything that is wrong with a diagram: by itself, and in this product with its plugins and its organisation. */
export const check = async (tx: Tx, xml: string, around: Surroundings): Promise<Checked> => {
  const { graphs, problems } = await compile(xml, around.catalog);
  const more = await Promise.all(graphs.map((graph) => checkGraph(tx, graph, around)));
  return { graphs, problems: [...problems, ...more.flat()] };
};

const problem = (
  code: SurroundingsCode,
  element: { readonly id: string; readonly name: string },
  it: string,
  en: string,
): DefinitionProblem => ({
  severity: 'error',
  code,
  elementId: element.id,
  ...(element.name === '' ? {} : { elementName: element.name }),
  text: { it, en },
});

const checkGraph = async (tx: Tx, graph: Graph, around: Surroundings): Promise<readonly DefinitionProblem[]> => {
  const found = formProblems({ id: graph.processId, name: graph.name }, graph.startForm, around.handlers);
  for (const node of graph.nodes.values()) {
    if (node.type === 'userTask') {
      found.push(...formProblems(node, node.form, around.handlers), ...(await groupProblems(tx, node, around)));
    }
    const step = 'step' in node ? node.step : undefined;
    const why = step === undefined ? undefined : await around.publishable(step.type);
    if (why !== undefined) {
      found.push(problem('step-unavailable', node, why.it, why.en ?? why.it));
    }
  }
  return found;
};

const formProblems = (
  element: { readonly id: string; readonly name: string },
  form: Form | undefined,
  handlers: Handlers,
): DefinitionProblem[] =>
  (form?.fields ?? []).flatMap((field) => {
    const found: DefinitionProblem[] = [];
    if (!isBuiltIn(field.kind) && handlers.field(field.kind) === undefined) {
      const it = `Il campo "${field.label}" è di tipo "${field.kind}", che nessun plugin offre.`;
      found.push(problem('field-unknown', element, it, `No plugin offers the field kind "${field.kind}".`));
    }
    if (field.choicesFrom !== undefined && handlers.list(field.choicesFrom) === undefined) {
      const it = `Il campo "${field.label}" prende le voci dall'elenco "${field.choicesFrom}", che nessun plugin offre.`;
      found.push(problem('list-unknown', element, it, `No plugin offers the list "${field.choicesFrom}".`));
    }
    return found;
  });

/** Groups that stand in the diagram as they are; computed ones are only known when a case runs. */
const groupProblems = async (tx: Tx, node: UserTask, around: Surroundings): Promise<readonly DefinitionProblem[]> => {
  if (!node.candidates.constant) return [];
  const nothing = { get: () => undefined, all: () => ({}) };
  const groups = [node.candidates.evaluate(nothing, { now: tx.now, timeZone: 'UTC' })].flat();
  const found: DefinitionProblem[] = [];
  for (const group of groups) {
    const why = await around.directory.problemWith(tx, String(group), tx.now);
    if (why !== undefined)
      found.push(problem('group-unknown', node, why, `The group "${String(group)}" cannot be meant.`));
  }
  return found;
};
