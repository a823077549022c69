const form = (fields: readonly object[]): string => {
  const json = JSON.stringify({ fields }).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<extensionElements><lf:userTaskForm>${json}</lf:userTaskForm></extensionElements>`;
};

const bundle = { key: 'bundle', label: 'Plico', kind: 'documents.bundle', required: true };
const correction = { key: 'bundle', label: 'Documenti corretti', kind: 'documents.correction', required: true };

/** Start with a bundle, one correction by the requester. */
export const correctionProcess = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="test">
  <process id="correction" name="Correzione" isExecutable="true">
    <extensionElements><lf:properties><lf:property name="startableBy" value="person:p-0001"/></lf:properties></extensionElements>
    <startEvent id="start">${form([bundle])}</startEvent>
    <sequenceFlow id="f1" sourceRef="start" targetRef="correct"/>
    <userTask id="correct" name="Correggi"><extensionElements>
      <lf:assignmentDefinition candidateGroups="person:p-0001"/>
      <lf:userTaskForm>${JSON.stringify({ fields: [correction] })}</lf:userTaskForm>
    </extensionElements></userTask>
    <sequenceFlow id="f2" sourceRef="correct" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>`;

/** Start with subject and text, the letter, then a task in which it can be looked at. */
export const letterProcess = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="test">
  <process id="letter" name="Lettera" isExecutable="true">
    <extensionElements><lf:properties><lf:property name="startableBy" value="person:p-0001"/></lf:properties></extensionElements>
    <startEvent id="start">${form([
      { key: 'subject', label: 'Oggetto', kind: 'text', required: true },
      { key: 'body', label: 'Testo', kind: 'longText', required: true },
      { key: 'office', label: 'Ufficio', kind: 'text' },
    ])}</startEvent>
    <sequenceFlow id="f1" sourceRef="start" targetRef="compose"/>
    <serviceTask id="compose" name="Componi la lettera"><extensionElements>
      <lf:taskDefinition type="documents.letter:1"/>
      <lf:taskHeaders>
        <lf:header key="place" value="Palermo"/>
        <lf:header key="office" value="=office"/>
        <lf:header key="name" value="Comunicazione"/>
        <lf:header key="signers" value="[{&quot;title&quot;:&quot;Il Responsabile&quot;,&quot;name&quot;:&quot;Ada Rossi&quot;},{&quot;title&quot;:&quot;Il Dirigente&quot;}]"/>
      </lf:taskHeaders>
      <lf:ioMapping>
        <lf:input source="=subject" target="subject"/>
        <lf:input source="=body" target="body"/>
        <lf:input source="=[{name: &quot;Ditta Verdi S.r.l.&quot;, address: &quot;Via Libertà 1&quot;}]" target="recipients"/>
      </lf:ioMapping>
    </extensionElements></serviceTask>
    <sequenceFlow id="f2" sourceRef="compose" targetRef="look"/>
    <userTask id="look" name="Rileggi"><extensionElements>
      <lf:assignmentDefinition candidateGroups="person:p-0001"/>
    </extensionElements></userTask>
    <sequenceFlow id="f3" sourceRef="look" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>`;
