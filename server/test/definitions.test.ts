import { expect } from 'chai';
import { done } from './support/house.js';
import { deployXml, requestXml } from './support/request.js';
import { testServer, type Reply, type TestServer, type Visitor } from './support/server.js';

interface Problem {
  readonly severity: string;
  readonly code: string;
  readonly elementId?: string;
  readonly elementName?: string;
  readonly text: unknown;
}

const problemsOf = (answer: Reply): readonly Problem[] =>
  (answer.body['problems'] ?? (answer.body['details'] as { problems?: unknown } | undefined)?.problems) as Problem[];

describe('a diagram over REST', () => {
  let server: TestServer;
  let boss: Visitor;
  before(async () => {
    server = await testServer();
    boss = await server.as('p-9');
  });
  after(() => server.drop());

  const check = (xml: string) =>
    boss.ask('POST', 'definitions/check', { raw: xml, headers: { 'content-type': 'application/xml' } });

  it('is deployed and published by whoever has the permission, the same one again changing nothing', async () => {
    const anna = await server.as('p-1');
    expect((await deployXml(anna, requestXml)).status).to.equal(403);
    const first = await deployXml(boss, requestXml, '?reason=Prima%20versione');
    expect(first.status).to.equal(201);
    const [view] = first.body['items'] as Record<string, unknown>[];
    expect(view).to.deep.include({ processId: 'request', version: 1, state: 'published', reason: 'Prima versione' });
    expect(view?.['deployedBy']).to.deep.equal({ id: 'p-9', name: 'Zoe Capo' });
    const again = await deployXml(boss, requestXml);
    expect((again.body['items'] as { version: number }[])[0]?.version).to.equal(1);
  });

  it('may be kept as a draft and published later', async () => {
    const draft = await deployXml(boss, requestXml.replace('name="Decisione"', 'name="Scelta"'), '?publish=false');
    const [view] = draft.body['items'] as { id: string; version: number; state: string }[];
    expect(view?.state).to.equal('draft');
    const published = await boss.ask('POST', `definitions/${view?.id}/publish`, { body: { reason: 'Provata' } });
    expect(published.body).to.include({ state: 'published', version: view?.version });
    const list = await boss.ask('GET', 'definitions?processId=request');
    expect((list.body['items'] as { state: string }[]).map(({ state }) => state)).to.deep.equal([
      'published',
      'superseded',
    ]);
  });

  const wrong: readonly (readonly [what: string, xml: string, code: string, element?: string])[] = [
    ['that is no XML', 'this is not a diagram', 'xml-invalid'],
    ['with a DOCTYPE', requestXml.replace('<definitions', '<!DOCTYPE x [<!ENTITY a "b">]><definitions'), 'xml-doctype'],
    [
      'with an element that is not run yet',
      requestXml.replace('<endEvent id="end"/>', '<endEvent id="end"/><transaction id="t" name="Transazione"/>'),
      'unsupported-element',
      't',
    ],
    [
      'with a step whose configuration misses a field',
      requestXml.replace(/<lf:taskHeaders>.*<\/lf:taskHeaders>/, ''),
      'config-invalid',
      'repair',
    ],
    [
      'with a step that no plugin offers',
      requestXml.replace('house.repair:1', 'house.paint:1'),
      'step-unknown',
      'repair',
    ],
  ];
  for (const [what, xml, code, element] of wrong)
    it(`${what} is refused with a stable code, the element and a sentence`, async () => {
      const refused = await deployXml(boss, xml);
      expect(refused.status).to.equal(400);
      expect(refused.body['code']).to.equal('engine.diagram-invalid');
      expect(refused.body['detail']).to.match(/^Il diagramma non si può/);
      const checked = await check(xml);
      expect(checked.status).to.equal(200);
      expect(checked.body['ok']).to.equal(false);
      for (const answer of [refused, checked]) {
        const found = problemsOf(answer).find((problem) => problem.code === code);
        expect(found, JSON.stringify(answer.body)).to.include({ severity: 'error' });
        if (element !== undefined) {
          expect(found?.elementId).to.equal(element);
          expect(found?.elementName).to.be.a('string');
        }
      }
    });

  it('that is right has no problems', async () => {
    expect((await check(requestXml)).body).to.deep.include({ ok: true, problems: [] });
  });

  it('larger than the limit, of another type or encoding is refused', async () => {
    const large = await deployXml(boss, `<!--${'x'.repeat(6 * 1024 * 1024)}-->`);
    expect(large.status).to.equal(413);
    expect(large.body['code']).to.equal('server.too-large');
    const json = await boss.ask('POST', 'definitions', { body: { xml: requestXml } });
    expect(json.body['code']).to.equal('server.media-type');
    const latin = await boss.ask('POST', 'definitions', {
      raw: Buffer.from(requestXml.replace('Decisione', 'Perch\u00e9'), 'latin1'),
      headers: { 'content-type': 'text/xml' },
    });
    expect(latin.body['code']).to.equal('server.encoding');
  });

  it('is not published while a plugin says that one of its steps cannot be, and the answer says why', async () => {
    const xml = requestXml.replace('id="request"', 'id="other"');
    done.broken = true;
    const refused = await deployXml(boss, xml);
    const draft = await deployXml(boss, xml, '?publish=false');
    done.broken = false;
    expect(refused.status).to.equal(400);
    expect(problemsOf(refused)).to.deep.include({
      severity: 'error',
      code: 'step-unavailable',
      elementId: 'repair',
      elementName: 'Riparazione',
      text: { it: 'Manca il martello.', en: 'Manca il martello.' },
      doNow: {
        it: 'Chiedi a chi amministra il sistema di configurarlo; intanto l’iter si può provare.',
        en: 'Ask the administrator to configure it; the route can be tried meanwhile.',
      },
    });
    expect(draft.status).to.equal(201);
  });
});
