import { child, many, type ModdleElement } from './moddle.js';
import { innerOf, producedBy, type VariableSources, type Words } from './produced.js';
import type { Variable } from './schema-variables.js';

/** `case`, which the engine sets when a case starts. */
const caseVariable = (language: Words['language']): Variable => {
  const it = language === 'it';
  const part = (name: string, label: string, type: Variable['type']): Variable => ({
    path: `case.${name}`,
    label,
    type,
  });
  return {
    path: 'case',
    label: it ? 'Pratica' : 'Case',
    type: 'object',
    parts: [
      part('title', it ? 'Oggetto della pratica' : 'Title of the case', 'text'),
      part('requester', it ? 'Richiedente' : 'Requester', 'text'),
      part('confidential', it ? 'Pratica riservata' : 'Confidential case', 'flag'),
      part('id', it ? 'Identificativo della pratica' : 'Id of the case', 'text'),
    ],
  };
};

/** Elements that a token has passed before it comes to `element`, nearest first. */
const before = (element: ModdleElement): readonly ModdleElement[] => {
  const seen = new Set<ModdleElement>([element]);
  const found: ModdleElement[] = [];
  let edge: ModdleElement[] = previous(element);
  while (edge.length > 0) {
    const next: ModdleElement[] = [];
    for (const node of edge) {
      if (seen.has(node)) continue;
      seen.add(node);
      found.push(node);
      next.push(...previous(node));
    }
    edge = next;
  }
  return found;
};

/** Where tokens come from; for a boundary event its activity; for what begins a sub-process, what leads to that. */
const previous = (element: ModdleElement): ModdleElement[] =>
  element.$instanceOf('bpmn:SubProcess') ? [...waysTo(element), ...endsOf(element)] : waysTo(element);

const waysTo = (element: ModdleElement): ModdleElement[] => {
  const sources = many(element, 'incoming').flatMap((flow) => child(flow, 'sourceRef') ?? []);
  const host = element.$type === 'bpmn:BoundaryEvent' ? child(element, 'attachedToRef') : undefined;
  if (host !== undefined) sources.push(...waysTo(host));
  const parent = element.$parent;
  if (sources.length === 0 && parent?.$instanceOf('bpmn:SubProcess') === true) sources.push(...waysTo(parent));
  return sources;
};

/** What happens inside a sub-process comes before what follows it. */
const endsOf = (container: ModdleElement): readonly ModdleElement[] =>
  many(container, 'flowElements').filter(
    (node) => node.$instanceOf('bpmn:FlowNode') && many(node, 'outgoing').length === 0,
  );

const isFlow = (element: ModdleElement): boolean => element.$type === 'bpmn:SequenceFlow';

/**
 * The variables that may exist when a token stands before `element` (for a flow: after what it leaves). Of two elements
 * that give the same name the nearest counts. What exists on some ways only is offered too.
 */
export const variablesAt = (element: ModdleElement, sources: VariableSources, words: Words): readonly Variable[] => {
  const start = isFlow(element) ? child(element, 'sourceRef') : element;
  const found = new Map<string, Variable>();
  if (start !== undefined) {
    const way = before(start);
    // Furthest first, so that what is nearer replaces it.
    for (const node of [...way].reverse())
      for (const variable of producedBy(node, sources, words, found)) found.set(variable.path, variable);
    if (isFlow(element))
      for (const variable of producedBy(start, sources, words, found)) found.set(variable.path, variable);
    for (let at = start.$parent; at?.$instanceOf('bpmn:SubProcess') === true; at = at.$parent) {
      for (const variable of innerOf(at, found)) found.set(variable.path, variable);
    }
  }
  found.delete('case');
  return [...[...found.values()].reverse(), caseVariable(words.language)];
};

/** What an element sees while it is worked on: what came before, and its own inputs. */
export const variablesIn = (element: ModdleElement, sources: VariableSources, words: Words): readonly Variable[] => {
  const outer = new Map(variablesAt(element, sources, words).map((variable) => [variable.path, variable]));
  for (const variable of innerOf(element, outer)) outer.set(variable.path, variable);
  return [...outer.values()];
};

/** Names that an element of these can be reached with: for each name, the nodes behind what gives it. */
export const reachedBy = (
  nodes: readonly ModdleElement[],
  names: ReadonlySet<string>,
  sources: VariableSources,
  words: Words,
): ReadonlyMap<string, ReadonlySet<ModdleElement>> => {
  const reached = new Map([...names].map((name) => [name, new Set<ModdleElement>()]));
  const next = followers(nodes);
  for (const node of nodes) {
    for (const { path } of producedBy(node, sources, words)) {
      const set = reached.get(path);
      if (set !== undefined) walk(node, next, set);
    }
  }
  return reached;
};

const followers = (nodes: readonly ModdleElement[]): ReadonlyMap<ModdleElement, readonly ModdleElement[]> => {
  const next = new Map<ModdleElement, ModdleElement[]>();
  for (const node of nodes) {
    for (const source of previous(node)) next.set(source, [...(next.get(source) ?? []), node]);
  }
  return next;
};

const walk = (
  from: ModdleElement,
  next: ReadonlyMap<ModdleElement, readonly ModdleElement[]>,
  seen: Set<ModdleElement>,
): void => {
  const edge = [...(next.get(from) ?? [])];
  for (let node = edge.pop(); node !== undefined; node = edge.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    edge.push(...(next.get(node) ?? []));
  }
};
