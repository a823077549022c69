/** A place on the drawing: left, top, width, height. */
type Place = readonly [x: number, y: number, width: number, height: number];

interface DrawnFlow {
  readonly from: string;
  readonly to: string;
  readonly condition?: string;
}

export interface DrawnParts {
  /** The elements as BPMN, without flows. */
  readonly elements: string;
  readonly places: Readonly<Record<string, Place>>;
  readonly flows: readonly DrawnFlow[];
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const idOf = ({ from, to }: DrawnFlow): string => `${from}_${to}`;

const flowXml = (flow: DrawnFlow): string =>
  `<sequenceFlow id="${idOf(flow)}" sourceRef="${flow.from}" targetRef="${flow.to}">${
    flow.condition === undefined ? '' : `<conditionExpression>${escape(flow.condition)}</conditionExpression>`
  }</sequenceFlow>`;

const point = (x: number, y: number): string => `<di:waypoint x="${x}" y="${y}" />`;

/** A route that drafters may start, with its picture: what the modeler opens like any other file. */
export const drawnRoute = ({ elements, places, flows }: DrawnParts): string => {
  const middle = (id: string): { right: number; left: number; y: number } => {
    const [x, y, width, height] = places[id] ?? [0, 0, 0, 0];
    return { left: x, right: x + width, y: y + height / 2 };
  };
  const shapes = Object.entries(places).map(
    ([id, [x, y, width, height]]) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`,
  );
  const edges = flows.map((flow) => {
    const [from, to] = [middle(flow.from), middle(flow.to)];
    return `<bpmndi:BPMNEdge id="${idOf(flow)}_di" bpmnElement="${idOf(flow)}">${point(from.right, from.y)}${point(to.left, to.y)}</bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="urn:test">
  <process id="iter" name="Iter" isExecutable="true">
    <extensionElements><lf:properties>
      <lf:property name="startableBy" value="role:drafter@*" /><lf:property name="sector" value="*" />
    </lf:properties></extensionElements>
    ${elements}
    ${flows.map(flowXml).join('\n    ')}
  </process>
  <bpmndi:BPMNDiagram id="diagramma"><bpmndi:BPMNPlane id="piano" bpmnElement="iter">
    ${[...shapes, ...edges].join('\n    ')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`;
};
