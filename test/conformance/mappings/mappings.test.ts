import { expect } from 'chai';
import { bpmn, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

describe('input and output mappings', () => {
  const diagram = bpmn(
    `<startEvent id="start"/>${userTask(
      'visto',
      `<lf:ioMapping><lf:output source="=outcome" target="visto.esito"/><lf:output source="=reason" target="visto.motivo"/></lf:ioMapping>`,
    )}<endEvent id="end"/>`,
    'start -> visto -> end',
  );

  scenario(
    'write into an object without touching its other fields; nothing else gets out',
    { diagrams: [diagram] },
    async (play) => {
      await play.start({ visto: { di: 'Ragioneria' } });
      await play.complete('visto', { outcome: 'rejected', reason: 'no', values: { note: 'x' } });
      expect(await play.variables()).to.deep.equal({ visto: { di: 'Ragioneria', esito: 'rejected', motivo: 'no' } });
    },
  );
});
