import { expect } from 'chai';
import { bpmn, inside, timer, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.3.4. */
describe('an embedded sub-process', () => {
  const diagram = bpmn(
    `<startEvent id="start"/><subProcess id="checks"><extensionElements><lf:ioMapping>
       <lf:input source="=subject" target="about"/><lf:output source="=about + &quot;, &quot; + mark" target="result"/></lf:ioMapping></extensionElements>
       ${inside(
         `<startEvent id="in"/>${userTask('look', '<lf:ioMapping><lf:output source="=mark" target="mark"/></lf:ioMapping>')}<endEvent id="out"/>`,
         'in -> look -> out',
       )}</subProcess>
     <boundaryEvent id="late" attachedToRef="checks">${timer('Duration', 'PT1H')}</boundaryEvent>
     ${userTask('after')}${userTask('hurry')}<endEvent id="end"/>`,
    `start -> checks -> after -> end
     late -> hurry -> end`,
  );

  scenario('has variables of its own, and gives back what its mapping says', { diagrams: [diagram] }, async (play) => {
    await play.start({ subject: 'Nota' });
    await play.complete('look', { values: { mark: 'visto' } });
    expect(await play.tasks()).to.deep.equal(['after']);
    expect(await play.variable('result')).to.equal('Nota, visto');
    expect(await play.variable('about')).to.equal(undefined);
  });

  scenario('is taken away as a whole by its boundary event', { diagrams: [diagram] }, async (play) => {
    await play.start({ subject: 'Nota' });
    await play.pass('PT1H');
    expect(await play.tasks()).to.deep.equal(['hurry']);
  });
});
