import { expect } from 'chai';
import { deployXml, requestXml, startRequest } from './support/request.js';
import { testDialects, testServerOn } from './support/databases.js';
import type { Reply, TestServer, Visitor } from './support/server.js';

const drawn = (reply: Reply): string => String(reply.body['xml']);
const codeOf = (reply: Reply): unknown => reply.body['code'];
const items = (reply: Reply): readonly Record<string, unknown>[] => reply.body['items'] as Record<string, unknown>[];
const named = (reply: Reply): readonly unknown[] => items(reply).map(({ name }) => name);

/** The route of the house as a file from elsewhere: it takes the name and id that it is given. */
const fromFile = (name: string) => ({ name, sector: '*', from: { xml: requestXml } });

for (const dialect of testDialects())
  describe(`routes as objects, on ${dialect}`, () => {
    let server: TestServer;
    let elena: Visitor;
    let fabio: Visitor;
    let boss: Visitor;
    let anna: Visitor;
    before(async () => {
      server = await testServerOn(dialect);
      [elena, fabio, boss, anna] = [
        await server.as('p-5'),
        await server.as('p-6'),
        await server.as('p-9'),
        await server.as('p-1'),
      ];
    });
    after(() => server.drop());

    const create = async (body: object): Promise<Record<string, unknown>> => {
      const made = await elena.ask('POST', 'routes', { body });
      expect(made.status, made.text).to.equal(201);
      return made.body;
    };
    const save = (by: Visitor, id: unknown, xml: string, rev: unknown) =>
      by.ask('PUT', `routes/${id}/draft`, { body: { xml, rev } });
    const publish = (by: Visitor, id: unknown, rev: unknown, reason = 'Prima versione') =>
      by.ask('POST', `routes/${id}/publish`, { body: { rev, reason } });

    describe('a new one', () => {
      it('begins on an empty canvas with its start, its sector and whoever may start it', async () => {
        const route = await create({ name: 'Autorizzazione & "deroga" <prova>', sector: '*', from: 'empty' });
        expect(route).to.deep.include({
          id: 'autorizzazione-deroga-prova',
          name: 'Autorizzazione & "deroga" <prova>',
          sector: '*',
          state: 'draft',
          version: null,
          published: null,
          retired: null,
          rev: 1,
          runningCases: 0,
          scenarios: 0,
          trials: 0,
          startableBy: [{ group: 'role:drafter@*', label: 'Gruppo role:drafter@*' }],
        });
        expect(route['draft']).to.deep.include({ rev: 1, by: { id: 'p-5', name: 'Elena Viola' } });
        const draft = await fabio.ask('GET', `routes/${route['id']}/draft`);
        expect(draft.body).to.deep.include({ rev: 1, by: { id: 'p-5', name: 'Elena Viola' }, version: null });
        expect(drawn(draft)).to.include('<startEvent').and.include('isExecutable="true"');
      });

      it('begins from an example of the house, in its own name', async () => {
        const examples = await elena.ask('GET', 'modeler/examples');
        expect(items(examples).map(({ id }) => id)).to.include.members(['nota-in-uscita', 'firma-dirigente']);
        const route = await create({ name: 'Nota del verde', sector: '*', from: { example: 'firma-dirigente' } });
        expect(route['id']).to.equal('nota-del-verde');
        const draft = await elena.ask('GET', `routes/${route['id']}/draft`);
        expect(drawn(draft)).to.match(/<(?:bpmn:)?process id="nota-del-verde" name="Nota del verde"/);
      });

      it('begins from a file, and two of the same name are two', async () => {
        const [first, second] = [await create(fromFile('Riparazione')), await create(fromFile('Riparazione'))];
        expect([first['id'], second['id']]).to.deep.equal(['riparazione', 'riparazione-2']);
      });

      it('is one each when two are made at once', async () => {
        const made = await Promise.all(
          [elena, fabio, elena, fabio].map((by) => by.ask('POST', 'routes', { body: fromFile('Insieme') })),
        );
        expect(made.map(({ status }) => status)).to.deep.equal([201, 201, 201, 201]);
        expect(new Set(made.map(({ body }) => body['id'])).size).to.equal(4);
      });

      const wrong: readonly (readonly [what: string, from: unknown, status: number, code: string])[] = [
        ['no XML', { xml: 'questo non è un disegno' }, 400, 'routes.drawing-unreadable'],
        ['XML that is no BPMN', { xml: '<html><body/></html>' }, 400, 'routes.drawing-unreadable'],
        [
          'a DOCTYPE',
          { xml: requestXml.replace('<definitions', '<!DOCTYPE x [<!ENTITY a "b">]><definitions') },
          400,
          'routes.drawing-unreadable',
        ],
        [
          'more than five megabytes',
          { xml: requestXml.replace('</process>', `</process><!--${'è'.repeat(3 * 1024 * 1024)}-->`) },
          413,
          'routes.drawing-too-large',
        ],
        ['nothing executable', { xml: requestXml.replace('isExecutable="true"', '') }, 400, 'routes.no-process'],
        [
          'two processes',
          { xml: requestXml.replace('</definitions>', '<process id="b" isExecutable="true"/></definitions>') },
          400,
          'routes.many-processes',
        ],
        ['an example that is not there', { example: 'nessuno' }, 404, 'routes.no-such-example'],
        ['something else', { file: 'x' }, 400, 'server.schema'],
      ];
      for (const [what, from, status, code] of wrong)
        it(`is refused from ${what}, and nothing is left of it`, async () => {
          const refused = await elena.ask('POST', 'routes', { body: { name: 'Sbagliata', sector: '*', from } });
          expect([refused.status, codeOf(refused)], refused.text).to.deep.equal([status, code]);
          expect(String(refused.body['detail'])).to.match(/^[A-ZÈ].*\.$/);
          expect(items(await elena.ask('GET', 'routes?q=sbagliata'))).to.deep.equal([]);
        });
    });

    describe('its draft', () => {
      it('is saved on the revision that was read; the second of two is told who was first, and nothing is overwritten', async () => {
        const { id, rev } = await create(fromFile('Contesa'));
        const { body } = await elena.ask('GET', `routes/${id}/draft`);
        const xml = String(body['xml']);
        const mine = xml.replace('name="Decisione"', 'name="Decisione di Elena"');
        const saved = await save(elena, id, mine, rev);
        expect(saved.status, saved.text).to.equal(200);
        expect(saved.body['rev']).to.equal(Number(rev) + 1);
        const refused = await save(fabio, id, xml.replace('name="Decisione"', 'name="Decisione di Fabio"'), rev);
        expect([refused.status, codeOf(refused)]).to.deep.equal([409, 'routes.draft-changed']);
        expect(refused.body['details']).to.deep.include({
          rev: Number(rev) + 1,
          by: { id: 'p-5', name: 'Elena Viola' },
        });
        expect(refused.body['detail']).to.include('Elena Viola');
        expect(drawn(await fabio.ask('GET', `routes/${id}/draft`))).to.equal(mine);
      });

      it('is saved on a revision that is a number, and on nothing that could be taken for one', async () => {
        const { id } = await create(fromFile('Senza revisione'));
        const xml = drawn(await elena.ask('GET', `routes/${id}/draft`));
        for (const rev of [null, '1', true, [1], '']) {
          const refused = await elena.ask('PUT', `routes/${id}/draft`, { body: { xml, rev } });
          expect([refused.status, codeOf(refused)], JSON.stringify(rev)).to.deep.equal([400, 'server.schema']);
        }
      });

      it('is won by one when many save at once', async () => {
        const { id, rev } = await create(fromFile('Gara'));
        const xml = drawn(await elena.ask('GET', `routes/${id}/draft`));
        const saves = await Promise.all(
          Array.from({ length: 8 }, (_none, n) => save(n % 2 === 0 ? elena : fabio, id, `${xml}<!-- ${n} -->`, rev)),
        );
        expect(saves.filter(({ status }) => status === 200)).to.have.length(1);
        expect(saves.filter((reply) => codeOf(reply) === 'routes.draft-changed')).to.have.length(7);
      });

      it('may be far from finished, but is of this route and a drawing', async () => {
        const { id, rev } = await create({ name: 'A metà', sector: '*', from: 'empty' });
        const other = await save(elena, id, requestXml, rev);
        expect([other.status, codeOf(other)]).to.deep.equal([400, 'routes.other-process']);
        expect(codeOf(await save(elena, id, '<a/>', rev))).to.equal('routes.drawing-unreadable');
        expect(codeOf(await elena.ask('PUT', `routes/${id}/draft`, { body: { xml: '' } }))).to.equal('server.schema');
        expect((await elena.ask('GET', `routes/${id}`)).body['rev']).to.equal(rev);
      });

      it('is dropped with the route as long as it was never published', async () => {
        const { id, rev } = await create(fromFile('Passeggera'));
        expect(codeOf(await fabio.ask('DELETE', `routes/${id}/draft?rev=0`))).to.equal('routes.draft-changed');
        expect((await fabio.ask('DELETE', `routes/${id}/draft?rev=${rev}`)).status).to.equal(204);
        expect(codeOf(await elena.ask('GET', `routes/${id}`))).to.equal('routes.no-such-route');
        expect(codeOf(await save(elena, id, requestXml, rev))).to.equal('routes.other-process');
      });

      it('outlives the server', async () => {
        const { id } = await create(fromFile('Duratura'));
        const rows = await server.db.read('casa', (tx) =>
          tx
            .sql('server_route')
            .where({ tenant: 'casa', id: String(id) })
            .select('draft_xml'),
        );
        expect(String((rows as { draft_xml: string }[])[0]?.draft_xml)).to.include('name="Duratura"');
      });
    });

    describe('the check', () => {
      it('says what publishing would say, each with its element and what to do', async () => {
        const { id } = await create(fromFile('Controllata'));
        const xml = drawn(await elena.ask('GET', `routes/${id}/draft`));
        const check = async (changed: string) =>
          (await elena.ask('POST', `routes/${id}/check`, { body: { xml: changed } })).body as {
            ok: boolean;
            problems: readonly { code: string; elementId?: string; severity: string; text: object; doNow: object }[];
          };
        expect((await check(xml)).ok).to.equal(true);
        const nobody = await check(xml.replace('role:director@U1', 'role:director@U77'));
        const [found] = nobody.problems.filter(({ code }) => code === 'nobody-holds');
        expect(found).to.include({ elementId: 'decide' });
        expect(found?.text).to.have.property('it').that.includes('nessuno ricopre');
        expect(found?.doNow).to.have.property('it').that.includes('nominare');
        const broken = await check(xml.replace('house.repair:1', 'house.paint:1'));
        expect(broken.ok).to.equal(false);
        expect(broken.problems.map(({ code }) => code)).to.include('step-unknown');
        expect((await check('<nothing')).problems.map(({ code }) => code)).to.deep.equal(['xml-invalid']);
        expect((await check(requestXml)).problems.map(({ code }) => code)).to.include('other-process');
      });
    });

    describe('published', () => {
      it('it is the next version, with who and why, and running cases end on theirs', async () => {
        const { id, rev } = await create(fromFile('Versionata'));
        const first = await publish(elena, id, rev);
        expect(first.status, first.text).to.equal(200);
        const route = first.body['route'] as Record<string, unknown>;
        expect(route).to.include({ state: 'published', version: 1, draft: null });
        expect(route['published']).to.deep.include({
          version: 1,
          reason: 'Prima versione',
          by: { id: 'p-5', name: 'Elena Viola' },
        });
        expect(route['rev']).to.be.greaterThan(Number(rev));
        const { caseId, taskId } = await startRequest(server, anna, { processId: id });

        const draft = await fabio.ask('GET', `routes/${id}/draft`);
        expect(draft.body).to.deep.include({ version: 1, by: null, at: null, rev: route['rev'] });
        const changed = drawn(draft).replace('name="Decisione"', 'name="Scelta"');
        const saved = await save(fabio, id, changed, route['rev']);
        const second = await publish(fabio, id, saved.body['rev'], 'Si chiama scelta');
        expect((second.body['route'] as { version: number }).version).to.equal(2);

        const versions = items(await elena.ask('GET', `routes/${id}/versions`));
        expect(
          versions.map(({ version, state, reason, runningCases }) => [version, state, reason, runningCases]),
        ).to.deep.equal([
          [2, 'published', 'Si chiama scelta', 0],
          [1, 'superseded', 'Prima versione', 1],
        ]);
        const old = await elena.ask('GET', `routes/${id}/versions/1`);
        expect(drawn(old)).to.include('name="Decisione"');
        expect(codeOf(await elena.ask('GET', `routes/${id}/versions/9`))).to.equal('routes.no-such-version');

        const bruno = await server.as('p-2');
        const done = await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
        expect(done.status, done.text).to.equal(200);
        await server.engine.settle();
        const about = await anna.ask('GET', `cases/${caseId}`);
        expect(about.body).to.include({ state: 'completed', processVersion: 1 });
        const next = await startRequest(server, anna, { processId: id });
        expect((await anna.ask('GET', `cases/${next.caseId}`)).body).to.include({ processVersion: 2 });
      });

      it('it is no draft any more when it is drawn back to what is published, in whatever session', async () => {
        const { id, rev } = await create(fromFile('Riportata'));
        const { body } = await publish(elena, id, rev);
        const was = drawn(await elena.ask('GET', `routes/${id}/draft`));
        const now = (body['route'] as { rev: number }).rev;
        const changed = await save(elena, id, was.replace('name="Decisione"', 'name="Scelta"'), now);
        expect(changed.body['draft']).to.be.an('object');
        const back = await save(fabio, id, was.replaceAll('\n', '\r\n'), changed.body['rev']);
        expect(back.status, back.text).to.equal(200);
        expect(back.body).to.include({ draft: null, state: 'published', version: 1 });
        expect(back.body['rev']).to.be.greaterThan(Number(changed.body['rev']));
        const again = await save(fabio, id, was, back.body['rev']);
        expect(again.body).to.include({ draft: null, rev: back.body['rev'] });
        expect(codeOf(await save(elena, id, was, changed.body['rev']))).to.equal('routes.draft-changed');
        const next = await save(elena, id, was.replace('name="Decisione"', 'name="Scelta"'), back.body['rev']);
        expect(next.body['draft']).to.be.an('object');
      });

      it('it has a reason, a draft that differs, and is what whoever publishes has seen', async () => {
        const { id, rev } = await create(fromFile('Motivata'));
        const blank = await elena.ask('POST', `routes/${id}/publish`, { body: { rev, reason: '   ' } });
        expect([blank.status, codeOf(blank)]).to.deep.equal([400, 'server.schema']);
        expect(codeOf(await publish(elena, id, 0))).to.equal('routes.draft-changed');
        const { body } = await publish(elena, id, rev);
        const now = (body['route'] as { rev: number }).rev;
        expect(codeOf(await publish(elena, id, now))).to.equal('routes.no-draft');
        const changed = drawn(await elena.ask('GET', `routes/${id}/draft`)).replace('"Decisione"', '"Scelta"');
        const saved = await save(elena, id, changed, now);
        const deployed = await deployXml(boss, changed);
        expect(deployed.status, deployed.text).to.be.lessThan(300);
        const { body: since } = await elena.ask('GET', `routes/${id}`);
        expect(saved.body['rev']).to.be.lessThan(Number(since['rev']));
        expect(codeOf(await publish(elena, id, since['rev']))).to.equal('routes.unchanged');
      });

      it('it is refused with all problems while something is wrong, and the draft stays', async () => {
        const { id, rev } = await create({ name: 'Incompleta', sector: '*', from: 'empty' });
        const refused = await publish(elena, id, rev);
        expect([refused.status, codeOf(refused)]).to.deep.equal([400, 'engine.diagram-invalid']);
        expect((refused.body['details'] as { problems: unknown[] }).problems).to.have.length.greaterThan(0);
        expect((await elena.ask('GET', `routes/${id}`)).body).to.include({ state: 'draft', rev });
      });

      it('it is published once when two do it at once', async () => {
        const { id, rev } = await create(fromFile('Doppia'));
        const both = await Promise.all([publish(elena, id, rev), publish(fabio, id, rev)]);
        expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
        expect(items(await elena.ask('GET', `routes/${id}/versions`))).to.have.length(1);
      });

      it('the same request again, under the same key, is answered as the first', async () => {
        const { id, rev } = await create(fromFile('Ripetuta'));
        const again = () =>
          elena.ask('POST', `routes/${id}/publish`, {
            body: { rev, reason: 'Una volta sola' },
            headers: { 'idempotency-key': 'publish-once' },
          });
        const first = await again();
        expect((await again()).text).to.equal(first.text);
      });

      it('it is retired with a reason, unless another one calls it, and comes back by being published', async () => {
        const { id, rev } = await create(fromFile('Ritirata'));
        expect(codeOf(await elena.ask('POST', `routes/${id}/retire`, { body: { reason: 'Mai usato' } }))).to.equal(
          'routes.not-published',
        );
        const { body } = await publish(elena, id, rev);
        const caller = await create(fromFile('Chiamante'));
        const calling = drawn(await elena.ask('GET', `routes/${caller['id']}/draft`)).replace(
          /<userTask id="decide"[\s\S]*?<\/userTask>/,
          `<callActivity id="decide" name="Riparazione"><extensionElements><lf:calledElement processId="${id}"/></extensionElements></callActivity>`,
        );
        const saved = await save(elena, caller['id'], calling, caller['rev']);
        expect(saved.status, saved.text).to.equal(200);
        const called = await publish(elena, caller['id'], saved.body['rev']);
        expect(called.status, called.text).to.equal(200);
        const refused = await elena.ask('POST', `routes/${id}/retire`, { body: { reason: 'Superato' } });
        expect([refused.status, codeOf(refused)]).to.deep.equal([409, 'routes.called']);
        expect(refused.body['details']).to.deep.equal({ callers: [{ id: caller['id'], name: 'Chiamante' }] });
        await elena.ask('POST', `routes/${caller['id']}/retire`, { body: { reason: 'Prima questo' } });
        const retired = await elena.ask('POST', `routes/${id}/retire`, { body: { reason: 'Superato' } });
        expect(retired.body).to.include({ state: 'retired', version: null });
        expect(retired.body['retired']).to.deep.include({ reason: 'Superato', by: { id: 'p-5', name: 'Elena Viola' } });
        const start = await anna.ask('POST', 'cases', { body: { processId: id, title: 'Tardi' } });
        expect(codeOf(start)).to.equal('server.process-not-startable');
        expect(Number(retired.body['rev'])).to.be.greaterThan((body['route'] as { rev: number }).rev);
        const draft = await elena.ask('GET', `routes/${id}/draft`);
        const back = await save(elena, id, drawn(draft), draft.body['rev']);
        const again = await publish(elena, id, back.body['rev'], 'Serve ancora');
        expect(again.body['route']).to.include({ state: 'published', version: 1, retired: null });
      });
    });

    describe('one that was deployed without the modeler', () => {
      it('is a route too, with the sector and starters of its drawing, and gets a draft', async () => {
        expect((await deployXml(boss, requestXml, '?reason=A%20mano')).status).to.equal(201);
        const route = await elena.ask('GET', 'routes/request');
        expect(route.body).to.deep.include({
          name: 'Richiesta di riparazione',
          sector: '*',
          state: 'published',
          version: 1,
          draft: null,
          rev: 1,
          startableBy: [{ group: 'role:drafter@*', label: 'Gruppo role:drafter@*' }],
        });
        const saved = await save(fabio, 'request', requestXml.replace('Decisione', 'Verdetto'), 1);
        expect(saved.body, saved.text).to.include({ rev: 2, state: 'published' });
        expect((await deployXml(boss, requestXml.replace('Decisione', 'Parere'))).status).to.equal(201);
        const stale = await publish(fabio, 'request', 2);
        expect([stale.status, codeOf(stale)]).to.deep.equal([409, 'routes.draft-changed']);
        expect((stale.body['details'] as { by: object }).by).to.deep.equal({ id: 'p-9', name: 'Zoe Capo' });
        expect((await fabio.ask('DELETE', 'routes/request/draft?rev=3')).status).to.equal(204);
        expect((await elena.ask('GET', 'routes/request')).body).to.include({ draft: null, rev: 4, version: 2 });
      });
    });

    describe('the list', () => {
      it('is by name, in pages, and filtered by sector, state and words', async () => {
        const all: unknown[] = [];
        let cursor = '';
        do {
          const page = await elena.ask('GET', `routes?limit=4${cursor}`);
          expect(page.status, page.text).to.equal(200);
          all.push(...named(page));
          cursor = page.body['next'] === null ? '' : `&cursor=${String(page.body['next'])}`;
        } while (cursor !== '');
        const whole = named(await elena.ask('GET', 'routes?limit=100'));
        expect(all).to.deep.equal(whole);
        expect(whole).to.deep.equal([...whole].sort((one, two) => String(one).localeCompare(String(two), 'it')));
        expect(named(await elena.ask('GET', 'routes?q=META'))).to.deep.equal(['A metà']);
        expect(items(await elena.ask('GET', 'routes?state=retired')).map(({ state }) => state)).to.deep.equal([
          'retired',
        ]);
        expect(named(await elena.ask('GET', 'routes?sector=nessuno'))).to.deep.equal([]);
        expect(codeOf(await elena.ask('GET', 'routes?cursor=abc'))).to.equal('server.cursor');
        expect(codeOf(await elena.ask('GET', 'routes?state=strano'))).to.equal('server.schema');
      });

      it('and all the rest are refused to whoever works on no routes; whoever only publishes draws nothing', async () => {
        for (const path of [
          'routes',
          'routes/request',
          'routes/request/draft',
          'modeler/catalogue',
          'modeler/examples',
        ])
          expect((await anna.ask('GET', path)).status, path).to.equal(403);
        expect((await boss.ask('GET', 'routes')).status).to.equal(200);
        expect((await save(boss, 'request', requestXml, 1)).status).to.equal(403);
        expect((await server.nobody().ask('GET', 'routes')).status).to.equal(401);
      });
    });

    describe('the catalogue', () => {
      it('has the steps of the plugins, what runs, and the words of the organisation', async () => {
        const { body, status, text } = await elena.ask('GET', 'modeler/catalogue');
        expect(status, text).to.equal(200);
        const catalogue = body as { steps: { type: string; config: object }[]; lists: object[]; elements: object[] };
        expect(catalogue.steps.map(({ type }) => type)).to.deep.equal(['house.repair:1']);
        expect(catalogue.steps[0]?.config).to.have.property('required').that.deep.equals(['tool']);
        expect(catalogue.lists).to.deep.equal([{ name: 'house.rooms', label: { it: 'Stanze' } }]);
        expect(catalogue.elements).to.deep.include({
          type: 'bpmn:EndEvent',
          eventDefinitions: [
            null,
            'bpmn:MessageEventDefinition',
            'bpmn:ErrorEventDefinition',
            'bpmn:TerminateEventDefinition',
          ],
        });
        expect(body['ruleKinds']).to.deep.equal(['requester', 'person']);
      });
    });
  });
