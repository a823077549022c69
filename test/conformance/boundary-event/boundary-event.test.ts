import { expect } from 'chai';
import { bpmn, timer, userTask } from '../support/bpmn.js';
import { rejects, scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.5.3. */
describe('a boundary event', () => {
  const deadline = bpmn(
    `<startEvent id="start"/>${userTask('sign')}<boundaryEvent id="late" attachedToRef="sign">${timer('Duration', 'P3D')}</boundaryEvent>
     ${userTask('substitute')}<endEvent id="end"/>`,
    `start -> sign -> end
     late -> substitute -> end`,
  );

  scenario('that interrupts takes the task away and goes its own way', { diagrams: [deadline] }, async (play) => {
    await play.start();
    await play.pass('P3D');
    expect(await play.tasks()).to.deep.equal(['substitute']);
    await rejects(play.complete('sign'), 'nothing open');
    await play.complete('substitute');
    expect(await play.trace()).to.deep.equal(['start', 'sign', 'late', 'substitute', 'end']);
  });

  scenario('is disarmed when the task is done in time', { diagrams: [deadline] }, async (play) => {
    await play.start();
    await play.complete('sign');
    await play.pass('P9D');
    expect(await play.state()).to.equal('completed');
  });

  const warning = bpmn(
    `<startEvent id="start"/>${userTask('publish')}<boundaryEvent id="warn" attachedToRef="publish" cancelActivity="false">${timer('Cycle', 'R3/P1D')}</boundaryEvent>
     ${userTask('remind')}<endEvent id="end"/><endEvent id="end2"/>`,
    `start -> publish -> end
     warn -> remind -> end2`,
  );

  scenario(
    'that does not interrupt leaves the task open, as often as its cycle says',
    { diagrams: [warning] },
    async (play) => {
      await play.start();
      await play.pass('P1D');
      expect(await play.tasks()).to.deep.equal(['publish', 'remind']);
      await play.pass('P5D');
      expect(await play.tasks()).to.deep.equal(['publish', 'remind', 'remind', 'remind']);
      await play.complete('publish');
      for (let n = 0; n < 3; n += 1) await play.complete('remind');
      expect(await play.state()).to.equal('completed');
    },
  );

  const recall = bpmn(
    `<startEvent id="start"/>${userTask('sign')}
     <boundaryEvent id="recalled" attachedToRef="sign"><messageEventDefinition messageRef="recall"/></boundaryEvent>
     ${userTask('correct')}<endEvent id="end"/>`,
    `start -> sign -> end
     recalled -> correct -> end`,
    {
      definitions:
        '<message id="recall" name="recall"><extensionElements><lf:subscription correlationKey="=case.id"/></extensionElements></message>',
    },
  );

  scenario('with a message', { diagrams: [recall] }, async (play) => {
    await play.start();
    const { id } = (await play.about()) as { id: string };
    await play.message('recall', id, { why: 'typo' });
    expect(await play.tasks()).to.deep.equal(['correct']);
    expect(await play.variable('why')).to.equal('typo');
  });
});
