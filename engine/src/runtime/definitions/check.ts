import { compile, drawnRoute, startersIn, type Graph, type StepCatalog, type UserTask } from '../../model/index.js';
import type { DrawnRoute, RouteCheck, RouteProblem } from '../../plugin/checks.js';
import type { Tx } from '../../plugin/database.js';
import type { Directory } from '../../plugin/directory.js';
import type { Form } from '../../plugin/forms.js';
import type { Localized } from '../../plugin/json.js';
import { isBuiltIn } from '../field-kinds.js';
import type { Graphs } from '../graphs.js';
import type { Handlers } from '../handlers.js';
import { callerProblems, ruleProblems } from './callers.js';
import { unlistedValues } from './listed-values.js';
import { problem, withRemedy, type DefinitionProblem } from './problem.js';
import { publishedRoutes } from './published-routes.js';
import { rejectionProblems } from './rejections.js';

export interface Surroundings {
  readonly catalog: StepCatalog;
  readonly handlers: Handlers;
  readonly directory: Directory;
  readonly graphs: Graphs;
  /** Rules of the domain that plugins bring. */
  readonly rules: readonly RouteCheck[];
  /** A reason why the step cannot be published here and now. */
  publishable(stepType: string): Promise<Localized | undefined>;
}

export interface Checked {
  readonly graphs: readonly Graph[];
  readonly problems: readonly DefinitionProblem[];
}

/**
 * Everything that is wrong with a diagram, at once where it can be judged: by itself, in this product with its plugins and
 * its organisation, and by the rules of the domain. What it calls within itself counts as published.
 */
export const check = async (tx: Tx, xml: string, around: Surroundings): Promise<Checked> => {
  const { graphs, drafts, problems } = await compile(xml, around.catalog);
  const drawn = new Map(drafts.map((graph) => [graph.processId, drawnRoute(graph)]));
  const stored = publishedRoutes(tx, around.graphs);
  const published = async (processId: string) => drawn.get(processId) ?? (await stored.route(processId));
  const more: DefinitionProblem[] = [];
  const lacking = new Set(
    problems.flatMap(({ code, elementId }) => (code === 'candidates-missing' ? [elementId] : [])),
  );
  for (const graph of drafts) {
    const route = drawn.get(graph.processId) as DrawnRoute;
    more.push(
      ...(await checkGraph(tx, graph, lacking, around)),
      ...(await unlistedValues(tx, route, around.catalog, around.handlers)),
      ...(await calledProblems(route, published)),
      ...(await startProblems(tx, route, around.directory, () => stored.callersOf(graph.processId))),
      ...(await rejectionProblems({ route, catalog: around.catalog, published })),
      ...(await ruleProblems(tx, route, published, around.rules)).map((found) => named(graph, found)),
      ...(await callerProblems(tx, route, drawn, stored, around.rules)),
    );
  }
  return { graphs, problems: [...problems.map(withRemedy), ...more] };
};

/** Each with the name of its element, as the list shows it. */
const named = (graph: Graph, { code, ...found }: RouteProblem): DefinitionProblem => {
  const elementName = found.elementId === undefined ? '' : (graph.nodes.get(found.elementId)?.name ?? '');
  return { ...found, code: code as `${string}.${string}`, ...(elementName === '' ? {} : { elementName }) };
};

const checkGraph = async (
  tx: Tx,
  graph: Graph,
  /** Tasks of which it is not said who may do them: whether somebody can is no question yet. */
  lacking: ReadonlySet<string | undefined>,
  around: Surroundings,
): Promise<readonly DefinitionProblem[]> => {
  const found = formProblems({ id: graph.processId, name: graph.name }, graph.startForm, around.handlers);
  for (const node of graph.nodes.values()) {
    if (node.type === 'userTask') {
      found.push(...formProblems(node, node.form, around.handlers));
      if (!lacking.has(node.id)) found.push(...(await groupProblems(tx, node, around)));
    }
    const step = 'step' in node ? node.step : undefined;
    const why = step === undefined ? undefined : await around.publishable(step.type);
    if (why !== undefined) {
      found.push(problem('error', 'step-unavailable', node, why.it, why.en ?? why.it));
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
      const it = `Il campo «${field.label}» è di tipo «${field.kind}», che nessun plugin offre.`;
      found.push(problem('error', 'field-unknown', element, it, `No plugin offers the field kind "${field.kind}".`));
    }
    if (field.choicesFrom !== undefined && handlers.list(field.choicesFrom) === undefined) {
      const it = `Il campo «${field.label}» prende le voci dall’elenco «${field.choicesFrom}», che nessun plugin offre.`;
      found.push(problem('error', 'list-unknown', element, it, `No plugin offers the list "${field.choicesFrom}".`));
    }
    return found;
  });

/** Groups that stand in the diagram as they are; computed ones are only known when a case runs. */
const groupProblems = async (tx: Tx, node: UserTask, around: Surroundings): Promise<readonly DefinitionProblem[]> => {
  if (!node.candidates.constant) return [];
  const nothing = { get: () => undefined, all: () => ({}) };
  const groups = [node.candidates.evaluate(nothing, { now: tx.now, timeZone: 'UTC' })].flat().map(String);
  const found: DefinitionProblem[] = [];
  for (const group of groups) {
    const why = await around.directory.problemWith(tx, group, tx.now);
    if (why !== undefined) {
      found.push(problem('error', 'group-unknown', node, why, `The group "${group}" cannot be meant.`));
    }
  }
  if (found.length > 0 || groups.length === 0) return found;
  if (await anybodyIn(tx, groups, around.directory)) return [];
  const labels = await around.directory.labelOf(tx, groups);
  const who = groups.map((group) => labels.get(group) ?? group).join('; ');
  // No error: people come and go, and a route may be published before somebody is appointed.
  return [
    problem(
      'warning',
      'nobody-holds',
      node,
      `«${node.name || node.id}» spetta a ${who}, ma oggi nessuno ricopre questo ruolo: la pratica si fermerebbe qui.`,
      `"${node.name || node.id}" is offered to ${who}, and nobody holds that today: the case would stop here.`,
    ),
  ];
};

const anybodyIn = async (tx: Tx, groups: readonly string[], directory: Directory): Promise<boolean> => {
  for (const group of groups) if ((await directory.holdersOf(tx, group, tx.now)).length > 0) return true;
  return false;
};

const calledProblems = async (
  route: DrawnRoute,
  published: (processId: string) => Promise<DrawnRoute | undefined>,
): Promise<readonly DefinitionProblem[]> => {
  const found: DefinitionProblem[] = [];
  for (const element of route.elements.values()) {
    if (element.calls === undefined || (await published(element.calls)) !== undefined) continue;
    found.push(
      problem(
        'warning',
        'called-unpublished',
        element,
        `«${element.name || element.id}» chiama l’iter «${element.calls}», che non è pubblicato: finché non lo è, le pratiche si fermano qui.`,
        `"${element.name || element.id}" calls the route "${element.calls}", which is not published: until it is, cases stop here.`,
      ),
    );
  }
  return found;
};

/** A route that people start with a form has to say who; a part of other routes, or one that an event starts, has not. */
const startProblems = async (
  tx: Tx,
  route: DrawnRoute,
  directory: Directory,
  callers: () => Promise<readonly { readonly id: string }[]>,
): Promise<readonly DefinitionProblem[]> => {
  const starts = [...route.elements.values()].filter(
    ({ type, container }) => type === 'startEvent' && container === route.id,
  );
  const none = starts.find(({ trigger }) => trigger === 'none');
  if (none === undefined || starts.some(({ trigger }) => trigger !== 'none')) return [];
  const groups = startersIn(route.properties['startableBy']);
  if (groups.length === 0) {
    if (route.startForm === undefined && (await callers()).length > 0) return [];
    return [
      problem(
        'warning',
        'nobody-starts',
        none,
        'Non è detto chi può avviare questo iter: nessuno lo troverebbe sulla scrivania.',
        'Nothing says who may start this route: nobody would find it in the desk.',
      ),
    ];
  }
  if (await anybodyIn(tx, groups, directory)) return [];
  const labels = await directory.labelOf(tx, groups);
  const who = groups.map((group) => labels.get(group) ?? group).join('; ');
  return [
    problem(
      'warning',
      'nobody-starts',
      none,
      `L’iter può essere avviato da ${who}, ma oggi nessuno ricopre questo ruolo.`,
      `The route may be started by ${who}, and nobody holds that today.`,
    ),
  ];
};
