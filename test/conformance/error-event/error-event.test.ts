import { expect } from 'chai';
import { bpmn, inside, serviceTask, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

const definitions = `<error id="refused" errorCode="refused"/><error id="other" errorCode="other"/>`;
const boundary = (id: string, host: string, error?: string) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}"><errorEventDefinition ${error === undefined ? '' : `errorRef="${error}"`}/></boundaryEvent>`;

/** BPMN 2.0.2, 10.5.3 (thrown), 10.5.4 (always interrupting), 13.5.3 (caught). */
describe('an error event', () => {
  const onTask = bpmn(
    `<startEvent id="start"/>${serviceTask('send', 'test.send:1')}${boundary('caught', 'send', 'refused')}${boundary('any', 'send')}
     ${userTask('repair')}${userTask('call')}<endEvent id="end"/>`,
    `start -> send -> end
     caught -> repair -> end
     any -> call -> end`,
    { definitions },
  );
  const send = (code: string) => ({ 'test.send:1': () => ({ error: code, message: 'no' }) });

  scenario(
    'on the border of a task catches the error with its code',
    { diagrams: [onTask], services: send('refused') },
    async (play) => {
      await play.start();
      expect(await play.trace()).to.deep.equal(['start', 'send', 'caught', 'repair']);
      expect(await play.variable('error')).to.deep.equal({ code: 'refused', message: 'no' });
    },
  );

  scenario(
    'without a code catches every other error',
    { diagrams: [onTask], services: send('whatever') },
    async (play) => {
      await play.start();
      expect(await play.tasks()).to.deep.equal(['call']);
    },
  );

  const thrown = bpmn(
    `<startEvent id="start"/><subProcess id="checks">${inside(
      `<startEvent id="in"/>${userTask('check')}${userTask('beside')}<parallelGateway id="split"/><endEvent id="out"/>
       <endEvent id="fail"><errorEventDefinition errorRef="refused"/></endEvent>`,
      `in -> split -> check -> fail
       split -> beside -> out`,
    )}</subProcess>${boundary('caught', 'checks', 'refused')}${userTask('repair')}<endEvent id="end"/>`,
    `start -> checks -> end
     caught -> repair -> end`,
    { definitions },
  );

  scenario('thrown at the end of a sub-process takes the whole of it away', { diagrams: [thrown] }, async (play) => {
    await play.start();
    expect(await play.tasks()).to.deep.equal(['beside', 'check']);
    await play.complete('check');
    expect(await play.tasks()).to.deep.equal(['repair']);
    await play.complete('repair');
    expect(await play.state()).to.equal('completed');
  });

  const uncaught = bpmn(
    `<startEvent id="start"/>${serviceTask('send', 'test.send:1')}${boundary('caught', 'send', 'other')}<endEvent id="end"/><endEvent id="end2"/>`,
    `start -> send -> end
     caught -> end2`,
    { definitions },
  );

  scenario(
    'that nobody catches is an incident where it was thrown',
    { diagrams: [uncaught], services: send('refused') },
    async (play) => {
      await play.start();
      expect(await play.incident('send')).to.equal('uncaught-error');
      expect(await play.state()).to.equal('running');
    },
  );
});
