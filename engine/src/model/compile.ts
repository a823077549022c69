import { italianElement } from './element-words.js';
import type { StepCatalog } from './catalog.js';
import { checkStructure } from './check-structure.js';
import { value } from './compile-expression.js';
import { unsupported, type CompileContext } from './compile-context.js';
import { compilers } from './compile-node.js';
import { readForm } from './form.js';
import {
  isActivity,
  type Activity,
  type BoundaryEvent,
  type Container,
  type Flow,
  type Graph,
  type InclusiveGateway,
  type Node,
  type StartEvent,
} from './graph.js';
import { child, extension, flag, many, text, type ModdleElement } from './moddle.js';
import { Problems, type Problem } from './problems.js';
import { reachOf } from './reachability.js';
import { readXml } from './read.js';

export interface Compiled {
  /** One for each executable process; empty when an error was found. */
  readonly graphs: readonly Graph[];
  /**
   * For checks of the route as a whole: the graphs, also when errors were found that leave the rest to be judged. They
   * do not run.
   */
  readonly drafts: readonly Graph[];
  readonly problems: readonly Problem[];
}

/** Elements of a container that carry no behaviour: they are read by people only. */
const SILENT = new Set(['bpmn:TextAnnotation', 'bpmn:Association', 'bpmn:Group', 'bpmn:SequenceFlow']);

/**
 * XML -> moddle tree -> frozen graphs. Everything that is wrong is told at once, each with its element.
 *
 * @param accepted the diagram is published and may have cases: checks that came later do not stop them.
 */
export const compile = async (xml: string, catalog: StepCatalog, accepted = false): Promise<Compiled> => {
  const problems = new Problems(accepted);
  const definitions = await readXml(xml, problems);
  if (definitions === undefined) return { graphs: [], drafts: [], problems: problems.list };
  const context: CompileContext = { catalog, problems };
  const processes = many(definitions, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && flag(element, 'isExecutable', false),
  );
  if (processes.length === 0) {
    problems.add(
      'no-process',
      definitions,
      'Il diagramma non contiene nessun processo eseguibile: imposta «eseguibile» sul processo.',
      'The diagram contains no executable process (isExecutable="true").',
    );
  }
  const graphs = processes.map((process) => compileProcess(process, context));
  return {
    graphs: problems.failed ? [] : graphs,
    drafts: problems.local ? graphs : [],
    problems: problems.list,
  };
};

const compileProcess = (process: ModdleElement, context: CompileContext): Graph => {
  const nodes = new Map<string, Node>();
  const elements = new Map<string, ModdleElement>();
  const containers = new Map<string, Container>();
  compileContainer(process, context, nodes, elements, containers);
  attachBoundaries(nodes);
  for (const node of nodes.values()) {
    if (node.type === 'inclusiveGateway')
      (node as { reach: InclusiveGateway['reach'] }).reach = reachOf(node.id, nodes);
  }
  checkStructure(process, nodes, elements, context);
  for (const node of nodes.values()) Object.freeze(node);
  const properties = propertiesOf(process);
  return Object.freeze({
    processId: process.id ?? '',
    name: process.name ?? process.id ?? '',
    timeZone: properties['timeZone'] ?? 'Europe/Rome',
    properties,
    startForm: startForm(process, context),
    nodes,
    containers,
  });
};

const propertiesOf = (process: ModdleElement): Readonly<Record<string, string>> => {
  const list = extension(process, 'lf:Properties');
  const entries = (list === undefined ? [] : many(list, 'properties')).map(
    (property) => [text(property, 'name') ?? '', text(property, 'value') ?? ''] as const,
  );
  return Object.freeze(Object.fromEntries(entries));
};

const startForm = (process: ModdleElement, context: CompileContext) => {
  const start = many(process, 'flowElements').find(
    (element) => element.$type === 'bpmn:StartEvent' && many(element, 'eventDefinitions').length === 0,
  );
  return start === undefined ? undefined : readForm(start, context.problems);
};

const compileContainer = (
  container: ModdleElement,
  context: CompileContext,
  nodes: Map<string, Node>,
  elements: Map<string, ModdleElement>,
  containers: Map<string, Container>,
): void => {
  const id = container.id ?? '';
  const flowElements = many(container, 'flowElements');
  const flows = flowElements.filter((element) => element.$type === 'bpmn:SequenceFlow');
  const compiledFlows = flows.flatMap((flow) => compileFlow(flow, container, context));
  const mine: Node[] = [];
  for (const element of flowElements) {
    if (SILENT.has(element.$type)) continue;
    const compileElement = compilers[element.$type];
    if (compileElement === undefined) {
      unsupported(element, context, italianElement(element.$type), element.$type);
      continue;
    }
    foreignExtensions(element, context);
    const node = compileElement(
      element,
      {
        id: element.id ?? '',
        name: element.name ?? '',
        container: id,
        incoming: compiledFlows.filter((flow) => flow.target === element.id).map((flow) => flow.id),
        outgoing: compiledFlows.filter((flow) => flow.source === element.id),
      },
      context,
    );
    elements.set(element.id ?? '', element);
    if (node === undefined) continue;
    nodes.set(node.id, node);
    mine.push(node);
    if (node.type === 'subProcess') compileContainer(element, context, nodes, elements, containers);
  }
  const starts = mine.filter((node): node is StartEvent => node.type === 'startEvent');
  containers.set(id, {
    id,
    start: starts.find((start) => start.trigger.kind === 'none')?.id,
    triggers: starts.filter((start) => start.trigger.kind !== 'none'),
    inclusiveJoins: mine.filter((node): node is InclusiveGateway => node.type === 'inclusiveGateway'),
  });
};

const compileFlow = (flow: ModdleElement, container: ModdleElement, context: CompileContext): readonly Flow[] => {
  const source = child(flow, 'sourceRef');
  const target = child(flow, 'targetRef');
  const parentOf = (element: ModdleElement | undefined) => element?.$parent?.id;
  if (
    source?.id === undefined ||
    target?.id === undefined ||
    parentOf(source) !== container.id ||
    parentOf(target) !== container.id
  ) {
    context.problems.add(
      'flow-broken',
      flow,
      'Il percorso non collega due elementi dello stesso processo.',
      'The sequence flow does not connect two elements of one process.',
    );
    return [];
  }
  const condition = text(child(flow, 'conditionExpression'), 'body');
  return [
    {
      id: flow.id ?? '',
      name: flow.name ?? '',
      source: source.id,
      target: target.id,
      ...(condition === undefined ? {} : { condition: value(asFeel(condition), flow, context.problems, 'condition') }),
    },
  ];
};

/** A condition is always an expression. */
const asFeel = (condition: string): string => (condition.trimStart().startsWith('=') ? condition : `=${condition}`);

const attachBoundaries = (nodes: ReadonlyMap<string, Node>): void => {
  const byHost = new Map<string, BoundaryEvent[]>();
  for (const node of nodes.values()) {
    if (node.type !== 'boundaryEvent') continue;
    byHost.set(node.attachedTo, [...(byHost.get(node.attachedTo) ?? []), node]);
  }
  for (const [host, boundary] of byHost) {
    const node = nodes.get(host);
    if (node !== undefined && isActivity(node)) (node as { boundary: Activity['boundary'] }).boundary = boundary;
  }
};

/** Execution data of other products has no effect here: said, so that nobody relies on it. */
const foreignExtensions = (element: ModdleElement, context: CompileContext): void => {
  const extensions = child(element, 'extensionElements');
  const foreign = (extensions === undefined ? [] : many(extensions, 'values')).find((entry) =>
    /^(camunda|zeebe|activiti|flowable):/.test(entry.$type),
  );
  if (foreign === undefined) return;
  context.problems.warn(
    'foreign-extension',
    element,
    `L’elemento porta dati di un altro prodotto (${foreign.$type}), che qui non hanno effetto.`,
    `The element carries ${foreign.$type}, which has no effect here.`,
  );
};
