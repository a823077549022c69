import type { Activity, MultiInstanceDefinition } from '../model/index.js';
import { isActivity } from '../model/graph.js';
import type { Json, JsonObject } from '../plugin/json.js';
import { childrenOf, emptyScope } from './cancel.js';
import { completeElement } from './complete.js';
import { openIncident } from './incidents.js';
import type { Place, Run } from './run.js';
import type { MultiInstance, Scope } from './state.js';

/** Parallel iterations started in one step; the rest follow in steps of their own. */
export const CHUNK = 200;

/** BPMN 2.0.2, 13.3.7: the body is a scope that counts; each item is a scope in it. */
export const openBody = (run: Run, place: Place, node: Activity, definition: MultiInstanceDefinition): void => {
  const items = run.view(place).evaluate(definition.collection);
  if (!Array.isArray(items)) {
    openIncident(run, place, 'loop-collection', {
      it: `«${definition.collection.text}» non è un elenco: vale ${JSON.stringify(items)}.`,
      en: `"${definition.collection.text}" is no list: it is ${JSON.stringify(items)}.`,
    });
    return;
  }
  const list = items as readonly Json[];
  if (list.length === 0) {
    completeElement(run, place, collected(definition, []), true);
    return;
  }
  const n = run.number();
  const later = chunksOf(list.slice(CHUNK)).map((chunk) => ({ n: run.number(), chunk }));
  const [first, last] = [later[0]?.n, later.at(-1)?.n];
  const multi: MultiInstance = {
    total: list.length,
    started: 0,
    completed: 0,
    items: list.slice(0, CHUNK),
    from: 0,
    later: first === undefined || last === undefined ? [] : [first, last],
  };
  const element = node.id;
  const { scope: parent, token } = place;
  run.emit({ type: 'scopeOpened', scope: { n, parent, kind: 'multiInstance', element, token, variables: {}, multi } });
  for (const { n: waiting, chunk } of later) {
    const variables = { items: chunk };
    run.emit({ type: 'scopeOpened', scope: { n: waiting, parent: n, kind: 'items', element, token: 0, variables } });
  }
  run.change(place, { wait: { for: 'scope', n } });
  startIterations(run, n);
};

const chunksOf = (list: readonly Json[]): readonly (readonly Json[])[] =>
  Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, chunk) => list.slice(chunk * CHUNK, (chunk + 1) * CHUNK));

/** Starts the next item of a sequential body, or the next chunk of a parallel one. */
export const startIterations = (run: Run, body: number): void => {
  const definition = definitionOf(run, run.scope(body).element);
  const { started, from, items, total } = atHand(run, body);
  const end = from + items.length;
  const upTo = definition.sequential ? started + 1 : end;
  for (let index = started; index < upTo; index += 1)
    startIteration(run, body, definition, index, items[index - from] ?? null);
  const used = upTo === end ? { from: end, items: [] } : {};
  run.emit({ type: 'multiChanged', n: body, change: { started: upTo, ...used } });
  if (definition.sequential || upTo === total) return;
  const path = [...run.path(body), ...multiOf(run.scope(body)).later.slice(0, 1)];
  run.effects.push({ kind: 'send', to: run.instance.id, command: { kind: 'startIterations', scope: body, path } });
};

/** The body with items to start: those of the next chunk once the ones before are started. */
const atHand = (run: Run, body: number): MultiInstance => {
  const multi = multiOf(run.scope(body));
  const [next, last] = multi.later;
  if (multi.items.length > 0 || next === undefined || last === undefined) return multi;
  const items = run.scope(next).variables['items'] as readonly Json[];
  run.emit({ type: 'scopeClosed', n: next });
  run.emit({ type: 'multiChanged', n: body, change: { items, later: next === last ? [] : [next + 1, last] } });
  return multiOf(run.scope(body));
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
  const { outputCollection, outputElement } = definition;
  const collects = outputCollection !== undefined && outputElement !== undefined;
  const value = collects ? run.view(place, output).evaluate(outputElement) : undefined;
  run.emit({ type: 'left', scope: place.scope, n: place.token, at: iteration.element, how: 'ended' });
  if (value === undefined) {
    run.emit({ type: 'scopeClosed', n: place.scope });
    run.emit({ type: 'iterationDone', n: body });
  } else run.emit({ type: 'iterationDone', n: body, scope: place.scope, index, output: value });
  const early = completionHolds(run, body, definition);
  const { completed, total } = multiOf(run.scope(body));
  if (early || completed === total) return closeBody(run, body, definition);
  if (definition.sequential) startIterations(run, body);
};

/** BPMN 2.0.2, table 10.30: the counters that a completion condition may use. */
const completionHolds = (run: Run, body: number, definition: MultiInstanceDefinition): boolean => {
  if (definition.completion === undefined) return false;
  const { started, completed, total } = multiOf(run.scope(body));
  const counters = {
    numberOfInstances: total,
    numberOfActiveInstances: started - completed,
    numberOfCompletedInstances: completed,
    // An iteration is never taken away alone.
    numberOfTerminatedInstances: 0,
  };
  return run.view(placeOf(run.scope(body)), counters).evaluate(definition.completion) === true;
};

const closeBody = (run: Run, body: number, definition: MultiInstanceDefinition): void => {
  const scope = run.scope(body);
  const output = definition.outputCollection === undefined ? [] : outputsOf(run, body);
  emptyScope(run, body);
  run.emit({ type: 'scopeClosed', n: body });
  completeElement(run, placeOf(scope), collected(definition, output), true);
};

/** What the iterations gave, in the order of the items; null for one that gave nothing. */
const outputsOf = (run: Run, body: number): readonly Json[] => {
  const output: Json[] = [];
  for (const child of childrenOf(run, body)) {
    const { done } = run.scope(child);
    if (done === undefined) continue;
    while (output.length < done.index) output.push(null);
    output[done.index] = done.output;
  }
  return output;
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
