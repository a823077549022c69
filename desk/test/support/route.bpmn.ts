interface Box {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxes: readonly Box[] = [
  { id: 'start', tag: 'startEvent', name: 'Richiesta', x: 160, y: 102, width: 36, height: 36 },
  { id: 'check', tag: 'userTask', name: 'Verifica della segreteria', x: 250, y: 80, width: 110, height: 80 },
  { id: 'sign1', tag: 'userTask', name: 'Firma del dirigente', x: 420, y: 80, width: 110, height: 80 },
  { id: 'number', tag: 'serviceTask', name: 'Protocollo', x: 590, y: 80, width: 110, height: 80 },
  { id: 'send', tag: 'sendTask', name: 'Invio ai destinatari', x: 760, y: 80, width: 110, height: 80 },
  { id: 'end', tag: 'endEvent', name: 'Consegnata', x: 930, y: 102, width: 36, height: 36 },
];

const flows = boxes.slice(1).map((box, place) => ({ id: `f${place}`, from: boxes[place] ?? box, to: box }));

const shape = (box: Box): string =>
  `<bpmndi:BPMNShape id="${box.id}_di" bpmnElement="${box.id}"><dc:Bounds x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"/></bpmndi:BPMNShape>`;

const edge = ({ id, from, to }: (typeof flows)[number]): string =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${from.x + from.width}" y="120"/><di:waypoint x="${to.x}" y="120"/></bpmndi:BPMNEdge>`;

/** A route with its drawing, as the server answers it. */
export const routeXml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="https://libro-firma.it">
<process id="nota" isExecutable="true">
${boxes.map((box) => `<${box.tag} id="${box.id}" name="${box.name}"/>`).join('\n')}
${flows.map(({ id, from, to }) => `<sequenceFlow id="${id}" sourceRef="${from.id}" targetRef="${to.id}"/>`).join('\n')}
</process>
<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="nota">
${boxes.map(shape).join('\n')}
${flows.map(edge).join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
