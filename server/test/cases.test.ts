import { expect } from 'chai';
import { done, house } from './support/house.js';
import { deployXml, requestXml, startRequest } from './support/request.js';
import { testServer, type Reply, type TestServer, type Visitor } from './support/server.js';

type Item = Record<string, unknown>;
const itemsOf = (answer: Reply): readonly Item[] => answer.body['items'] as Item[];
const ids = (answer: Reply): readonly unknown[] => itemsOf(answer).map(({ id }) => id);

describe('a case over REST', () => {
  let server: TestServer;
  let anna: Visitor;
  let bruno: Visitor;
  let carla: Visitor;
  let dario: Visitor;
  let boss: Visitor;
  beforeEach(async () => {
    server = await testServer();
    [anna, bruno, carla, dario, boss] = (await Promise.all(
      ['p-1', 'p-2', 'p-3', 'p-4', 'p-9'].map((person) => server.as(person)),
    )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
    expect((await deployXml(boss, requestXml)).status).to.equal(201);
  });
  afterEach(() => server.drop());

  it('is offered to whoever may start it, with its form, and to nobody else', async () => {
    const [process] = itemsOf(await anna.ask('GET', 'processes'));
    expect(process).to.include({
      processId: 'request',
      name: 'Richiesta di riparazione',
      description: 'Una stanza da riparare',
    });
    expect(process).not.to.have.property('sector');
    expect(process?.['form']).to.have.property('fields').with.length(1);
    expect(itemsOf(await bruno.ask('GET', 'processes'))).to.deep.equal([]);
    const refused = await bruno.ask('POST', 'cases', {
      body: { processId: 'request', title: 'No', values: { cost: 1 } },
    });
    expect(refused.status).to.equal(403);
    expect(refused.body['code']).to.equal('server.process-not-startable');
  });

  it('is not started with a form that is not filled in', async () => {
    const answer = await anna.ask('POST', 'cases', { body: { processId: 'request', title: 'Porta', values: {} } });
    expect(answer.status).to.equal(400);
    expect(answer.body['code']).to.equal('engine.form-invalid');
    expect(answer.body['details'])
      .to.have.property('fields')
      .with.property('cost')
      .that.match(/^Il campo «/);
  });

  it('says what is wrong in English to whoever asks for English, Italian to everybody else', async () => {
    const refused = async (language: string) =>
      (
        await anna.ask('POST', 'cases', {
          body: { processId: 'request', title: 'Porta', values: {} },
          headers: { 'accept-language': language },
        })
      ).body as { title: string; detail: string; details: { fields: { cost: string } } };
    const english = await refused('en');
    expect(english.title).to.equal('The request is not valid');
    expect(english.detail).to.match(/^The field “.+” is required\.$/);
    expect(english.details.fields.cost).to.equal(english.detail);
    for (const other of ['it', 'fr', '*', 'it-IT, en;q=0.5'])
      expect((await refused(other)).detail, other).to.match(/^Il campo «.+» è obbligatorio\.$/);
    const schema = await anna.ask('POST', 'cases', { body: { title: 7 }, headers: { 'accept-language': 'en' } });
    expect(schema.body['code']).to.equal('server.schema');
    expect(schema.body['detail']).to.match(/^Something is wrong in what was sent: .+ \(and \d more\)\.$/);
  });

  it('goes from request to end: queue, claim, completion, history and path', async () => {
    const { caseId, taskId } = await startRequest(server, anna);
    const [queued] = itemsOf(await bruno.ask('GET', 'tasks'));
    expect(queued).to.deep.include({ id: taskId, caseTitle: 'Porta della sala', name: 'Decisione', mayWork: true });
    expect(queued?.['candidates']).to.deep.equal([{ group: 'role:director@U1', label: 'Gruppo role:director@U1' }]);

    expect((await bruno.ask('POST', `tasks/${taskId}/claim`)).status).to.equal(200);
    expect(ids(await bruno.ask('GET', 'tasks?scope=claimed'))).to.deep.equal([taskId]);
    expect((await bruno.ask('GET', `tasks/${taskId}`)).body['assignee']).to.deep.equal({
      id: 'p-2',
      name: 'Bruno Verdi',
    });

    const completed = await bruno.ask('POST', `tasks/${taskId}/complete`, {
      body: { outcome: 'approved', values: { note: 'subito' } },
    });
    expect(completed.status, completed.text).to.equal(200);
    await server.engine.settle();

    const about = await anna.ask('GET', `cases/${caseId}`);
    expect(about.body).to.include({ state: 'completed', title: 'Porta della sala', recallable: false });
    const history = itemsOf(await anna.ask('GET', `cases/${caseId}/history`));
    expect(history.map(({ type }) => type)).to.deep.equal([
      'case.started',
      'task.opened',
      'task.claimed',
      'task.completed',
      'step.completed',
      'case.ended',
    ]);
    expect(history[3]).to.deep.include({
      outcome: 'approved',
      actor: { id: 'p-2', name: 'Bruno Verdi' },
      elementName: 'Decisione',
    });
    const after = itemsOf(await anna.ask('GET', `cases/${caseId}/history?afterRev=${String(history[2]?.['rev'])}`));
    expect(after.map(({ type }) => type)).to.deep.equal(['task.completed', 'step.completed', 'case.ended']);
    const path = await anna.ask('GET', `cases/${caseId}/path`);
    expect(path.body['visited']).to.deep.equal(['start', 'decide', 'decided', 'repair', 'end']);
    expect(path.body['active']).to.deep.equal([]);
    const xml = await anna.ask('GET', `definitions/${String(path.body['definitionId'])}/xml`);
    expect(xml.text).to.equal(requestXml);
  });

  it('is seen by the requester and the roles on its route, their substitutes included; to others it is not there', async () => {
    const { caseId, taskId } = await startRequest(server, anna);
    for (const visitor of [anna, bruno, carla]) {
      expect((await visitor.ask('GET', `cases/${caseId}`)).status).to.equal(200);
      expect(ids(await visitor.ask('GET', 'cases'))).to.deep.equal([caseId]);
    }
    for (const visitor of [dario, boss]) {
      for (const path of [`cases/${caseId}`, `cases/${caseId}/history`, `cases/${caseId}/path`, `tasks/${taskId}`])
        expect((await visitor.ask('GET', path)).status, path).to.equal(404);
      for (const path of [`tasks/${taskId}/claim`, `tasks/${taskId}/release`, `cases/${caseId}/recall`])
        expect((await visitor.ask('POST', path)).status, path).to.equal(404);
      expect((await visitor.ask('POST', `tasks/${taskId}/complete`, { body: {} })).status).to.equal(404);
      expect(ids(await visitor.ask('GET', 'cases'))).to.deep.equal([]);
      expect(ids(await visitor.ask('GET', 'tasks'))).to.deep.equal([]);
    }
  });

  it('is worked on by a substitute in the name of the holder, and both names appear', async () => {
    const { caseId, taskId } = await startRequest(server, anna);
    expect((await carla.ask('GET', `tasks/${taskId}`)).body['onBehalfOf']).to.deep.equal({
      id: 'p-2',
      name: 'Bruno Verdi',
    });
    await carla.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
    const history = itemsOf(await anna.ask('GET', `cases/${caseId}/history`));
    expect(history.find(({ type }) => type === 'task.completed')).to.deep.include({
      actor: { id: 'p-3', name: 'Carla Neri' },
      onBehalfOf: { id: 'p-2', name: 'Bruno Verdi' },
    });
  });

  it('lets its requester see a task and not work on it', async () => {
    const { taskId } = await startRequest(server, anna);
    expect((await anna.ask('GET', `tasks/${taskId}`)).body['mayWork']).to.equal(false);
    const refused = await anna.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
    expect(refused.status).to.equal(403);
    expect(refused.body['code']).to.equal('server.forbidden');
  });

  it('refuses a task completed twice, taken by somebody else, or after the end, each with its code', async () => {
    const { taskId } = await startRequest(server, anna);
    await bruno.ask('POST', `tasks/${taskId}/claim`);
    const taken = await carla.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
    expect(taken.status).to.equal(409);
    expect(taken.body['code']).to.equal('engine.task-taken');
    expect((await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } })).status).to.equal(
      200,
    );
    const twice = await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
    expect(twice.status).to.equal(409);
    expect(twice.body['code']).to.equal('engine.task-completed');

    const other = await startRequest(server, anna);
    await anna.ask('POST', `cases/${other.caseId}/recall`);
    const ended = await bruno.ask('POST', `tasks/${other.taskId}/complete`, { body: { outcome: 'approved' } });
    expect(ended.status).to.equal(410);
    expect(ended.body['code']).to.equal('engine.instance-ended');
  });

  it('answers a repeated completion with the same key like the first one', async () => {
    const { taskId } = await startRequest(server, anna);
    const complete = () =>
      bruno.ask('POST', `tasks/${taskId}/complete`, {
        body: { outcome: 'approved' },
        headers: { 'idempotency-key': 'once-and-only' },
      });
    const [first, second] = [await complete(), await complete()];
    expect(first.status).to.equal(200);
    expect(second.body).to.deep.equal(first.body);
  });

  it('asks for a reason when it is rejected', async () => {
    const { taskId } = await startRequest(server, anna);
    for (const reason of [undefined, '   ']) {
      const refused = await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'rejected', reason } });
      expect(refused.status).to.equal(400);
      expect(refused.body['code']).to.equal('engine.reason-missing');
    }
  });

  it('is recalled by its requester until somebody has worked on it', async () => {
    const first = await startRequest(server, anna);
    expect((await anna.ask('GET', `cases/${first.caseId}`)).body['recallable']).to.equal(true);
    expect((await bruno.ask('POST', `cases/${first.caseId}/recall`)).body['code']).to.equal('engine.recall-forbidden');
    expect((await anna.ask('POST', `cases/${first.caseId}/recall`)).status).to.equal(200);
    const history = itemsOf(await anna.ask('GET', `cases/${first.caseId}/history`));
    expect(history.at(-1)).to.deep.include({ type: 'case.recalled', actor: { id: 'p-1', name: 'Anna Rossi' } });
    expect(history.at(-1), 'the entry says it already').not.to.have.property('reason');
    expect((await anna.ask('GET', `cases/${first.caseId}`)).body).to.include({ state: 'cancelled', recalled: true });
    expect(ids(await bruno.ask('GET', 'tasks'))).to.deep.equal([]);

    const second = await startRequest(server, anna);
    await bruno.ask('POST', `tasks/${second.taskId}/claim`);
    expect((await anna.ask('GET', `cases/${second.caseId}`)).body['recallable']).to.equal(false);
    expect((await anna.ask('POST', `cases/${second.caseId}/recall`)).body['code']).to.equal('engine.recall-late');
  });

  it('is found by words of its title, by state, and page by page', async () => {
    const first = await startRequest(server, anna, { title: 'Perché la finestra' });
    const second = await startRequest(server, anna);
    const third = await startRequest(server, anna);
    await anna.ask('POST', `cases/${first.caseId}/recall`);
    expect(ids(await anna.ask('GET', 'cases?mine=true&q=perche%20la'))).to.deep.equal([first.caseId]);
    expect(ids(await anna.ask('GET', 'cases?mine=true&state=running'))).to.deep.equal([third.caseId, second.caseId]);
    expect(ids(await anna.ask('GET', 'cases?mine=true&state=ended'))).to.deep.equal([first.caseId]);
    const page = await anna.ask('GET', 'cases?limit=2');
    expect(ids(page)).to.deep.equal([third.caseId, second.caseId]);
    const rest = await anna.ask('GET', `cases?limit=2&cursor=${String(page.body['next'])}`);
    expect(ids(rest)).to.deep.equal([first.caseId]);
    expect(rest.body['next']).to.equal(null);
    expect((await anna.ask('GET', 'cases?cursor=nonsense')).status).to.equal(400);
  });

  it('that is a trial is in nobody else’s queue or sight', async () => {
    const { caseId, taskId } = await startRequest(server, anna, { mode: 'trial' });
    expect(ids(await bruno.ask('GET', 'tasks'))).to.deep.equal([]);
    expect((await bruno.ask('GET', `cases/${caseId}`)).status).to.equal(404);
    expect(ids(await anna.ask('GET', 'tasks'))).to.deep.equal([taskId]);
    expect((await anna.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } })).status).to.equal(
      200,
    );
  });

  it('follows the directory at once: who loses the role loses the task, whoever gets it has it', async () => {
    const { taskId } = await startRequest(server, anna);
    house.set('p-2', { name: 'Bruno Verdi', groups: ['role:employee@*'] });
    house.set('p-4', { name: 'Dario Blu', groups: ['role:director@U1'] });
    expect((await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } })).status).to.equal(
      404,
    );
    expect((await dario.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } })).status).to.equal(
      200,
    );
  });

  it('shows what was asked for to whoever sees it: the form, and what its fields hold', async () => {
    const { caseId } = await startRequest(server, anna);
    const { status, body } = await bruno.ask('GET', `cases/${caseId}/request`);
    expect(status).to.equal(200);
    expect(body['values']).to.deep.equal({ cost: 100 });
    expect(body['form']).to.have.property('fields').with.length(1);
    expect((await dario.ask('GET', `cases/${caseId}/request`)).status).to.equal(404);
  });

  it('says of a task whether others may work on it, too', async () => {
    const { taskId } = await startRequest(server, anna);
    const shared = async (): Promise<unknown> => (await bruno.ask('GET', `tasks/${taskId}`)).body['shared'];
    expect(await shared(), 'Carla stands in for Bruno').to.equal(true);
    house.set('p-3', { name: 'Carla Neri', groups: ['role:director@U2'] });
    expect(await shared()).to.equal(false);
    expect((await anna.ask('GET', `tasks/${taskId}`)).body, 'who only sees it').to.not.have.property('shared');
  });

  it('offers live lists for its forms', async () => {
    expect(itemsOf(await anna.ask('GET', 'lists/house.rooms'))).to.deep.equal([
      { value: 'sala', label: 'Sala di Anna Rossi' },
    ]);
    expect((await anna.ask('GET', 'lists/house.none')).status).to.equal(404);
    expect(
      itemsOf(await (await server.as('p-5')).ask('GET', 'lists/house.rooms?as=p-1')),
      'who plays Anna in a trial',
    ).to.deep.equal([{ value: 'sala', label: 'Sala di Anna Rossi' }]);
    expect((await anna.ask('GET', 'lists/house.rooms?as=p-2')).status, 'who may not').to.equal(403);
  });

  it('says to whoever sees it, and to nobody else, what the system tries again by itself', async () => {
    done.broken = 'for now';
    const { caseId, taskId } = await startRequest(server, anna);
    const retries = async () => (await anna.ask('GET', `cases/${caseId}`)).body['retries'] as readonly Item[];
    expect(await retries()).to.deep.equal([]);
    await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
    await server.engine.settle();
    const [retry, ...others] = await retries();
    expect(others).to.deep.equal([]);
    expect(retry).to.include({ elementId: 'repair', elementName: 'Riparazione', message: 'Manca il martello di Anna' });
    const english = await anna.ask('GET', `cases/${caseId}`, { headers: { 'accept-language': 'en' } });
    expect((english.body['retries'] as readonly Item[])[0]?.['message']).to.equal('The hammer of Anna is missing');
    expect(retry?.['since']).to.be.a('number').that.is.at.most(Number(retry?.['dueAt']));
    expect((await boss.ask('GET', `cases/${caseId}`)).status).to.equal(404);
    done.broken = false;
  });

  describe('with an incident', () => {
    const broken = async (confidential = false): Promise<{ caseId: string; incident: Item }> => {
      done.broken = true;
      const { caseId, taskId } = await startRequest(server, anna, { confidential });
      await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } });
      await server.engine.settle();
      const [incident] = itemsOf(await boss.ask('GET', 'incidents'));
      if (incident === undefined) throw new Error('No incident');
      return { caseId, incident };
    };

    it('tells why in the language asked for: to whoever watches, and in the history of the case', async () => {
      const { caseId } = await broken();
      const about = async (language: string): Promise<readonly unknown[]> => {
        const headers = { 'accept-language': language };
        const [incident] = itemsOf(await boss.ask('GET', 'incidents', { headers }));
        const history = itemsOf(await anna.ask('GET', `cases/${caseId}/history`, { headers }));
        return [incident?.['message'], history.find(({ type }) => type === 'incident.opened')?.['message']];
      };
      expect(await about('it')).to.deep.equal(['Manca il martello di Anna', 'house.broken: Manca il martello di Anna']);
      expect(await about('en')).to.deep.equal([
        'The hammer of Anna is missing',
        'house.broken: The hammer of Anna is missing',
      ]);
      const [{ id } = {}] = itemsOf(await boss.ask('GET', 'incidents'));
      const ended = await boss.ask('POST', `incidents/${String(id)}/cancel`, { body: { reason: 'Ho visto.' } });
      expect(ended.status).to.equal(200);
      done.broken = false;
    });

    it('shows it to whoever watches, and goes on when it is tried again', async () => {
      const { caseId, incident } = await broken();
      expect(incident).to.include({
        caseId,
        code: 'house.broken',
        elementName: 'Riparazione',
        caseTitle: 'Porta della sala',
      });
      expect((await anna.ask('GET', 'incidents')).status).to.equal(403);
      expect((await anna.ask('GET', `cases/${caseId}/path`)).body['failed']).to.deep.equal(['repair']);
      done.broken = false;
      expect((await boss.ask('POST', `incidents/${String(incident['id'])}/retry`, { body: {} })).status).to.equal(200);
      await server.engine.settle();
      expect((await anna.ask('GET', `cases/${caseId}`)).body['state']).to.equal('completed');
    });

    it('goes on behind it, or ends, when a person says so and why', async () => {
      const first = await broken();
      const resolve = `incidents/${String(first.incident['id'])}/resolve`;
      expect((await boss.ask('POST', resolve, { body: {} })).status).to.equal(400);
      expect((await boss.ask('POST', resolve, { body: { reason: 'Riparata a mano' } })).status).to.equal(200);
      await server.engine.settle();
      expect((await anna.ask('GET', `cases/${first.caseId}`)).body['state']).to.equal('completed');
      const second = await broken();
      await boss.ask('POST', `incidents/${String(second.incident['id'])}/cancel`, {
        body: { reason: 'Non serve più' },
      });
      expect((await anna.ask('GET', `cases/${second.caseId}`)).body['state']).to.equal('cancelled');
      const gone = await boss.ask('POST', `incidents/${String(second.incident['id'])}/retry`, { body: {} });
      expect(gone.body['code']).to.match(/^engine\./);
      expect([404, 410]).to.include(gone.status);
    });

    it('does not show what a confidential one is about to somebody who is not on its route', async () => {
      const { incident } = await broken(true);
      expect(incident).to.include({ caseTitle: 'Pratica riservata', confidential: true });
      expect(JSON.stringify(incident)).not.to.include('martello').and.not.to.include('Porta');
      expect(server.logged.join('')).not.to.include('Porta della sala');
    });
  });
});
