import { expect } from 'chai';
import { io, type Socket } from 'socket.io-client';
import { until } from '../../test/support/until.js';
import { testDialects, testServerOn } from './support/databases.js';
import { done } from './support/house.js';
import { deployXml, requestXml, startRequest } from './support/request.js';
import type { Reply, TestServer, Visitor } from './support/server.js';

interface Watch {
  readonly version: number;
  readonly running: number;
  readonly elements: Readonly<Record<string, { readonly tokens: number; readonly incidents: number }>>;
  readonly incidents: readonly { readonly id: string; readonly caseTitle: string; readonly message: string }[];
  readonly cases: {
    readonly items: readonly {
      readonly id: string;
      readonly title: string;
      readonly visible: boolean;
      readonly startedBy: { readonly id: string; readonly name: string };
      readonly at: readonly string[];
      readonly version: number;
    }[];
    readonly next: string | null;
  };
}

/** The step that repairs, as a call of another route. */
const callOf = (id: string): string =>
  `<callActivity id="repair"><extensionElements><lf:calledElement processId="${id}"/></extensionElements></callActivity>`;

for (const dialect of testDialects())
  describe(`watching a route, on ${dialect}`, function () {
    this.timeout(120_000);
    let server: TestServer;
    let elena: Visitor;
    let anna: Visitor;
    let bruno: Visitor;
    const open: Socket[] = [];
    before(async () => {
      server = await testServerOn(dialect);
      [elena, anna, bruno] = [await server.as('p-5'), await server.as('p-1'), await server.as('p-2')];
      expect((await deployXml(await server.as('p-9'), requestXml)).status).to.equal(201);
    });
    after(async () => {
      for (const socket of open) socket.disconnect();
      await server.drop();
    });

    const watch = async (query = ''): Promise<Watch> => {
      const reply = await elena.ask('GET', `routes/request/watch${query}`);
      expect(reply.status, reply.text).to.equal(200);
      return reply.body as unknown as Watch;
    };
    const approve = (taskId: string): Promise<Reply> =>
      bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });

    const ear = async (visitor: Visitor): Promise<{ heard: string[]; join: (room: string) => Promise<boolean> }> => {
      const socket = io(server.url, {
        path: '/live',
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        extraHeaders: { cookie: visitor.cookie },
      });
      open.push(socket);
      const heard: string[] = [];
      socket.on('hint', (hint: { type: string }, room: string) => heard.push(`${room} ${hint.type}`));
      await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
      return {
        heard,
        join: async (room) => ((await socket.emitWithAck('join', { room })) as { ok: boolean }).ok,
      };
    };

    it('shows where its cases stand, each with who asked', async () => {
      const first = await startRequest(server, anna);
      await startRequest(server, anna, { title: 'Finestra' });
      const seen = await watch();
      expect(seen).to.include({ version: 1, running: 2 });
      expect(seen.elements).to.deep.equal({ decide: { tokens: 2, incidents: 0 } });
      expect(seen.cases.items.map(({ title, at }) => [title, at])).to.deep.equal([
        ['Finestra', ['decide']],
        ['Porta della sala', ['decide']],
      ]);
      expect(seen.cases.items[0]).to.deep.include({ startedBy: { id: 'p-1', name: 'Anna Rossi' }, visible: false });
      const page = await watch('?limit=1');
      expect(page.cases.items).to.have.length(1);
      expect((await watch(`?limit=1&cursor=${page.cases.next}`)).cases.items[0]?.title).to.equal('Porta della sala');
      const one = await elena.ask('GET', `routes/request/watch/${first.caseId}`);
      expect(one.body['case']).to.deep.include({ title: 'Porta della sala', state: 'running', version: 1 });
      expect((one.body['instances'] as { active: string[] }[])[0]?.active).to.deep.equal(['decide']);
      expect((one.body['history'] as { type: string; actor?: object }[])[0]).to.deep.include({
        type: 'case.started',
        actor: { id: 'p-1', name: 'Anna Rossi' },
      });
    });

    it('of a confidential case shows where it stands, and nothing of what it is about or who is on it', async () => {
      const { caseId, taskId } = await startRequest(server, anna, { title: 'Cassaforte segreta', confidential: true });
      const rejected = await bruno.ask('POST', `tasks/${taskId}/complete`, {
        body: { outcome: 'rejected', reason: 'Motivo segreto' },
      });
      expect(rejected.status).to.equal(200);
      const all = await elena.ask('GET', 'routes/request/watch');
      const one = await elena.ask('GET', `routes/request/watch/${caseId}`);
      expect(one.status, one.text).to.equal(200);
      expect(one.body['case']).to.deep.include({ title: 'Pratica riservata', confidential: true, visible: false });
      expect(one.body['case']).not.to.have.property('startedBy');
      for (const secret of ['segret', 'Anna', 'p-1', 'Bruno']) expect(one.text, secret).not.to.include(secret);
      const [found] = (all.body as unknown as Watch).cases.items.filter(({ id }) => id === caseId);
      expect(found).to.deep.include({
        title: 'Pratica riservata',
        startedBy: { id: '', name: 'Riservato' },
        at: ['told'],
      });
      expect(all.text).not.to.include('segret');
      const headers = { 'accept-language': 'en' };
      const english = await elena.ask('GET', 'routes/request/watch', { headers });
      const [told] = (english.body as unknown as Watch).cases.items.filter(({ id }) => id === caseId);
      expect(told).to.deep.include({ title: 'Confidential case', startedBy: { id: '', name: 'Withheld' } });
    });

    it('shows incidents, which are tried again from there', async () => {
      const { taskId } = await startRequest(server, anna, { title: 'Senza martello' });
      done.broken = true;
      await approve(taskId);
      await server.engine.settle();
      const stopped = await watch();
      expect(stopped.elements['repair']).to.deep.equal({ tokens: 0, incidents: 1 });
      expect(stopped.incidents.map(({ caseTitle, message }) => [caseTitle, message])).to.deep.equal([
        ['Senza martello', 'Manca il martello di Anna'],
      ]);
      done.broken = false;
      const retried = await elena.ask('POST', `incidents/${stopped.incidents[0]?.id}/retry`, {
        body: { reason: 'Martello comprato.' },
      });
      expect(retried.status, retried.text).to.equal(200);
      await server.engine.settle();
      expect((await watch()).incidents).to.deep.equal([]);
    });

    it('shows in a route that calls another where that one stopped, and tells whoever watches it', async () => {
      const boss = await server.as('p-9');
      const calling = requestXml
        .replace('process id="request" name="Richiesta di riparazione"', 'process id="caller" name="Chi chiama"')
        .replace(/<serviceTask id="repair"[\s\S]*?<\/serviceTask>/, callOf('inner'))
        .replace(/<userTask id="decide"[\s\S]*?<\/userTask>/, '<manualTask id="decide"/>')
        .replace('=outcome = "approved"', '=true');
      const inner = requestXml
        .replace('process id="request" name="Richiesta di riparazione"', 'process id="inner" name="Chiamata"')
        .replace(/<userTask id="decide"[\s\S]*?<\/userTask>/, '<manualTask id="decide"/>')
        .replace('=outcome = "approved"', '=true');
      for (const xml of [inner, calling]) {
        const reply = await deployXml(boss, xml);
        expect(reply.status, reply.text).to.equal(201);
      }
      done.broken = true;
      const body = { processId: 'caller', title: 'Doppia', values: { cost: 1 } };
      const started = await anna.ask('POST', 'cases', { body });
      expect(started.status, started.text).to.equal(201);
      const read = async (): Promise<Watch> => (await elena.ask('GET', 'routes/caller/watch')).body as unknown as Watch;
      await until('the incident', async () => (await read()).incidents.length === 1 || undefined);
      expect((await read()).elements['repair']).to.deep.equal({ tokens: 0, incidents: 1 });
      const watching = await ear(elena);
      expect(await watching.join('route:caller')).to.equal(true);
      const retried = await elena.ask('POST', `incidents/${(await read()).incidents[0]?.id}/retry`, {
        body: { reason: 'Ancora.' },
      });
      expect(retried.status, retried.text).to.equal(200);
      await until('the hint', async () => watching.heard.includes('route:caller route.moved') || undefined);
      await until('it again', async () => (await read()).elements['repair']?.incidents === 1 || undefined);
      const one = await elena.ask('GET', `routes/caller/watch/${started.body['id'] ?? started.body['caseId']}`);
      expect((one.body['instances'] as { failed: string[]; active: string[] }[])[0]).to.deep.include({
        failed: ['repair'],
        active: [],
      });
      done.broken = false;
    });

    it('by version: cases stay on theirs', async () => {
      const boss = await server.as('p-9');
      expect((await deployXml(boss, requestXml.replace('Decisione', 'Scelta'))).status).to.equal(201);
      await startRequest(server, anna, { title: 'Sulla seconda' });
      expect((await watch()).cases.items.map(({ title, version }) => [title, version])).to.deep.equal([
        ['Sulla seconda', 2],
      ]);
      const old = await watch('?version=1');
      expect(old.running).to.be.greaterThan(1);
      expect((await deployXml(boss, requestXml.replace('Decisione', 'Terza scelta'))).status).to.equal(201);
      expect(await watch(), 'what runs is shown before what is only published').to.include({ version: 2, running: 1 });
      expect(old.cases.items.every(({ version }) => version === 1)).to.equal(true);
      expect((await elena.ask('GET', 'routes/request/watch?version=9')).body['code']).to.equal(
        'routes.no-such-version',
      );
      expect((await elena.ask('GET', 'routes/nessuno/watch')).body['code']).to.equal('routes.no-such-route');
      expect((await elena.ask('GET', 'routes/request/watch/nessuna')).body['code']).to.equal('routes.no-such-case');
      expect((await anna.ask('GET', 'routes/request/watch')).status).to.equal(403);
    });

    describe('live', () => {
      it('tells the room of the route that something moved, however much at once, and nobody else', async () => {
        const watching = await ear(elena);
        const outside = await ear(anna);
        expect(await watching.join('route:request')).to.equal(true);
        expect(await outside.join('route:request')).to.equal(false);
        await Promise.all(Array.from({ length: 12 }, (_none, n) => startRequest(server, anna, { title: `N. ${n}` })));
        await until('the hint', async () => watching.heard.includes('route:request route.moved') || undefined);
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        const moved = watching.heard.filter((one) => one === 'route:request route.moved').length;
        expect(moved).to.be.within(1, 11);
        expect(outside.heard.filter((one) => one.includes('route'))).to.deep.equal([]);
      });

      it('tells that a draft was saved, and everybody who works on routes that one was published', async () => {
        const watching = await ear(await server.as('p-6'));
        const made = await elena.ask('POST', 'routes', {
          body: { name: 'Viva', sector: '*', from: { xml: requestXml } },
        });
        const { id, rev } = made.body as { id: string; rev: number };
        await until('the hint', async () => watching.heard.includes('actor:p-6 route.created') || undefined);
        expect(await watching.join(`route:${id}`)).to.equal(true);
        const { xml } = (await elena.ask('GET', `routes/${id}/draft`)).body as { xml: string };
        const saved = await elena.ask('PUT', `routes/${id}/draft`, { body: { xml, rev } });
        await until('the hint', async () => watching.heard.includes(`route:${id} route.saved`) || undefined);
        await elena.ask('POST', `routes/${id}/publish`, { body: { rev: saved.body['rev'], reason: 'Ecco' } });
        await until('the hint', async () => watching.heard.includes('actor:p-6 route.published') || undefined);
        expect(watching.heard).to.include(`route:${id} route.published`);
      });
    });
  });
