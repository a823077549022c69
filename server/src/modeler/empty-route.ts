import { LF_NAMESPACE, renamedDiagram } from '@libro-firma/engine';

/** A route with nothing but its beginning; it takes its id, name and properties from {@link emptyRoute}. */
const BEGINNING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:lf="${LF_NAMESPACE}" id="definizioni" targetNamespace="https://libro-firma.it/iter">
  <process id="iter" isExecutable="true">
    <startEvent id="richiesta" name="Richiesta" />
  </process>
  <bpmndi:BPMNDiagram id="diagramma">
    <bpmndi:BPMNPlane id="piano" bpmnElement="iter">
      <bpmndi:BPMNShape id="richiesta_di" bpmnElement="richiesta">
        <dc:Bounds x="182" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="155" y="205" width="90" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`;

/** Who may start it until the analyst says otherwise: whoever drafts acts, in any office. */
const STARTABLE_BY = 'role:drafter@*';

/** The XML of a new route. */
export const emptyRoute = (route: {
  readonly id: string;
  readonly name: string;
  readonly sector: string;
}): Promise<string> =>
  renamedDiagram(BEGINNING, {
    id: route.id,
    name: route.name,
    properties: { startableBy: STARTABLE_BY, sector: route.sector },
  });
