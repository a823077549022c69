import type { Activity, MultiInstanceDefinition } from '../model/index.js';
import { isActivity } from '../model/graph.js';
import type { Json, JsonObject } from '../plugin/json.js';
import { emptyScope } from './cancel.js';
import { completeElement } from './complete.js';
import { openIncident } from './incidents.js';
import type { Place, Run } from './run.js';
import type { MultiInstance, Scope } from './state.js';

/** Parallel iterations started in one step; the rest follow in steps of their own. */
export const CHUNK = 200;

/** BPMN 2.0.2, 13.3.7: the body is a scope that counts; each item is a scope in it. */
export const openBody = (run: Run, place: Place, node: Activity, multi: MultiInstanceDefinition): void => {
  const items = run.view(place).evaluate(multi.collection);
  if (!Array.isArray(items)) {
    openIncident(run, place, 'loop-collection', `"${multi.collection.text}" is no list: ${JSON.stringify(items)}.`);
    return;
  }
  const list = items as readonly Json[];
  if (list.length === 0) {
    completeElement(run, place, collected(multi, []), true);
    return;
  }
  const n = run.number();
  run.emit({
    type: 'scopeOpened',
    scope: {
      n,
      parent: place.scope,
      kind: 'multiInstance',
      element: node.id,
      token: place.token,
      variables: {},
      multi: { total: list.length, started: 0, completed: 0, terminated: 0, items: list, output: [] },
    },
  });
  run.change(place, { wait: { for: 'scope', n } });
  startIterations(run, n);
};

/** Starts the next item of a sequential body, or the next chunk of a parallel one. */
export const startIterations = (run: Run, body: number): void => {
  const { element } = run.scope(body);
  const definition = definitionOf(run, element);
  const { started, items, total } = multiOf(run.scope(body));
  const upTo = Math.min(total, started + (definition.sequential ? 1 : CHUNK));
  for (let index = started; index < upTo; index += 1)
    startIteration(run, body, definition, index, items[index] ?? null);
  run.emit({ type: 'multiChanged', n: body, change: { started: upTo, ...(upTo === total ? { items: [] } : {}) } });
  if (definition.sequential || upTo === total) return;
  run.effects.push({
    kind: 'send',
    to: run.instance.id,
    command: { kind: 'startIterations', scope: body, path: run.path(body) },
  });
};

const startIteration = (
  run: Run,
  body: number,
  definition: MultiInstanceDefinition,
  index: number,
  item: Json,
): void => {
  const n = run.number();
  const { element } = run.scope(body);
  const variables: Record<string, Json> = { loopCounter: index + 1 };
  if (definition.element !== undefined) variables[definition.element] = item;
  run.emit({ type: 'scopeOpened', scope: { n, parent: body, kind: 'iteration', element, token: 0, variables } });
  run.put(n, element);
};

/** One iteration's activity is done. */
export const endIteration = (run: Run, place: Place, output: JsonObject): void => {
  const iteration = run.scope(place.scope);
  const body = iteration.parent;
  const definition = definitionOf(run, iteration.element);
  const index = Number(iteration.variables['loopCounter'] ?? 1) - 1;
  const value =
    definition.outputElement === undefined ? undefined : run.view(place, output).evaluate(definition.outputElement);
  run.emit({ type: 'left', scope: place.scope, n: place.token, at: iteration.element, how: 'ended' });
  run.emit({ type: 'scopeClosed', n: place.scope });
  run.emit({ type: 'iterationDone', n: body, index, ...(value === undefined ? {} : { output: value }) });
  const early = completionHolds(run, body, definition);
  const { completed, total } = multiOf(run.scope(body));
  if (early || completed === total) return closeBody(run, body, definition);
  if (definition.sequential) startIterations(run, body);
};

/** BPMN 2.0.2, table 10.30: the counters that a completion condition may use. */
const completionHolds = (run: Run, body: number, definition: MultiInstanceDefinition): boolean => {
  if (definition.completion === undefined) return false;
  const { started, completed, terminated, total } = multiOf(run.scope(body));
  const counters = {
    numberOfInstances: total,
    numberOfActiveInstances: started - completed - terminated,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: terminated,
  };
  return run.view(placeOf(run.scope(body)), counters).evaluate(definition.completion) === true;
};

const closeBody = (run: Run, body: number, definition: MultiInstanceDefinition): void => {
  const scope = run.scope(body);
  const { output } = multiOf(scope);
  emptyScope(run, body);
  run.emit({ type: 'scopeClosed', n: body });
  completeElement(run, placeOf(scope), collected(definition, output), true);
};

const collected = (definition: MultiInstanceDefinition, output: readonly Json[]): JsonObject =>
  definition.outputCollection === undefined ? {} : { [definition.outputCollection]: output };

const placeOf = (scope: Scope): Place => ({ scope: scope.parent, token: scope.token });

const multiOf = (scope: Scope): MultiInstance => {
  if (scope.multi === undefined) throw new Error(`scope ${scope.n} is no multi-instance body`);
  return scope.multi;
};

const definitionOf = (run: Run, element: string): MultiInstanceDefinition => {
  const node = run.node(element);
  if (!isActivity(node) || node.multi === undefined) throw new Error(`${element} is not multi-instance`);
  return node.multi;
};
