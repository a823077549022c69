import { expect } from 'chai';
import { bpmn, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.4.1. */
describe('a parallel gateway', () => {
  const diagram = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/>${userTask('technical')}${userTask('accounting')}
     <parallelGateway id="join"/>${userTask('sign')}<endEvent id="end"/>`,
    `start -> split -> technical -> join -> sign -> end
     split -> accounting -> join`,
  );

  scenario('splits into one token for each flow, and waits for all of them', { diagrams: [diagram] }, async (play) => {
    await play.start();
    expect(await play.tasks()).to.deep.equal(['accounting', 'technical']);
    await play.complete('technical');
    expect(await play.tasks()).to.deep.equal(['accounting']);
    await play.complete('accounting');
    expect(await play.trace()).to.deep.equal(['start', 'split', 'technical', 'accounting', 'join', 'join', 'sign']);
  });

  const loop = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/><exclusiveGateway id="again"/>
     ${userTask('slow')}${userTask('quick')}<exclusiveGateway id="done" default="done_join"/>
     <parallelGateway id="join"/>${userTask('after')}<endEvent id="end"/>`,
    `start -> split -> slow -> join -> after -> end
     split -> again -> quick -> done -> join
     done -> again [=outcome = "again"]`,
  );

  scenario('waits for a branch that loops before it arrives', { diagrams: [loop] }, async (play) => {
    await play.start();
    await play.complete('quick', { outcome: 'again' });
    await play.complete('slow', { outcome: 'ok' });
    expect(await play.tasks()).to.deep.equal(['quick']);
    await play.complete('quick', { outcome: 'ok' });
    expect(await play.tasks()).to.deep.equal(['after']);
  });

  const surplus = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/><task id="one"/><task id="two"/><exclusiveGateway id="merge"/>
     ${userTask('other')}<parallelGateway id="join"/>${userTask('after')}<endEvent id="end"/>`,
    `start -> split -> one -> merge -> join -> after -> end
     split -> two -> merge
     split -> other -> join`,
  );

  scenario('consumes exactly one token of each flow; a surplus one waits on', { diagrams: [surplus] }, async (play) => {
    await play.start();
    await play.complete('other');
    expect(await play.tasks()).to.deep.equal(['after']);
    await play.complete('after');
    expect(await play.state()).to.equal('running');
    await play.cancel();
    expect(await play.state()).to.equal('cancelled');
  });
});
