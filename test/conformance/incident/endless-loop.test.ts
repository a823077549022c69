import { expect } from 'chai';
import { bpmn } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

describe('a diagram that loops without ever waiting', () => {
  const diagram = bpmn(
    `<startEvent id="start"/><exclusiveGateway id="again"/><task id="work"/><exclusiveGateway id="done" default="done_again"/><endEvent id="end"/>`,
    `start -> again -> work -> done -> again
     done -> end [=stop = true]`,
  );

  scenario('is an incident, not a hang', { diagrams: [diagram] }, async (play) => {
    await play.start({ stop: false });
    const codes = await Promise.all(['again', 'work', 'done'].map((element) => play.incident(element)));
    expect(codes).to.include('endless-loop');
  });
});
