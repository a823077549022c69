import { catalogOf, compile } from '@libro-firma/engine';
import type { DrawnRoute, StepManifest } from '@libro-firma/engine/plugin';
import documents from '@libro-firma/plugin-documents';
import notification from '@libro-firma/plugin-notification';
import protocol from '@libro-firma/plugin-protocol';
import signing from '@libro-firma/plugin-signing';
import { expect } from 'chai';
import { drawnRoute } from '../../../engine/src/model/drawn.js';
import { rejectionProblems } from '../../../engine/src/runtime/definitions/rejections.js';
import { processes } from '../src/index.js';
import {
  flowsOf,
  lies,
  meet,
  overlap,
  passesThrough,
  readDiagram,
  segments,
  target,
  type Box,
  type Diagram,
} from './support/diagram.js';

const steps = [documents, signing, protocol, notification].flatMap(
  ({ manifest }): readonly StepManifest[] => manifest.steps ?? [],
);

type Graph = Awaited<ReturnType<typeof compile>>['graphs'][number];

/** What this executor has to run; a route of the example uses nothing else. */
const ALLOWED = new Set([
  'bpmn:StartEvent',
  'bpmn:EndEvent',
  'bpmn:BoundaryEvent',
  'bpmn:IntermediateCatchEvent',
  'bpmn:ExclusiveGateway',
  'bpmn:ParallelGateway',
  'bpmn:UserTask',
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:CallActivity',
]);

for (const { id, xml } of processes) {
  describe(`the route ${id}`, () => {
    let diagram: Diagram;
    before(async () => {
      diagram = await readDiagram(xml);
    });

    it('compiles with the steps of the plugins, without a problem', async () => {
      const { graphs, problems } = await compile(xml, catalogOf(steps));
      expect(problems).to.deep.equal([]);
      expect(graphs.map((graph) => graph.processId)).to.deep.equal([id]);
    });

    it('leaves the limits of a date to the screen, which says them below it', () => {
      const helps = [...xml.matchAll(/\{[^{}]*"kind": "date"[^{}]*"help": "([^"]*)"/g)].map(([, help = '']) => help);
      expect(helps.filter((help) => /non (prima|dopo)/i.test(help))).to.deep.equal([]);
    });

    it('sees to every rejection', async () => {
      const graphs = new Map<string, DrawnRoute>();
      for (const other of processes) {
        const [graph] = (await compile(other.xml, catalogOf(steps))).graphs;
        if (graph !== undefined) graphs.set(other.id, drawnRoute(graph));
      }
      const published = (other: string) => Promise.resolve(graphs.get(other));
      const route = graphs.get(id);
      if (route === undefined) throw new Error(`${id} does not compile`);
      expect(await rejectionProblems({ route, catalog: catalogOf(steps), published })).to.deep.equal([]);
    });

    it('is read without a warning and uses common elements only', () => {
      expect(diagram.warnings).to.deep.equal([]);
      expect(diagram.nodes.filter((node) => !ALLOWED.has(node.$type)).map((node) => node.$type)).to.deep.equal([]);
    });

    it('draws every element, each in one lane', () => {
      const inLanes = [...diagram.lanes.values()].flat();
      expect([...inLanes].sort()).to.deep.equal(diagram.nodes.map((node) => node.id).sort());
      for (const node of diagram.nodes) expect(diagram.boxes.has(node.id), node.id).to.equal(true);
      for (const flow of diagram.flows) expect(diagram.lines.has(flow.id), flow.id).to.equal(true);
    });

    it('draws each element in its lane, and none over another', () => {
      for (const [lane, ids] of diagram.lanes) {
        for (const id of ids) {
          expect(lies(diagram.boxes.get(id) as Box, diagram.laneBoxes.get(lane) as Box), `${id} in ${lane}`).to.equal(
            true,
          );
        }
      }
      const hostOf = (id: string): string | undefined => {
        const node = diagram.nodes.find((one) => one.id === id);
        return node?.$type === 'bpmn:BoundaryEvent' ? target(node, 'attachedToRef') : undefined;
      };
      for (const [n, { id }] of diagram.nodes.entries()) {
        for (const other of diagram.nodes.slice(n + 1)) {
          if (hostOf(id) === other.id || hostOf(other.id) === id) continue;
          const boxes = [diagram.boxes.get(id) as Box, diagram.boxes.get(other.id) as Box] as const;
          expect(overlap(...boxes), `${id} and ${other.id}`).to.equal(false);
        }
      }
    });

    it('has labels that no line, no element and no other label runs through', () => {
      const labels = [...diagram.labels];
      for (const [n, [id, label]] of labels.entries()) {
        for (const line of segments(diagram)) {
          expect(passesThrough(line, label), `${line.flow} through the label of ${id}`).to.equal(false);
        }
        for (const node of diagram.nodes) {
          if (node.id === id) continue;
          expect(overlap(label, diagram.boxes.get(node.id) as Box), `the label of ${id} on ${node.id}`).to.equal(false);
        }
        for (const [other, box] of labels.slice(n + 1)) {
          expect(overlap(label, box), `the labels of ${id} and ${other}`).to.equal(false);
        }
      }
    });

    it('asks a question at each decision and names each answer', () => {
      for (const node of diagram.nodes) {
        const outgoing = flowsOf(node, 'outgoing');
        if (node.$type !== 'bpmn:ExclusiveGateway' || outgoing.length < 2) continue;
        expect(node.name, node.id).to.match(/\?$/);
        for (const flow of outgoing) expect(flow.name, flow.id).to.be.a('string').and.not.equal('');
      }
    });

    it('names everything that somebody does or waits for', () => {
      for (const node of diagram.nodes) {
        if (/Gateway$/.test(node.$type)) continue;
        expect(node.name, node.id).to.be.a('string').and.not.equal('');
      }
    });

    it('has upright and level lines that cross neither one another nor an element', () => {
      const lines = segments(diagram);
      for (const { flow, from, to } of lines) expect(from.x === to.x || from.y === to.y, flow).to.equal(true);
      for (const [n, line] of lines.entries()) {
        for (const other of lines.slice(n + 1))
          expect(meet(line, other), `${line.flow} and ${other.flow}`).to.equal(false);
        const ends = diagram.flows.filter((flow) => flow.id === line.flow);
        const own = new Set(ends.flatMap((flow) => [target(flow, 'sourceRef'), target(flow, 'targetRef')]));
        for (const node of diagram.nodes) {
          const box = diagram.boxes.get(node.id);
          const host = node.$type === 'bpmn:BoundaryEvent' ? target(node, 'attachedToRef') : undefined;
          if (box === undefined || own.has(node.id) || (host !== undefined && own.has(host))) continue;
          expect(passesThrough(line, box), `${line.flow} through ${node.id}`).to.equal(false);
        }
      }
    });
  });
}

describe('the routes together', () => {
  it('call only processes of the example, published before them', () => {
    const known: string[] = [];
    for (const { id, xml } of processes) {
      for (const [, called] of xml.matchAll(/calledElement processId="([^"]+)"/g)) expect(known).to.include(called);
      known.push(id);
    }
  });

  /** What each choice of a form offers, by the variable that it fills. */
  const offers = (graph: Graph): readonly (readonly [key: string, values: readonly string[]])[] => {
    const forms = [
      graph.startForm,
      ...[...graph.nodes.values()].map((node) => (node.type === 'userTask' ? node.form : undefined)),
    ];
    return forms.flatMap((form) =>
      (form?.fields ?? [])
        .filter(({ choices, readOnly }) => choices !== undefined && readOnly !== true)
        .map(({ key, choices = [] }) => [key, choices.map(({ value }) => value)] as const),
    );
  };

  it('offer a choice again wherever it comes back from a called route: nobody finds it lost', async () => {
    const graphs = new Map<string, Graph>();
    let compared = 0;
    for (const { id, xml } of processes) {
      const [graph] = (await compile(xml, catalogOf(steps))).graphs;
      if (graph === undefined) throw new Error(id);
      graphs.set(id, graph);
      for (const [, calledId = '', body = ''] of xml.matchAll(
        /calledElement processId="([^"]+)"([\s\S]*?)<\/callActivity>/g,
      )) {
        const back = new Map(
          [...body.matchAll(/<lf:output source="=(\w+)" target="(\w+)"/g)].map(([, from, to]) => [from, to]),
        );
        for (const [key, values] of offers(graphs.get(calledId) as Graph)) {
          for (const [own, offered] of offers(graph)) {
            if (own !== back.get(key)) continue;
            compared += 1;
            expect(offered, `${own} in ${id}, as ${calledId} gives it`).to.include.members([...values]);
          }
        }
      }
    }
    expect(compared).to.be.greaterThan(6);
  });
});
