import { expect } from 'chai';
import { bpmn, userTask } from '../support/bpmn.js';
import { rejects, scenario } from '../support/scenario.js';

describe('a user task', () => {
  const diagram = bpmn(`<startEvent id="start"/>${userTask('review')}<endEvent id="end"/>`, 'start -> review -> end');

  scenario(
    'is offered, completed once, and its outcome and values become variables',
    { diagrams: [diagram] },
    async (play) => {
      await play.start();
      await play.complete('review', { outcome: 'rejected', reason: 'manca la data', values: { page: 3 } });
      expect(await play.variables()).to.deep.equal({ outcome: 'rejected', reason: 'manca la data', page: 3 });
      expect(await play.state()).to.equal('completed');
    },
  );

  scenario('that one person took cannot be completed or taken by another', { diagrams: [diagram] }, async (play) => {
    await play.start();
    await play.claim('review', 'anna');
    await rejects(play.claim('review', 'bruno'), 'task-taken');
    await rejects(play.complete('review', { actor: 'bruno' }), 'task-taken');
    await play.complete('review', { actor: 'anna' });
    expect(await play.state()).to.equal('completed');
  });

  const nobody = bpmn(
    `<startEvent id="start"/><userTask id="sign"><extensionElements>
       <lf:assignmentDefinition candidateGroups="=[&quot;book:&quot; + book.id + &quot;:signer1&quot;]"/></extensionElements></userTask><endEvent id="end"/>`,
    'start -> sign -> end',
  );

  scenario(
    'whose rule names nobody is an incident, not a task that no one sees',
    { diagrams: [nobody] },
    async (play) => {
      await play.start();
      expect(await play.incident('sign')).to.equal('no-candidates');
      await play.retry('sign', { book: { id: 'B7' } });
      expect(await play.tasks()).to.deep.equal(['sign']);
    },
  );
});
