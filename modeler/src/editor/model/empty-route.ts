import type { EmptyRoute } from '../contract.js';

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);

/** XML ids are NCNames (XML 1.0, 2.3; Namespaces, 3). */
const ID = /^[A-Za-z_][\w.-]*$/;

/** A process with its beginning, which any redactor of the sector may start once steps follow. */
export const emptyRoute: EmptyRoute = ({ id, name, sector }) => {
  if (!ID.test(id))
    throw new Error(`a process id begins with a letter and has letters, digits, "-", "." and "_": ${id}`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="definitions_${id}" targetNamespace="https://libro-firma.it/iter">
  <process id="${id}" name="${escape(name)}" isExecutable="true">
    <extensionElements>
      <lf:properties>
        <lf:property name="startableBy" value="role:drafter@*" />
        <lf:property name="sector" value="${escape(sector)}" />
      </lf:properties>
    </extensionElements>
    <startEvent id="richiesta" name="Richiesta" />
  </process>
  <bpmndi:BPMNDiagram id="diagram_${id}">
    <bpmndi:BPMNPlane id="plane_${id}" bpmnElement="${id}">
      <bpmndi:BPMNShape id="richiesta_di" bpmnElement="richiesta">
        <dc:Bounds x="182" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="174" y="205" width="52" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`;
};
