import { expect } from 'chai';
import { bpmn, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

const definitions = `<message id="receipt" name="receipt"><extensionElements>
  <lf:subscription correlationKey="=mail.id"/></extensionElements></message>`;

/** BPMN 2.0.2, 10.5.5 Message. */
describe('a message event', () => {
  const catching = bpmn(
    `<startEvent id="start"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="receipt"/></intermediateCatchEvent>
     ${userTask('after')}<endEvent id="end"/>`,
    'start -> wait -> after -> end',
    { definitions },
  );

  scenario('takes the message with its name and key, and its variables', { diagrams: [catching] }, async (play) => {
    await play.start({ mail: { id: 'm-1' } });
    await play.message('receipt', 'm-2');
    await play.message('other', 'm-1');
    expect(await play.tasks()).to.deep.equal([]);
    await play.message('receipt', 'm-1', { accepted: true });
    expect(await play.tasks()).to.deep.equal(['after']);
    expect(await play.variable('accepted')).to.equal(true);
  });

  const receiving = bpmn(
    `<startEvent id="start"/><receiveTask id="wait" messageRef="receipt"/><endEvent id="end"/>`,
    'start -> wait -> end',
    { definitions },
  );

  scenario('a receive task does the same', { diagrams: [receiving] }, async (play) => {
    await play.start({ mail: { id: 7 } });
    await play.message('receipt', '7');
    expect(await play.state()).to.equal('completed');
  });

  const throwing = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/>
     <receiveTask id="wait" messageRef="receipt"/>${userTask('go')}
     <intermediateThrowEvent id="tell"><extensionElements><lf:ioMapping><lf:input source="=&quot;hello&quot;" target="greeting"/></lf:ioMapping></extensionElements>
       <messageEventDefinition messageRef="receipt"/></intermediateThrowEvent>
     <endEvent id="end"/><endEvent id="end2"/>`,
    `start -> split -> wait -> end
     split -> go -> tell -> end2`,
    { definitions },
  );

  scenario('a throwing one reaches whoever waits for it', { diagrams: [throwing] }, async (play) => {
    await play.start({ mail: { id: 'm-1' } });
    await play.complete('go');
    expect(await play.state()).to.equal('completed');
    expect(await play.variable('greeting')).to.equal('hello');
  });
});
