import { expect } from 'chai';
import { io, type Socket } from 'socket.io-client';
import { house } from './support/house.js';
import { deployXml, requestXml, startRequest } from './support/request.js';
import { TENANT, testServer, type TestServer, type Visitor } from './support/server.js';

interface Hint {
  readonly type: string;
  readonly instanceId?: string;
  readonly rev?: number;
}

/** A browser's live connection that remembers what it was told. */
interface Ear {
  readonly socket: Socket;
  readonly heard: (readonly [Hint, string])[];
  join(room: unknown): Promise<{ ok: boolean; code?: string }>;
  /** Resolves with the first hint that fits, past or to come. */
  hears(fits: (hint: Hint, room: string) => boolean): Promise<Hint>;
}

describe('live updates', () => {
  let server: TestServer;
  const open: Socket[] = [];
  before(async () => {
    server = await testServer();
    expect((await deployXml(await server.as('p-9'), requestXml)).status).to.equal(201);
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.disconnect();
  });
  after(() => server.drop());

  const connect = (cookie: string, headers: Record<string, string> = {}): Promise<Ear> =>
    new Promise((resolve, reject) => {
      const socket = io(server.url, {
        path: '/live',
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        extraHeaders: { ...(cookie === '' ? {} : { cookie }), ...headers },
      });
      open.push(socket);
      const heard: (readonly [Hint, string])[] = [];
      const waiting: { fits: (hint: Hint, room: string) => boolean; tell: (hint: Hint) => void }[] = [];
      socket.on('hint', (hint: Hint, room: string) => {
        heard.push([hint, room]);
        for (const one of waiting) if (one.fits(hint, room)) one.tell(hint);
      });
      socket.on('connect', () =>
        resolve({
          socket,
          heard,
          join: (room) => socket.emitWithAck('join', { room }) as Promise<{ ok: boolean; code?: string }>,
          hears: (fits) =>
            new Promise((tell) => {
              const past = heard.find(([hint, room]) => fits(hint, room));
              if (past !== undefined) tell(past[0]);
              else waiting.push({ fits, tell });
            }),
        }),
      );
      socket.on('connect_error', reject);
    });

  const refusal = async (cookie: string, headers = {}): Promise<string> => {
    try {
      await connect(cookie, headers);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('It was expected to be refused');
  };

  const ended = (socket: Socket): Promise<string> => new Promise((resolve) => socket.once('disconnect', resolve));

  it('are for signed-in people of this site only', async () => {
    const anna = await server.as('p-1');
    expect(await refusal('')).to.equal('server.unauthenticated');
    expect(await refusal(`lf-session=${'x'.repeat(43)}`)).to.equal('server.unauthenticated');
    expect(await refusal(anna.cookie, { origin: 'https://evil.example' })).to.equal('websocket error');
    await connect(anna.cookie, { origin: server.url });
  });

  it('tell whoever has the task in their queue, the requester, and whoever watches the case, and nobody else', async () => {
    const [anna, bruno, carla, dario] = (await Promise.all(
      ['p-1', 'p-2', 'p-3', 'p-4'].map((id) => server.as(id)),
    )) as [Visitor, Visitor, Visitor, Visitor];
    const [annas, brunos, carlas, darios] = (await Promise.all(
      [anna, bruno, carla, dario].map((visitor) => connect(visitor.cookie)),
    )) as [Ear, Ear, Ear, Ear];
    const { caseId, taskId } = await startRequest(server, anna);
    for (const ear of [annas, brunos, carlas])
      await ear.hears((hint) => hint.type === 'task.opened' && hint.instanceId === caseId);

    expect(await annas.join(`case:${caseId}`)).to.deep.equal({ ok: true });
    await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
    const told = await annas.hears((hint, room) => hint.type === 'task.completed' && room === `case:${caseId}`);
    expect(told.rev).to.be.greaterThan(1);
    expect(darios.heard).to.deep.equal([]);
  });

  it('say that something changed and never what it is about', async () => {
    const anna = await server.as('p-1');
    const ear = await connect((await server.as('p-2')).cookie);
    const { caseId } = await startRequest(server, anna, { confidential: true });
    await ear.hears((hint) => hint.instanceId === caseId);
    expect(JSON.stringify(ear.heard)).not.to.include('Porta');
  });

  it('of a trial case reach its requester alone', async () => {
    const anna = await server.as('p-1');
    const annas = await connect(anna.cookie);
    const brunos = await connect((await server.as('p-2')).cookie);
    const { caseId } = await startRequest(server, anna, { mode: 'trial' });
    await annas.hears((hint) => hint.type === 'task.opened' && hint.instanceId === caseId);
    expect(brunos.heard).to.deep.equal([]);
  });

  it('have rooms that are asked for one by one, each with its own rule', async () => {
    const { caseId } = await startRequest(server, await server.as('p-1'));
    const darios = await connect((await server.as('p-4')).cookie);
    for (const room of [`case:${caseId}`, 'actor:p-1', 'case:', 'nothing:1', 'house.floor:U1', '', 42, undefined])
      expect(await darios.join(room), String(room)).to.deep.equal({ ok: false, code: 'server.not-found' });
    expect(await darios.join('house.floor:U3')).to.deep.equal({ ok: true });
    server.live.publish(TENANT, { room: 'house.floor:U3' }, { type: 'house.noise' });
    await darios.hears((hint, room) => hint.type === 'house.noise' && room === 'house.floor:U3');
    await darios.socket.emitWithAck('leave', { room: 'house.floor:U3' });
    server.live.publish(TENANT, { room: 'house.floor:U3' }, { type: 'house.silence' });
    server.live.publish(TENANT, { actor: 'p-4' }, { type: 'house.bell' });
    await darios.hears((hint) => hint.type === 'house.bell');
    expect(darios.heard.map(([hint]) => hint.type)).not.to.include('house.silence');
  });

  it('tell whoever connects whether anything was told since they read', async () => {
    const anna = await server.as('p-1');
    await startRequest(server, anna);
    const ear = await connect(anna.cookie);
    const missed = (request: unknown): Promise<unknown> => ear.socket.emitWithAck('missed', request);
    const told = Date.now();
    server.live.publish(TENANT, { actor: 'p-4' }, { type: 'house.bell' });
    expect(await missed({ ms: 60_000 })).to.equal(true);
    expect(await missed('nonsense')).to.equal(true);
    while ((await missed({ ms: 0 })) === true) {
      expect(Date.now() - told, 'milliseconds').to.be.below(30_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  it('end a room whose right has ended at the next check', async () => {
    const darios = await connect((await server.as('p-4')).cookie);
    await darios.join('house.floor:U3');
    const left = new Promise((resolve) => darios.socket.once('left', resolve));
    house.set('p-4', { name: 'Dario Blu', groups: ['role:employee@*'] });
    await server.live.recheck();
    expect(await left).to.equal('house.floor:U3');
    house.set('p-4', { name: 'Dario Blu', groups: ['role:director@U3', 'role:employee@*'] });
  });

  it('end with the session: signed out, password changed, or out of service', async () => {
    const anna = await server.as('p-1');
    const here = await connect(anna.cookie);
    const over = ended(here.socket);
    await anna.ask('DELETE', 'session');
    expect(await over).to.equal('io server disconnect');

    const bruno = await server.as('p-2');
    const gone = ended((await connect(bruno.cookie)).socket);
    const person = house.get('p-2');
    house.delete('p-2');
    await server.live.recheck();
    expect(await gone).to.equal('io server disconnect');
    if (person !== undefined) house.set('p-2', person);
  });
});
