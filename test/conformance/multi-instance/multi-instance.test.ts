import { expect } from 'chai';
import { bpmn, escape, serviceTask, timer } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

const loop = (more: string, attributes = '', inner = '') =>
  `<multiInstanceLoopCharacteristics ${attributes}><extensionElements><lf:loopCharacteristics inputCollection="=signers" inputElement="signer" ${more}/></extensionElements>${inner}</multiInstanceLoopCharacteristics>`;

const signing = (loopXml: string, extra = '', flows = '') =>
  bpmn(
    `<startEvent id="start"/><userTask id="sign"><extensionElements>
       <lf:assignmentDefinition candidateGroups="=[&quot;person:&quot; + signer]"/></extensionElements>${loopXml}</userTask>${extra}<endEvent id="end"/>`,
    `start -> sign -> end
     ${flows}`,
  );

/** BPMN 2.0.2, 13.3.7. */
describe('a multi-instance activity', () => {
  scenario(
    'in parallel opens one for each item and ends with the last; outputs keep the order of the items',
    { diagrams: [signing(loop('outputCollection="answers" outputElement="=outcome"'))] },
    async (play) => {
      await play.start({ signers: ['a', 'b', 'c'] });
      expect(await play.tasks()).to.deep.equal(['sign', 'sign', 'sign']);
      await play.complete('sign', { outcome: 'first' });
      await play.complete('sign', { outcome: 'second' });
      expect(await play.state()).to.equal('running');
      await play.complete('sign', { outcome: 'third' });
      expect(await play.state()).to.equal('completed');
      expect(await play.variable('answers')).to.have.members(['first', 'second', 'third']);
    },
  );

  scenario(
    'in sequence opens one after the other',
    { diagrams: [signing(loop('', 'isSequential="true"'))] },
    async (play) => {
      await play.start({ signers: ['a', 'b'] });
      expect(await play.tasks()).to.deep.equal(['sign']);
      await play.complete('sign');
      expect(await play.tasks()).to.deep.equal(['sign']);
      await play.complete('sign');
      expect(await play.state()).to.equal('completed');
    },
  );

  scenario(
    'over an empty list is passed at once',
    { diagrams: [signing(loop('outputCollection="answers" outputElement="=outcome"'))] },
    async (play) => {
      await play.start({ signers: [] });
      expect(await play.state()).to.equal('completed');
      expect(await play.variable('answers')).to.deep.equal([]);
    },
  );

  scenario('over something that is no list is an incident', { diagrams: [signing(loop(''))] }, async (play) => {
    await play.start({ signers: 'Rossi' });
    expect(await play.incident('sign')).to.equal('loop-collection');
  });

  scenario(
    'ends early when its completion condition holds; the others are taken away',
    {
      diagrams: [
        signing(
          loop('', '', `<completionCondition>${escape('=numberOfCompletedInstances >= 2')}</completionCondition>`),
        ),
      ],
    },
    async (play) => {
      await play.start({ signers: ['a', 'b', 'c', 'd'] });
      await play.complete('sign');
      await play.complete('sign');
      expect(await play.tasks()).to.deep.equal([]);
      expect(await play.state()).to.equal('completed');
    },
  );

  scenario(
    'ends early while later chunks of its list still wait; what was collected stays in order',
    {
      diagrams: [
        signing(
          loop(
            'outputCollection="answers" outputElement="=outcome"',
            '',
            `<completionCondition>${escape('=numberOfCompletedInstances >= 2')}</completionCondition>`,
          ),
        ),
      ],
    },
    async (play) => {
      await play.start({ signers: Array.from({ length: 450 }, (_, index) => `signer ${index}`) });
      expect(await play.tasks()).to.have.length(450);
      await play.complete('sign', { outcome: 'first' });
      await play.complete('sign', { outcome: 'second' });
      expect(await play.tasks()).to.deep.equal([]);
      expect(await play.state()).to.equal('completed');
      expect(await play.variable('answers')).to.deep.equal(['first', 'second']);
    },
  );

  scenario(
    'in sequence collects in order, one open at a time',
    {
      diagrams: [signing(loop('outputCollection="answers" outputElement="=outcome + signer"', 'isSequential="true"'))],
    },
    async (play) => {
      await play.start({ signers: ['a', 'b', 'c'] });
      for (const outcome of ['1', '2', '3']) {
        expect(await play.tasks()).to.deep.equal(['sign']);
        await play.complete('sign', { outcome });
      }
      expect(await play.state()).to.equal('completed');
      expect(await play.variable('answers')).to.deep.equal(['1a', '2b', '3c']);
    },
  );

  scenario(
    'has one deadline for all; it takes all of them away',
    {
      diagrams: [
        signing(
          loop(''),
          `<boundaryEvent id="late" attachedToRef="sign">${timer('Duration', 'P1D')}</boundaryEvent><task id="escalate"/>`,
          'late -> escalate -> end',
        ),
      ],
    },
    async (play) => {
      await play.start({ signers: ['a', 'b'] });
      await play.complete('sign');
      await play.pass('P1D');
      expect(await play.tasks()).to.deep.equal([]);
      expect((await play.trace()).slice(-3)).to.deep.equal(['late', 'escalate', 'end']);
    },
  );

  const many = bpmn(
    `<startEvent id="start"/>${serviceTask(
      'each',
      'test.each:1',
      '<lf:ioMapping><lf:input source="=n" target="n"/></lf:ioMapping>',
    ).replace(
      '</serviceTask>',
      '<multiInstanceLoopCharacteristics><extensionElements><lf:loopCharacteristics inputCollection="=list" inputElement="n" outputCollection="doubled" outputElement="=twice"/></extensionElements></multiInstanceLoopCharacteristics></serviceTask>',
    )}<endEvent id="end"/>`,
    'start -> each -> end',
  );

  scenario(
    'with more items than one step starts goes on in chunks and loses none',
    { diagrams: [many], services: { 'test.each:1': ({ n }) => ({ output: { twice: Number(n) * 2 } }) } },
    async (play) => {
      const list = Array.from({ length: 230 }, (_, index) => index);
      await play.start({ list });
      expect(await play.state()).to.equal('completed');
      expect(await play.variable('doubled')).to.deep.equal(list.map((n) => n * 2));
    },
  );
});
