import { bpmn } from '../../conformance/support/bpmn.js';

const startable = `<extensionElements><lf:properties><lf:property name="startableBy" value="role:drafter@*"/></lf:properties></extensionElements>`;

const withBundle = `<startEvent id="start"><extensionElements><lf:userTaskForm>{"fields": [
  {"key": "bundle", "label": "Documenti", "kind": "documents.bundle", "required": true}
]}</lf:userTaskForm></extensionElements></startEvent>`;

const forDirectors = '<lf:assignmentDefinition candidateGroups="role:director@gare, role:director@infrastrutture"/>';

/** One task that two directors may do, whoever comes first. */
export const oneForTwo = bpmn(
  `${startable}<startEvent id="start"/><endEvent id="end"/>
   <userTask id="parere" name="Parere"><extensionElements>${forDirectors}</extensionElements></userTask>`,
  'start -> parere -> end',
  { id: 'prova-parere' },
);

/** A signature that either of two directors may put. */
export const signatureByEither = bpmn(
  `${startable}${withBundle}<exclusiveGateway id="esito" default="esito_fine"/><endEvent id="fine"/><endEvent id="respinta"/>
   <userTask id="firma" name="Firma"><extensionElements>
     <lf:taskDefinition type="signing.signature:1"/>${forDirectors}
     <lf:ioMapping><lf:input source="=bundle" target="bundle"/></lf:ioMapping>
   </extensionElements></userTask>`,
  `start -> firma -> esito -> fine
   esito -> respinta [=outcome = "rejected"]`,
  { id: 'prova-firma' },
);

/** An act that is not signed and takes its number at once. */
export const numberAtOnce = bpmn(
  `${startable}${withBundle}<endEvent id="end"/>
   <serviceTask id="numero" name="Protocolla"><extensionElements>
     <lf:taskDefinition type="protocol.register:1"/>
     <lf:taskHeaders>
       <lf:header key="direction" value="internal"/><lf:header key="classification" value="VI.5"/>
       <lf:header key="subject" value="Promemoria"/><lf:header key="office" value="gare"/>
       <lf:header key="register" value="protocollo-generale"/><lf:header key="requireSignature" value="false"/>
     </lf:taskHeaders>
     <lf:ioMapping><lf:input source="=bundle" target="bundle"/></lf:ioMapping>
   </extensionElements></serviceTask>`,
  'start -> numero -> end',
  { id: 'prova-numero' },
);
