import { expect } from 'chai';
import { bpmn } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

describe('a script task', () => {
  const diagram = bpmn(
    `<startEvent id="start"/><scriptTask id="sum"><extensionElements>
       <lf:script expression="={total: euro + vat, when: today()}" resultVariable="bill"/></extensionElements></scriptTask><endEvent id="end"/>`,
    'start -> sum -> end',
  );

  scenario(
    'with bounded FEEL is evaluated at once, by the clock of the engine in Europe/Rome',
    { diagrams: [diagram] },
    async (play) => {
      await play.start({ euro: 100, vat: 22 });
      expect(await play.variable('bill')).to.deep.equal({ total: 122, when: '2026-01-12' });
      expect(await play.state()).to.equal('completed');
    },
  );
});
