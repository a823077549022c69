import { expect } from 'chai';
import { bpmn, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.4.3. */
describe('an inclusive gateway', () => {
  const diagram = bpmn(
    `<startEvent id="start"/><inclusiveGateway id="which" default="which_plain"/>
     ${userTask('legal')}${userTask('money')}${userTask('plain')}<inclusiveGateway id="join"/>${userTask('sign')}<endEvent id="end"/>`,
    `start -> which
     which -> legal [=legal = true]
     which -> money [=euro > 0]
     which -> plain
     legal -> join
     money -> join
     plain -> join -> sign -> end`,
  );

  scenario('takes every flow whose condition holds and waits for just these', { diagrams: [diagram] }, async (play) => {
    await play.start({ legal: true, euro: 5 });
    expect(await play.tasks()).to.deep.equal(['legal', 'money']);
    await play.complete('money');
    expect(await play.tasks()).to.deep.equal(['legal']);
    await play.complete('legal');
    expect(await play.tasks()).to.deep.equal(['sign']);
  });

  scenario('takes the default flow only when no condition holds', { diagrams: [diagram] }, async (play) => {
    await play.start({ legal: false, euro: 0 });
    expect(await play.tasks()).to.deep.equal(['plain']);
    await play.complete('plain');
    expect(await play.tasks()).to.deep.equal(['sign']);
  });

  const late = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/>${userTask('a')}${userTask('b')}
     <exclusiveGateway id="choose" default="choose_end2"/><inclusiveGateway id="join"/>${userTask('after')}<endEvent id="end"/><endEvent id="end2"/>`,
    `start -> split -> a -> join -> after -> end
     split -> b -> choose -> end2
     choose -> join [=outcome = "join"]`,
  );

  scenario(
    'waits for a token that can still come, and goes on when it went elsewhere',
    { diagrams: [late] },
    async (play) => {
      await play.start();
      await play.complete('a', { outcome: 'x' });
      expect(await play.tasks()).to.deep.equal(['b']);
      await play.complete('b', { outcome: 'no' });
      expect(await play.tasks()).to.deep.equal(['after']);
    },
  );

  scenario('joins that token when it comes', { diagrams: [late] }, async (play) => {
    await play.start();
    await play.complete('a', { outcome: 'x' });
    await play.complete('b', { outcome: 'join' });
    expect(await play.tasks()).to.deep.equal(['after']);
    await play.complete('after');
    expect(await play.state()).to.equal('completed');
  });

  const loop = bpmn(
    `<startEvent id="start"/><inclusiveGateway id="join"/>${userTask('work')}<exclusiveGateway id="ok" default="ok_end"/><endEvent id="end"/>`,
    `start -> join -> work -> ok -> end
     ok -> join [=outcome = "again"]`,
  );

  scenario('is not held up by a loop that comes back only through itself', { diagrams: [loop] }, async (play) => {
    await play.start();
    expect(await play.tasks()).to.deep.equal(['work']);
    await play.complete('work', { outcome: 'again' });
    expect(await play.tasks()).to.deep.equal(['work']);
    await play.complete('work', { outcome: 'done' });
    expect(await play.state()).to.equal('completed');
  });
});
