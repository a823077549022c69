import type { Mapping, Variables } from '../model/index.js';
import type { Json, JsonObject } from '../plugin/json.js';
import type { Place, Run } from './run.js';

/**
 * The scope chain of a token, innermost first: what just came back (`over`), the input mapping's locals, the scopes up
 * to the process.
 */
export class ScopeChain implements Variables {
  constructor(
    private readonly run: Run,
    private readonly place: Place,
    private readonly over: JsonObject | undefined,
  ) {}

  get(name: string): Json | undefined {
    const { run, place, over } = this;
    if (over !== undefined && Object.hasOwn(over, name)) return over[name];
    const local = run.scope(place.scope).tokens[place.token]?.local;
    if (local !== undefined && Object.hasOwn(local, name)) return local[name];
    for (let n = place.scope; n !== 0; n = run.scope(n).parent) {
      const { variables } = run.scope(n);
      if (Object.hasOwn(variables, name)) return variables[name];
    }
    return undefined;
  }

  all(): Record<string, Json> {
    const { run, place, over } = this;
    const layers: JsonObject[] = [];
    for (let n = place.scope; n !== 0; n = run.scope(n).parent) layers.unshift(run.scope(n).variables);
    return Object.assign({}, ...layers, run.scope(place.scope).tokens[place.token]?.local, over) as Record<
      string,
      Json
    >;
  }
}

/** Input mapping (evaluated in the order of the diagram; a later one sees the earlier ones). */
export const mapInputs = (run: Run, place: Place, mappings: readonly Mapping[]): JsonObject => {
  let local: JsonObject = {};
  for (const mapping of mappings) {
    local = put(local, mapping.target, run.view(place, local).evaluate(mapping.source));
  }
  return local;
};

/** Output mapping: evaluated with what came back in sight, written where {@link assign} says. */
export const mapOutputs = (run: Run, place: Place, mappings: readonly Mapping[], output: JsonObject): void => {
  for (const mapping of mappings) {
    const value = run.view(place, output).evaluate(mapping.source);
    const [name] = mapping.target;
    if (name === undefined) continue;
    const current = mapping.target.length === 1 ? null : (lookup(run, place.scope, name) ?? null);
    assign(run, place.scope, put(current === null ? {} : { [name]: current }, mapping.target, value));
  }
};

/** Sets each variable where it already is, from this scope outwards; a new one in the outermost scope. */
export const assign = (run: Run, from: number, values: JsonObject): void => {
  const byScope = new Map<number, Record<string, Json>>();
  for (const [name, value] of Object.entries(values)) {
    const scope = holder(run, from, name);
    const group = byScope.get(scope) ?? {};
    group[name] = value;
    byScope.set(scope, group);
  }
  for (const [scope, group] of byScope) run.emit({ type: 'variablesSet', scope, values: group });
};

const holder = (run: Run, from: number, name: string): number => {
  for (let n = from; n !== 0; n = run.scope(n).parent) {
    if (Object.hasOwn(run.scope(n).variables, name)) return n;
  }
  return run.instance.root;
};

const lookup = (run: Run, from: number, name: string): Json | undefined =>
  run.scope(holder(run, from, name)).variables[name];

/** A copy of `object` with the value at the path. */
const put = (object: JsonObject, [key, ...rest]: readonly string[], value: Json): JsonObject => {
  if (key === undefined) return object;
  if (rest.length === 0) return { ...object, [key]: value };
  const inner = object[key];
  const into = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {};
  return { ...object, [key]: put(into, rest, value) };
};
