import { expect } from 'chai';
import { catalogOf, compile } from '../../src/model/index.js';
import { bpmn } from '../../../test/conformance/support/bpmn.js';

describe('a choice with one condition on two of its ways', () => {
  const found = async (type: string, more: string, ...conditions: readonly string[]) => {
    const ends = conditions.map((_, at) => `<endEvent id="e${at}"/>`).join('');
    const ways = conditions.map((condition, at) => `g -> e${at}${condition === '' ? '' : ` [${condition}]`}`);
    const gateway = `<${type} id="g" name="Esito?" ${more}/>`;
    const xml = bpmn(`<startEvent id="start"/>${gateway}${ends}`, ['start -> g', ...ways].join('\n'));
    return (await compile(xml, catalogOf([]))).problems;
  };
  const codes = async (...of: Parameters<typeof found>) =>
    (await found(...of)).map(({ severity, code, elementId }) => [severity, code, elementId]);

  it('is warned of where no way is left for the other cases', async () => {
    const [problem, more] = await found('exclusiveGateway', '', '=x = 1', ' =  x = 1 ');
    expect(problem).to.deep.include({ severity: 'warning', code: 'flow-same-condition', elementId: 'g' });
    expect(problem?.text.it).to.match(/^Due vie di «Esito\?» hanno la stessa condizione/);
    expect(more).to.equal(undefined);
    expect(await codes('exclusiveGateway', '', '=x = 1', '=x = 2', '=x = 1')).to.deep.equal([
      ['warning', 'flow-same-condition', 'g'],
    ]);
  });

  it('is left alone with other conditions, with a default, and where several ways are taken together', async () => {
    expect(await codes('exclusiveGateway', '', '=x = 1', '=x = 2')).to.deep.equal([]);
    expect(await codes('exclusiveGateway', 'default="g_e2"', '=x = 1', '=x = 1', '')).to.deep.equal([]);
    expect(await codes('inclusiveGateway', '', '=x = 1', '=x = 1')).to.deep.equal([]);
  });
});
