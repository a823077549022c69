import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { rung } from './support/bell.js';
import { requestXml } from './support/request.js';
import { housePlugin, testServer, type TestServer, type Visitor } from './support/server.js';

const bellPlugin = fileURLToPath(new URL('./support/bell.ts', import.meta.url));

/** The request of the house, with a bell where the repair was. */
const withBell = (melody: string): string =>
  requestXml
    .replace('house.repair:1', 'bell.ring:1')
    .replace('key="tool" value="hammer"', `key="melody" value="${melody}"`);

describe('a plugin with a new step', function () {
  this.timeout(120_000);
  let server: TestServer;
  let elena: Visitor;
  before(async () => {
    server = await testServer({ values: { modules: [housePlugin, bellPlugin] } });
    elena = await server.as('p-5');
  });
  after(() => server.drop());

  it('shows up in the catalogue with its word, icon, colour and form', async () => {
    const { body } = await elena.ask('GET', 'modeler/catalogue');
    const steps = body['steps'] as Record<string, unknown>[];
    expect(steps.find(({ type }) => type === 'bell.ring:1')).to.deep.include({
      label: { it: 'Suona il campanello', en: 'Ring the bell' },
      word: { it: 'Suona', en: 'Ring' },
      icon: 'it-horn',
      color: '#7a3e00',
      appliesTo: 'bpmn:ServiceTask',
    });
  });

  it('is checked by its schema, tried, published and run', async () => {
    const made = await elena.ask('POST', 'routes', {
      body: { name: 'Campanello', sector: '*', from: { xml: withBell('fa') } },
    });
    const { id, rev } = made.body as { id: string; rev: number };
    const { xml } = (await elena.ask('GET', `routes/${id}/draft`)).body as { xml: string };
    const checked = await elena.ask('POST', `routes/${id}/check`, { body: { xml } });
    const problems = checked.body['problems'] as { code: string; elementId: string }[];
    expect(problems.map(({ code, elementId }) => [code, elementId])).to.deep.include(['config-invalid', 'repair']);

    const right = await elena.ask('PUT', `routes/${id}/draft`, {
      body: { xml: xml.replace('value="fa"', 'value="don"'), rev },
    });
    const published = await elena.ask('POST', `routes/${id}/publish`, {
      body: { rev: right.body['rev'], reason: 'Con il campanello' },
    });
    expect(published.status, published.text).to.equal(200);

    const [anna, bruno] = [await server.as('p-1'), await server.as('p-2')];
    const started = await anna.ask('POST', 'cases', {
      body: { processId: id, title: 'Suonare', values: { cost: 1 } },
    });
    const caseId = String(started.body['caseId']);
    const about = await anna.ask('GET', `cases/${caseId}`);
    const [step] = about.body['steps'] as { taskId: string }[];
    await bruno.ask('POST', `tasks/${step?.taskId}/complete`, { body: { outcome: 'approved' } });
    await server.engine.settle();
    expect((await anna.ask('GET', `cases/${caseId}`)).body['state']).to.equal('completed');
    expect(rung.get(caseId)).to.equal('don');
  });
});
