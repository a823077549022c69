import { expect } from 'chai';
import type { Event, State } from '../../../engine/src/core/index.js';
import { bpmn, escape, inside, serviceTask, timer, userTask } from '../support/bpmn.js';
import { PurePlayer } from '../support/pure-player.js';
import { expectTrueHistory } from '../support/true-history.js';

/** Sub-process, boundary timer, multi-instance that collects, incident, mapping: most kinds of events in one case. */
const rich = bpmn(
  `<startEvent id="start"/><parallelGateway id="fork"/>
   <subProcess id="part">${inside(`<startEvent id="in"/>${userTask('look')}<endEvent id="out"/>`, 'in -> look -> out')}</subProcess>
   <boundaryEvent id="late" attachedToRef="part" cancelActivity="false">${timer('Cycle', 'R2/P1D')}</boundaryEvent>
   <task id="remind"/>
   ${serviceTask('weigh', 'test.weigh:1')}
   ${userTask('sign').replace(
     '</userTask>',
     `<multiInstanceLoopCharacteristics isSequential="true"><extensionElements><lf:loopCharacteristics
        inputCollection="=signers" inputElement="signer" outputCollection="signed" outputElement="${escape('=signer + outcome')}"/>
      </extensionElements></multiInstanceLoopCharacteristics></userTask>`,
   )}
   <parallelGateway id="join"/><endEvent id="end"/><endEvent id="done"/>`,
  `start -> fork -> part -> join -> end
   fork -> weigh -> sign -> join
   late -> remind -> done`,
);

/** What stands in the history for people, and is no part of the state. */
const FOR_PEOPLE: ReadonlySet<Event['type']> = new Set(['taskAssigned', 'taskCompleted']);

describe('the history of a case', () => {
  it('leaves no kind of event out: a fold that forgot one would be found out', async () => {
    let weighed = 0;
    const weigh = () =>
      (weighed += 1) === 1 ? ({ fail: 'broken', retryable: false } as const) : { output: { kg: 3 } };
    const player = await PurePlayer.open({ diagrams: [rich], services: { 'test.weigh:1': weigh } });
    await player.start({ signers: ['a', 'b'] });
    await player.pass('P1D');
    await player.retry('weigh', { scale: 'new' });
    await player.claim('sign', 'worker');
    await player.complete('sign', { outcome: '!' });
    await player.complete('sign', { outcome: '?' });
    await player.complete('look');
    expect(await player.variable('signed')).to.deep.equal(['a!', 'b?']);
    expect(await player.state()).to.equal('completed');

    const { journal, states } = player.history();
    const kinds = new Set(journal.flat().map(({ type }) => type));
    for (const forgotten of kinds) {
      const wrong = states.filter((state, rev) => {
        const kept = journal.slice(0, rev + 1).map((events) => events.filter(({ type }) => type !== forgotten));
        return !isTrue(kept, state);
      });
      expect(wrong.length > 0, forgotten).to.equal(!FOR_PEOPLE.has(forgotten));
    }
    expect(states.every((state, rev) => isTrue(journal.slice(0, rev + 1), state))).to.equal(true);
    expect([...kinds].sort()).to.deep.equal([
      'changed',
      'entered',
      'incidentClosed',
      'incidentOpened',
      'instanceEnded',
      'instanceStarted',
      'iterationDone',
      'left',
      'multiChanged',
      'scopeClosed',
      'scopeOpened',
      'taskAssigned',
      'taskCompleted',
      'variablesSet',
    ]);
  });
});

const isTrue = (journal: readonly (readonly Event[])[], state: State): boolean => {
  try {
    expectTrueHistory(journal, state);
    return true;
  } catch {
    return false;
  }
};
