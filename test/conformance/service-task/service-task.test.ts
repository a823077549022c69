import { expect } from 'chai';
import { bpmn, serviceTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

describe('a service task', () => {
  const diagram = bpmn(
    `<startEvent id="start"/>${serviceTask(
      'number',
      'test.number:1',
      '<lf:ioMapping><lf:input source="=subject" target="text"/></lf:ioMapping>',
    )}<endEvent id="end"/>`,
    'start -> number -> end',
  );

  scenario(
    'sees what its input mapping gives, and its output becomes variables',
    { diagrams: [diagram], services: { 'test.number:1': (input) => ({ output: { got: input, number: 7 } }) } },
    async (play) => {
      await play.start({ subject: 'Oggetto', secret: 'x' });
      expect(await play.variables()).to.deep.equal({
        subject: 'Oggetto',
        secret: 'x',
        got: { text: 'Oggetto' },
        number: 7,
      });
    },
  );

  scenario(
    'that fails is tried again after a while, at last an incident that a person retries',
    {
      diagrams: [diagram],
      services: { 'test.number:1': (input) => (input['text'] === 'ok' ? { output: {} } : { fail: 'register-down' }) },
    },
    async (play) => {
      await play.start({ subject: 'bad' });
      expect(await play.incident('number')).to.equal(undefined);
      await play.pass('PT1H');
      expect(await play.incident('number')).to.equal('register-down');
      await play.retry('number', { subject: 'ok' });
      expect(await play.state()).to.equal('completed');
    },
  );

  scenario(
    'that cannot be retried is an incident at once; a person may go on behind it with an output',
    { diagrams: [diagram], services: { 'test.number:1': () => ({ fail: 'broken', retryable: false }) } },
    async (play) => {
      await play.start({ subject: 'x' });
      expect(await play.incident('number')).to.equal('broken');
      await play.resolve('number', { number: 12 });
      expect(await play.variable('number')).to.equal(12);
      expect(await play.state()).to.equal('completed');
    },
  );
});
