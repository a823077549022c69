import { expect } from 'chai';
import { bpmn, inside, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.5.6. */
describe('a terminate end event', () => {
  const process = bpmn(
    `<startEvent id="start"/><parallelGateway id="split"/>${userTask('a')}${userTask('b')}
     <endEvent id="stop"><terminateEventDefinition/></endEvent><endEvent id="end"/>`,
    `start -> split -> a -> stop
     split -> b -> end`,
  );

  scenario('ends the whole process and takes open tasks away', { diagrams: [process] }, async (play) => {
    await play.start();
    await play.complete('a');
    expect(await play.state()).to.equal('terminated');
    expect(await play.tasks()).to.deep.equal([]);
  });

  const inner = bpmn(
    `<startEvent id="start"/><subProcess id="sub">${inside(
      `<startEvent id="in"/><parallelGateway id="split"/>${userTask('a')}${userTask('b')}
       <endEvent id="stop"><terminateEventDefinition/></endEvent><endEvent id="out"/>`,
      `in -> split -> a -> stop
       split -> b -> out`,
    )}</subProcess>${userTask('after')}<endEvent id="end"/>`,
    'start -> sub -> after -> end',
  );

  scenario('in a sub-process ends only that, and the process goes on', { diagrams: [inner] }, async (play) => {
    await play.start();
    await play.complete('a');
    expect(await play.tasks()).to.deep.equal(['after']);
  });
});
