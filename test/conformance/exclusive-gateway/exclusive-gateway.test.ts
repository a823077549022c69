import { expect } from 'chai';
import { bpmn, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.4.2: exactly one outgoing flow, the first whose condition is true, else the default flow. */
describe('an exclusive gateway', () => {
  const diagram = bpmn(
    `<startEvent id="start"/><exclusiveGateway id="amount" default="amount_small"/>
     ${userTask('small')}${userTask('middle')}${userTask('large')}<endEvent id="end"/>`,
    `start -> amount
     amount -> large [=euro >= 40000]
     amount -> middle [=euro >= 5000]
     amount -> small
     small -> end
     middle -> end
     large -> end`,
  );

  scenario(
    'takes the first flow whose condition holds, in the order of the diagram',
    { diagrams: [diagram] },
    async (play) => {
      await play.start({ euro: 50_000 });
      expect(await play.trace()).to.deep.equal(['start', 'amount', 'large']);
    },
  );

  scenario('takes the default flow when no condition holds', { diagrams: [diagram] }, async (play) => {
    await play.start({ euro: 10 });
    expect(await play.trace()).to.deep.equal(['start', 'amount', 'small']);
    await play.complete('small');
    expect(await play.state()).to.equal('completed');
  });

  const strict = bpmn(
    `<startEvent id="start"/><exclusiveGateway id="answer"/>${userTask('yes')}${userTask('no')}<endEvent id="end"/>`,
    `start -> answer
     answer -> yes [=answer = "yes"]
     answer -> no [=answer = "no"]
     yes -> end
     no -> end`,
  );

  scenario(
    'is an incident when nothing holds and there is no default; a corrected variable lets it go on',
    { diagrams: [strict] },
    async (play) => {
      await play.start({ answer: 'perhaps' });
      expect(await play.incident('answer')).to.equal('no-flow');
      await play.retry('answer', { answer: 'no' });
      expect(await play.incident('answer')).to.equal(undefined);
      expect(await play.tasks()).to.deep.equal(['no']);
    },
  );

  scenario('that found no way is not gone past: that would take every way', { diagrams: [strict] }, async (play) => {
    await play.start({ answer: 'perhaps' });
    const refused = await play.resolve('answer', {}).then(
      () => 'gone past',
      (error: Error) => `${(error as { code?: string }).code ?? ''} ${error.message}`,
    );
    expect(refused).to.match(/incident-chooses/);
    expect(await play.incident('answer')).to.equal('no-flow');
    expect(await play.tasks()).to.deep.equal([]);
    await play.retry('answer', { answer: 'yes' });
    expect(await play.tasks()).to.deep.equal(['yes']);
  });

  const merge = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/><task id="again"/><exclusiveGateway id="merge"/>
     ${userTask('each')}<endEvent id="end"/>`,
    `start -> split -> merge -> each -> end
     split -> again -> merge`,
  );

  scenario('merges without waiting: each token goes on by itself', { diagrams: [merge] }, async (play) => {
    await play.start();
    expect(await play.tasks()).to.deep.equal(['each', 'each']);
  });
});
