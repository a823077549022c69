import { inLanguage } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { bpmn } from '../../../test/conformance/support/bpmn.js';
import { House } from '../support/house.js';

const script = (body: string): string =>
  bpmn(
    `<startEvent id="start"/><scriptTask id="script" scriptFormat="javascript"><script><![CDATA[${body}]]></script></scriptTask><endEvent id="end"/>`,
    'start -> script -> end',
  );
const feel = (expression: string): string =>
  bpmn(
    `<startEvent id="start"/><scriptTask id="script"><extensionElements><lf:script expression="${expression}" resultVariable="result"/></extensionElements></scriptTask><endEvent id="end"/>`,
    'start -> script -> end',
  );

describe('a script in the sandbox', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open({ dialect: 'sqlite', scripts: { timeoutMs: 8_000, memoryBytes: 32 * 1024 * 1024 } });
  });
  afterEach(() => house.close());

  const run = async (xml: string, variables: Record<string, unknown> = {}): Promise<string> => {
    await house.deploy(xml);
    const id = await house.start(variables);
    await house.engine.settle();
    const [incident] = await house.incidentsOf(id);
    return incident === undefined ? id : incident.code;
  };

  it('sees its variables, and what it returns becomes variables', async () => {
    const id = await run(
      script('const total = items.reduce((sum, item) => sum + item, 0); return { total, first: variables.items[0] };'),
      {
        items: [1, 2, 3],
      },
    );
    expect(await house.variablesOf(id)).to.include({ total: 6, first: 1 });
  });

  it('may be an expression', async () => {
    const id = await run(script('({ double: n * 2 })'), { n: 21 });
    expect(await house.variablesOf(id)).to.include({ double: 42 });
  });

  it('sees nothing of the machine', async () => {
    const id = await run(
      script('({ seen: [typeof process, typeof require, typeof fetch, typeof globalThis.setTimeout].join() })'),
    );
    expect(await house.variablesOf(id)).to.include({ seen: 'undefined,undefined,undefined,undefined' });
  });

  it('that throws or cannot be read is an incident with its message', async () => {
    expect(await run(script('throw new Error("no amount")'))).to.equal('script-error');
    const { items } = await house.read((tx) => house.engine.incidents(tx, {}));
    const message = items[0]?.message ?? '';
    for (const language of ['it', 'en'] as const) expect(inLanguage(message, language)).to.include('no amount');
  });

  it('that does not end is killed, and the next one runs', async () => {
    expect(await run(script('for (;;) {}'))).to.equal('script-timeout');
    const id = await run(script('({ after: true })'));
    expect(await house.variablesOf(id)).to.include({ after: true });
  });

  it('that wants all the memory gets no more than its share', async () => {
    expect(await run(script('const all = []; for (;;) all.push(new Array(100000).fill("x" + all.length));'))).to.equal(
      'script-memory',
    );
    const id = await run(script('({ after: true })'));
    expect(await house.variablesOf(id)).to.include({ after: true });
  });

  it('in full FEEL has ranges and loops', async () => {
    const id = await run(feel('=sum(for i in 1..4 return i * n)'), { n: 10 });
    expect(await house.variablesOf(id)).to.include({ result: 100 });
  });

  it('of many cases at once gives each its own result', async () => {
    await house.deploy(script('({ own: n * n })'));
    const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => house.start({ n })));
    await house.engine.settle();
    const results = await Promise.all(ids.map(async (id) => (await house.variablesOf(id))['own']));
    expect(results).to.deep.equal([0, 1, 4, 9, 16, 25, 36, 49]);
  });
});
