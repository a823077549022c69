import type { LocalStep } from '@libro-firma/engine';
import { completed, failed, waiting, type Job } from '@libro-firma/engine/plugin';
import { bpmn, escape, inside, serviceTask, timer, userTask } from '../conformance/support/bpmn.js';
import { testStep } from '../conformance/support/player.js';
import type { GoldenHouse } from './house.js';

/** One way in which a case can stand when it is saved; each shape of row and state occurs in one of them. */
export interface GoldenCase {
  readonly diagrams: readonly string[];
  readonly variables: Readonly<Record<string, never | string | number | boolean | readonly (string | number)[]>>;
  /** From its start to where it is saved. */
  readonly until: (house: GoldenHouse, caseId: string) => Promise<void>;
}

export const steps: readonly LocalStep[] = [
  {
    manifest: testStep('test.ask:1'),
    handler: { execute: async ({ instanceId }: Job) => waiting(`asked ${instanceId}`) },
  },
  {
    manifest: testStep('test.send:1'),
    handler: {
      execute: async ({ attempt }: Job) => (attempt === 1 ? failed('test.away', 'away') : completed({ sent: true })),
    },
  },
  {
    manifest: testStep('test.check:1'),
    handler: {
      execute: async ({ input }: Job) =>
        input['ok'] === true ? completed({ checked: true }) : failed('test.wrong', 'not in order', false),
    },
  },
  {
    manifest: testStep('test.double:1'),
    handler: { execute: async ({ input }: Job) => completed({ twice: Number(input['n']) * 2 }) },
  },
];

const repeated = (activity: string, tag: string, attributes: string, loop: string): string =>
  activity.replace(
    `</${tag}>`,
    `<multiInstanceLoopCharacteristics ${attributes}><extensionElements><lf:loopCharacteristics ${loop}/></extensionElements></multiInstanceLoopCharacteristics></${tag}>`,
  );

const message = (name: string): string =>
  `<message id="${name}" name="${name}"><extensionElements><lf:subscription correlationKey="=case.id"/></extensionElements></message>`;

const signing = bpmn(
  `<startEvent id="start"/>${repeated(
    userTask('sign'),
    'userTask',
    '',
    `inputCollection="=signers" inputElement="signer" outputCollection="signed" outputElement="${escape('=signer + outcome')}"`,
  )}<boundaryEvent id="late" attachedToRef="sign" cancelActivity="false">${timer('Cycle', 'R3/P7D')}</boundaryEvent>
   ${repeated(userTask('read'), 'userTask', 'isSequential="true"', 'inputCollection="=signers" inputElement="reader"')}
   <task id="remind"/><endEvent id="end"/><endEvent id="reminded"/>`,
  'start -> sign -> read -> end; late -> remind -> reminded',
);

const outside = bpmn(
  `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/>
   ${serviceTask('ask', 'test.ask:1')}${serviceTask('send', 'test.send:1')}
   <subProcess id="part">${inside(
     `<startEvent id="in"/>${serviceTask('check', 'test.check:1', '<lf:ioMapping><lf:input source="=ok" target="ok"/></lf:ioMapping>')}<endEvent id="out"/>`,
     'in -> check -> out',
   )}</subProcess>
   <intermediateCatchEvent id="hear"><messageEventDefinition messageRef="receipt"/></intermediateCatchEvent>
   <intermediateCatchEvent id="pause">${timer('Duration', 'P3D')}</intermediateCatchEvent>
   <inclusiveGateway id="some" default="some_none"/><task id="none"/><task id="more"/><inclusiveGateway id="all"/>
   <endEvent id="end"/>`,
  `start -> fork -> ask -> join -> some -> none -> all -> end
   some -> more [=ok = true]
   more -> all
   fork -> send -> join
   fork -> part -> join
   fork -> hear -> join
   fork -> pause -> join`,
  { definitions: message('receipt') },
);

const calling = bpmn(
  `<startEvent id="start"/><callActivity id="call"><extensionElements><lf:calledElement processId="part"/></extensionElements></callActivity><endEvent id="end"/>`,
  'start -> call -> end',
);
const called = bpmn(`<startEvent id="in"/>${userTask('look')}<endEvent id="out"/>`, 'in -> look -> out', {
  id: 'part',
});

const doubling = bpmn(
  `<startEvent id="start"/>${repeated(
    serviceTask('double', 'test.double:1', '<lf:ioMapping><lf:input source="=n" target="n"/></lf:ioMapping>'),
    'serviceTask',
    '',
    'inputCollection="=list" inputElement="n" outputCollection="doubled" outputElement="=twice"',
  )}<endEvent id="end"/>`,
  'start -> double -> end',
);

export const cases: Readonly<Record<string, GoldenCase>> = {
  /** Some have signed, one has taken a task, a reminder has been sent and the next one is set. */
  signing: {
    diagrams: [signing],
    variables: { signers: ['a', 'b', 'c'] },
    until: async (house, caseId) => {
      await house.complete(caseId, 'sign');
      await house.claim(caseId, 'sign');
      house.clock.advance('8d');
      await house.engine.settle();
    },
  },
  /** One after the other: the second is reading. */
  reading: {
    diagrams: [signing],
    variables: { signers: ['a', 'b', 'c'] },
    until: async (house, caseId) => {
      for (const element of ['sign', 'sign', 'sign', 'read']) await house.complete(caseId, element);
    },
  },
  /** An answer from outside, another attempt, somebody's help, a message and a date are waited for. */
  outside: { diagrams: [outside], variables: { ok: false }, until: async (house) => house.engine.settle() },
  /** A called process is under way. */
  calling: {
    diagrams: [called, calling],
    variables: {},
    until: async (house) => house.engine.settle(),
  },
  /** The jobs of the first two hundred items are there, the others wait for their turn. */
  repeated: {
    diagrams: [doubling],
    variables: { list: Array.from({ length: 203 }, (_, n) => n) },
    until: async () => undefined,
  },
};
