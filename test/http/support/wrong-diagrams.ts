import { bpmn } from '../../conformance/support/bpmn.js';

const initialled = (id: string): string =>
  `<userTask id="${id}" name="Passo ${id}"><extensionElements>
     <lf:assignmentDefinition candidateGroups="book:lf-gare:initials"/>
   </extensionElements></userTask>`;

/** Two tasks at once for whoever initials; after `due` the case ends, and `uno` with it. */
export const twoTasks = bpmn(
  `<extensionElements><lf:properties><lf:property name="startableBy" value="role:drafter@*"/></lf:properties></extensionElements>
   <startEvent id="start"/><parallelGateway id="split"/>${initialled('uno')}${initialled('due')}
   <endEvent id="one"/><endEvent id="stop"><terminateEventDefinition/></endEvent>`,
  `start -> split -> uno -> one
   split -> due -> stop`,
  { id: 'prova-attivita' },
);

export const plain = (inner: string, flows = 'start -> end'): string =>
  bpmn(`<startEvent id="start"/>${inner}<endEvent id="end"/>`, flows, { id: 'prova-errata' });

/** Takes a number without saying under which classification, which the step's form asks for. */
const unclassified = `<serviceTask id="numero" name="Protocolla"><extensionElements>
  <lf:taskDefinition type="protocol.register:1"/>
  <lf:ioMapping><lf:input source="=titolo" target="subject"/></lf:ioMapping>
</extensionElements></serviceTask>`;

interface WrongDiagram {
  readonly what: string;
  readonly bytes: string;
  readonly code: string;
  /** Where the problem is shown. */
  readonly element?: string;
  readonly says: RegExp;
}

export const wrongDiagrams: readonly WrongDiagram[] = [
  {
    what: 'that is no XML',
    bytes: 'Caro collega, ecco il diagramma',
    code: 'xml-invalid',
    says: /non è un diagramma BPMN/,
  },
  { what: 'that is cut off', bytes: plain('').slice(0, 300), code: 'xml-invalid', says: /non è un diagramma BPMN/ },
  {
    what: 'of another kind of XML',
    bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    code: 'xml-invalid',
    says: /non è un diagramma BPMN/,
  },
  {
    what: 'with a DOCTYPE',
    bytes: `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${plain('')}`,
    code: 'xml-doctype',
    says: /DOCTYPE.*rimuovila/,
  },
  {
    what: 'with an unknown element',
    bytes: plain('<teleport id="salto" name="Salto"/>'),
    code: 'xml-unknown',
    says: /qualcosa che BPMN 2\.0 non ha/,
  },
  {
    what: 'with an element that is not executed',
    bytes: plain('<transaction id="blocco" name="Tutto o nulla"/>', 'start -> blocco -> end'),
    code: 'unsupported-element',
    element: 'blocco',
    says: /transaction|transazione/i,
  },
  {
    what: 'with a step whose required field is missing',
    bytes: plain(unclassified, 'start -> numero -> end'),
    code: 'config-invalid',
    element: 'numero',
    says: /Il passo «Protocollazione» richiede il campo «[^»]+», che non è compilato/,
  },
];
