import type { DrawnElement, DrawnFlow, DrawnInput, DrawnRoute } from '../plugin/checks.js';
import type { JsonObject } from '../plugin/json.js';
import { decide } from './feel-decide.js';
import { unknownNames } from './feel-names.js';
import { isActivity, type Flow, type Graph, type Mapping, type Node } from './graph.js';

const NOTHING = { get: () => undefined, all: () => ({}) };
const AT = { now: 0, timeZone: 'UTC' };

/** A compiled route as rules of the domain see it. */
export const drawnRoute = (graph: Graph): DrawnRoute => ({
  id: graph.processId,
  name: graph.name,
  properties: graph.properties,
  startForm: graph.startForm,
  elements: new Map([...graph.nodes].map(([id, node]) => [id, drawnElement(node)])),
});

const drawnElement = (node: Node): DrawnElement => {
  const { id, name, type, container } = node;
  return {
    id,
    name,
    type,
    container,
    outgoing: node.outgoing.map((flow) => drawnFlow(flow, node)),
    boundary: isActivity(node) ? node.boundary.map((event) => event.id) : [],
    repeated: isActivity(node) && node.multi !== undefined,
    outputs: ('outputs' in node ? node.outputs : []).map(({ source, target }) => ({
      source: source.text,
      target: target.join('.'),
    })),
    ...('inputs' in node && node.inputs.length > 0 ? { inputs: node.inputs.map(drawnInput) } : {}),
    ...('trigger' in node ? { trigger: node.trigger.kind } : {}),
    ...('step' in node && node.step !== undefined
      ? {
          step: {
            type: node.step.type,
            config: node.step.config.fixed,
            computed: node.step.config.computed.map(({ key }) => key),
          },
        }
      : {}),
    ...(node.type === 'userTask' ? { groups: groupsOf(node) } : {}),
    ...(node.type === 'userTask' && node.form !== undefined ? { form: node.form } : {}),
    ...(node.type === 'callActivity' && node.processId.constant
      ? { calls: String(node.processId.evaluate(NOTHING, AT)) }
      : {}),
  };
};

const drawnInput = ({ source, target }: Mapping): DrawnInput => ({
  target: target.join('.'),
  reads: source.constant ? [] : [...unknownNames(source.text, new Set())],
});

const drawnFlow = (flow: Flow, from: Node): DrawnFlow => ({
  id: flow.id,
  name: flow.name,
  target: flow.target,
  condition: flow.condition?.text,
  isDefault: 'defaultFlow' in from && from.defaultFlow === flow.id,
});

/** An expression that names no variable says the same for every case. */
const groupsOf = ({ candidates }: Extract<Node, { type: 'userTask' }>): readonly string[] | 'computed' => {
  if (!candidates.constant && unknownNames(candidates.text, new Set()).size > 0) return 'computed';
  return [candidates.evaluate(NOTHING, AT)].flat().filter((group) => typeof group === 'string');
};

/** Flows that may be taken when only these variables are known: those whose condition holds or hangs on another one. */
export const mayTake = (route: DrawnRoute, gatewayId: string, known: JsonObject): readonly DrawnFlow[] => {
  const gateway = route.elements.get(gatewayId);
  if (gateway?.type !== 'exclusiveGateway' && gateway?.type !== 'inclusiveGateway') return [];
  if (gateway.outgoing.length === 1 && gateway.outgoing[0]?.condition === undefined) return gateway.outgoing;
  const taken: DrawnFlow[] = [];
  let certain = false;
  for (const flow of gateway.outgoing) {
    if (flow.condition === undefined || flow.isDefault) continue;
    const verdict = decide(flow.condition, known);
    if (verdict === 'no') continue;
    taken.push(flow);
    if (verdict === 'depends') continue;
    certain = true;
    if (gateway.type === 'exclusiveGateway') break;
  }
  const otherwise = gateway.outgoing.find(({ isDefault }) => isDefault);
  if (!certain && otherwise !== undefined) taken.push(otherwise);
  return taken;
};
