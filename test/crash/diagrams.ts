import { bpmn, escape, serviceTask, timer, userTask } from '../conformance/support/bpmn.js';

const collecting = (list: string, item: string, output: string, into: string): string =>
  `<multiInstanceLoopCharacteristics><extensionElements><lf:loopCharacteristics inputCollection="=${list}"
     inputElement="${item}" outputCollection="${into}" outputElement="=${output}"/></extensionElements></multiInstanceLoopCharacteristics>`;

const repeated = (activity: string, tag: string, loop: string): string =>
  activity.replace(`</${tag}>`, `${loop}</${tag}>`);

/**
 * Four branches at once: three people sign under a reminder; a service has its effect outside and one in the database; a
 * timer, then a message; a called process. When all are there, five jobs whose results are collected.
 */
const main = bpmn(
  `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/>
   ${repeated(
     userTask('sign').replace(
       '<lf:assignmentDefinition',
       '<lf:taskDefinition type="test.sign:1"/><lf:assignmentDefinition',
     ),
     'userTask',
     collecting('signers', 'signer', escape('signer + ": " + outcome'), 'signed'),
   )}
   <boundaryEvent id="late" attachedToRef="sign" cancelActivity="false">${timer('Duration', 'PT0.2S')}</boundaryEvent>
   ${serviceTask('remind', 'test.send:1')}<endEvent id="reminded"/>
   ${serviceTask('send', 'test.send:1')}
   <intermediateCatchEvent id="pause">${timer('Duration', 'PT0.3S')}</intermediateCatchEvent>
   <intermediateCatchEvent id="hear"><messageEventDefinition messageRef="receipt"/></intermediateCatchEvent>
   <callActivity id="call"><extensionElements><lf:calledElement processId="part"/></extensionElements></callActivity>
   ${repeated(
     serviceTask('weigh', 'test.weigh:1', '<lf:ioMapping><lf:input source="=n" target="n"/></lf:ioMapping>'),
     'serviceTask',
     collecting('list', 'n', 'kg', 'weights'),
   )}
   <endEvent id="end"/>`,
  `start -> fork -> sign -> join -> weigh -> end
   late -> remind -> reminded
   fork -> send -> join
   fork -> pause -> hear -> join
   fork -> call -> join`,
  {
    definitions: `<message id="receipt" name="receipt"><extensionElements><lf:subscription correlationKey="=case.id"/></extensionElements></message>`,
  },
);

const part = bpmn(
  `<startEvent id="in"/>${serviceTask('prepare', 'test.send:1')}${userTask('look')}<endEvent id="out"/>`,
  'in -> prepare -> look -> out',
  { id: 'part' },
);

export const diagrams: readonly string[] = [part, main];
