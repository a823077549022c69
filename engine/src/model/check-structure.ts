import type { CompileContext } from './compile-context.js';
import { isActivity, type Node } from './graph.js';
import type { ModdleElement } from './moddle.js';

/** What the diagram as a whole must fulfil, beside what each element says of itself. */
export const checkStructure = (
  process: ModdleElement,
  nodes: ReadonlyMap<string, Node>,
  elements: ReadonlyMap<string, ModdleElement>,
  context: CompileContext,
): void => {
  checkStarts(process, process.id ?? '', nodes, context);
  for (const node of nodes.values()) {
    const element = elements.get(node.id);
    if (element === undefined) continue;
    if (node.type === 'subProcess') checkStarts(element, node.id, nodes, context);
    checkConnections(node, element, context);
    checkConditions(node, element, context);
    checkSameCondition(node, element, context);
    if (node.type === 'boundaryEvent') checkBoundary(node, nodes, element, context);
  }
};

const checkStarts = (
  container: ModdleElement,
  id: string,
  nodes: ReadonlyMap<string, Node>,
  { problems }: CompileContext,
): void => {
  const starts = [...nodes.values()].flatMap((node) =>
    node.container === id && node.type === 'startEvent' ? [node] : [],
  );
  const none = starts.filter((start) => start.trigger.kind === 'none');
  if (starts.length === 0) {
    problems.add('no-start-event', container, 'Manca l’inizio.', 'There is no start.');
  }
  // Said of those that are too many, where they stand; the first is the one that counts.
  for (const extra of none.slice(1)) {
    problems.add(
      'many-start-events',
      extra,
      'Questo è un secondo inizio, e l’iter ne vuole uno solo.',
      'This is a second start, and a route wants one only.',
    );
  }
  if (id !== container.$parent?.id && container.$type === 'bpmn:SubProcess') {
    for (const start of starts.filter((event) => event.trigger.kind !== 'none')) {
      problems.add(
        'unsupported-element',
        start,
        'Un sottoprocesso comincia con un inizio che nessun evento avvia (BPMN 2.0.2, 10.5.2).',
        'An embedded sub-process starts with a none start event (BPMN 2.0.2, 10.5.2).',
      );
    }
  }
};

const checkConnections = (node: Node, element: ModdleElement, { problems }: CompileContext): void => {
  const incoming = node.incoming.length;
  const outgoing = node.outgoing.length;
  if (node.type === 'startEvent' || node.type === 'boundaryEvent') {
    if (incoming > 0) {
      problems.add('start-has-incoming', element, 'Qui non può arrivare una freccia.', 'No arrow may lead here.');
    }
  } else if (incoming === 0) {
    problems.add(
      'not-connected',
      element,
      'Nessuna freccia arriva qui: questo elemento non sarebbe mai raggiunto.',
      'No arrow leads here: a case would never come to this element.',
    );
  }
  if (node.type === 'endEvent') {
    if (outgoing > 0) {
      problems.add('end-has-outgoing', element, 'Da una fine non esce nessuna freccia.', 'No arrow leaves an end.');
    }
  } else if (outgoing === 0 && !isActivity(node)) {
    problems.add(
      'dead-end',
      element,
      'La pratica si fermerebbe qui: da questo elemento non esce nessuna freccia.',
      'The case would stop here: no arrow leaves this element.',
    );
  }
};

const checkConditions = (node: Node, element: ModdleElement, { problems }: CompileContext): void => {
  const decides = node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway';
  for (const flow of node.outgoing) {
    if (!decides && flow.condition !== undefined) {
      problems.add(
        'condition-misplaced',
        { id: flow.id, name: flow.name },
        'Una condizione vale solo dopo un punto di decisione: aggiungine uno.',
        'A condition counts only behind a decision: add one.',
      );
    }
    if (decides && node.outgoing.length > 1 && flow.condition === undefined && flow.id !== node.defaultFlow) {
      problems.add(
        'condition-missing',
        { id: flow.id, name: flow.name },
        `La via ${flow.name === '' ? 'senza nome' : `«${flow.name}»`} che esce da ${element.name === undefined ? 'questa scelta' : `«${element.name}»`} non dice quando si prende.`,
        `The way ${flow.name === '' ? 'without a name' : `"${flow.name}"`} out of ${element.name === undefined ? 'this choice' : `"${element.name}"`} does not say when it is taken.`,
      );
    }
  }
};

const checkSameCondition = (node: Node, element: ModdleElement, { problems }: CompileContext): void => {
  if (node.type !== 'exclusiveGateway' || node.defaultFlow !== undefined) return;
  const conditions = node.outgoing.flatMap(({ condition }) =>
    condition === undefined ? [] : [condition.text.trim().replace(/^=\s*/, '')],
  );
  if (new Set(conditions).size === conditions.length) return;
  const it = element.name === undefined ? 'questa scelta' : `«${element.name}»`;
  const en = element.name === undefined ? 'this choice' : `"${element.name}"`;
  problems.warn(
    'flow-same-condition',
    element,
    `Due vie di ${it} hanno la stessa condizione: una non si prende mai. Se nessuna condizione vale, la pratica si ferma qui.`,
    `Two ways out of ${en} have the same condition: one is never taken. When no condition holds, the case stops here.`,
  );
};

const checkBoundary = (
  node: Extract<Node, { type: 'boundaryEvent' }>,
  nodes: ReadonlyMap<string, Node>,
  element: ModdleElement,
  { catalog, problems }: CompileContext,
): void => {
  const host = nodes.get(node.attachedTo);
  if (host === undefined) return;
  if (!isActivity(host) || host.container !== node.container) {
    problems.add(
      'boundary-invalid',
      element,
      'L’evento di bordo deve stare su un’attività.',
      'An event on the border has to stand on a task.',
    );
    return;
  }
  if (node.trigger.kind !== 'error' || node.trigger.code === undefined) return;
  const step = host.type === 'serviceTask' || host.type === 'sendTask' ? catalog.step(host.step.type) : undefined;
  const code = node.trigger.code;
  if (step?.errors === undefined || step.errors.some((error) => error.code === code)) return;
  problems.warn(
    'error-unknown',
    element,
    `Il passo «${step.label.it}» non termina mai con l’errore «${code}».`,
    `Step ${step.type} never ends with error "${code}".`,
  );
};
