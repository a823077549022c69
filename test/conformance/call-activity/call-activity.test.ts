import { expect } from 'chai';
import { bpmn, timer, userTask } from '../support/bpmn.js';
import { PurePlayer } from '../support/pure-player.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 13.3.4. */
describe('a call activity', () => {
  const caller = bpmn(
    `<startEvent id="start"/><callActivity id="call"><extensionElements><lf:calledElement processId="dispatch" propagateAllParentVariables="false"/>
       <lf:ioMapping><lf:input source="=subject" target="about"/><lf:output source="=sent" target="result"/></lf:ioMapping></extensionElements></callActivity>
     <boundaryEvent id="refused" attachedToRef="call"><errorEventDefinition errorRef="refusedError"/></boundaryEvent>
     <boundaryEvent id="late" attachedToRef="call">${timer('Duration', 'P5D')}</boundaryEvent>
     ${userTask('repair')}${userTask('hurry')}<endEvent id="end"/>`,
    `start -> call -> end
     refused -> repair -> end
     late -> hurry -> end`,
    { definitions: '<error id="refusedError" errorCode="refused"/>' },
  );
  const called = bpmn(
    `<startEvent id="in"/>${userTask('send')}<exclusiveGateway id="ok" default="ok_out"/><endEvent id="out"/>
     <endEvent id="fail"><errorEventDefinition errorRef="refusedError"/></endEvent>`,
    `in -> send -> ok -> out
     ok -> fail [=outcome = "refused"]`,
    { id: 'dispatch', definitions: '<error id="refusedError" errorCode="refused"/>' },
  );

  scenario(
    'runs the called process as an instance of its own and takes its result',
    { diagrams: [caller, called] },
    async (play) => {
      await play.start({ subject: 'Nota' });
      expect(await play.tasks()).to.deep.equal(['send']);
      await play.complete('send', { outcome: 'ok', values: { sent: 'yes' } });
      expect(await play.state()).to.equal('completed');
      expect(await play.variables()).to.deep.equal({ subject: 'Nota', result: 'yes' });
    },
  );

  scenario('catches an error of the called process', { diagrams: [caller, called] }, async (play) => {
    await play.start({ subject: 'Nota' });
    await play.complete('send', { outcome: 'refused' });
    expect(await play.tasks()).to.deep.equal(['repair']);
  });

  scenario('that is given up takes the called process with it', { diagrams: [caller, called] }, async (play) => {
    await play.start({ subject: 'Nota' });
    await play.pass('P5D');
    expect(await play.tasks()).to.deep.equal(['hurry']);
  });

  scenario('of a process that is not there is an incident', { diagrams: [caller] }, async (play) => {
    await play.start({ subject: 'Nota' });
    expect(await play.incident('call')).to.equal('process-unknown');
  });

  it('that calls its own process without end is an incident a hundred calls down', async () => {
    const endless = bpmn(
      `<startEvent id="start"/><callActivity id="again"><extensionElements><lf:calledElement processId="process"/></extensionElements></callActivity><endEvent id="end"/>`,
      'start -> again -> end',
    );
    const player = await PurePlayer.open({ diagrams: [endless] });
    await player.start();
    expect(await player.incident('again')).to.equal('endless-calls');
    expect(player.count).to.equal(101);
  });
});
