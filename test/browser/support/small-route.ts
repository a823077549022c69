import type { HttpPeople } from '../../support/http-people.js';

/** What follows each request in a small route: a task of the registry, called so. */
export const ANSWER = 'Risposta dell’ufficio';

const body = `<startEvent id="richiesta" name="Richiesta" />
    <sequenceFlow id="f1" sourceRef="richiesta" targetRef="risposta" />
    <userTask id="risposta" name="${ANSWER}">
      <extensionElements><lf:assignmentDefinition candidateGroups="role:registry@gare" /></extensionElements>
    </userTask>
    <sequenceFlow id="f2" sourceRef="risposta" targetRef="fine" />
    <endEvent id="fine" name="Evasa" />`;

const shape = (id: string, x: number, y: number, width: number, height: number): string =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;

const edge = (id: string, from: number, to: number): string =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${from}" y="180" /><di:waypoint x="${to}" y="180" /></bpmndi:BPMNEdge>`;

const drawn = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="urn:test">
  <process id="iter" name="Iter" isExecutable="true">
    <extensionElements>
      <lf:properties>
        <lf:property name="startableBy" value="role:drafter@*" />
        <lf:property name="sector" value="*" />
      </lf:properties>
    </extensionElements>
    ${body}
  </process>
  <bpmndi:BPMNDiagram id="diagramma">
    <bpmndi:BPMNPlane id="piano" bpmnElement="iter">
      ${shape('richiesta', 182, 162, 36, 36)}
      ${shape('risposta', 280, 140, 100, 80)}
      ${shape('fine', 440, 162, 36, 36)}
      ${edge('f1', 218, 280)}
      ${edge('f2', 380, 440)}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`;

export interface SmallRoute {
  readonly id: string;
  readonly rev: number;
}

/** A route of one task, as the analyst's draft. */
export const smallRoute = async (people: HttpPeople, name: string): Promise<SmallRoute> => {
  const body = { name, sector: '*', from: { xml: drawn } };
  return (await people.want('analista', 'POST', 'routes', { body })) as unknown as SmallRoute;
};

/** The same, published as version 1. */
export const publishedRoute = async (people: HttpPeople, name: string): Promise<string> => {
  const { id, rev } = await smallRoute(people, name);
  await people.want('analista', 'POST', `routes/${id}/publish`, { body: { rev, reason: 'Prima versione.' } });
  return id;
};

/** A case of a route that asks for nothing but a title. */
export const startedCase = async (people: HttpPeople, processId: string, title: string): Promise<string> =>
  String((await people.want('richiedente', 'POST', 'cases', { body: { processId, title } }))['caseId']);
