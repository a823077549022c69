import { expect } from 'chai';
import { notRun } from '../../test/support/shared.js';
import { done } from './support/house.js';
import { deployXml, requestXml, startRequest } from './support/request.js';
import { PASSWORD, postgresSchema, testServer } from './support/server.js';

const url = process.env['LF_TEST_POSTGRES'];

describe('the server on PostgreSQL', () => {
  it('does the same by one setting: sessions, records, recorded answers, cases', async () => {
    if (url === undefined) return notRun('the server on PostgreSQL (LF_TEST_POSTGRES is not set)');
    const schema = await postgresSchema(url);
    const server = await testServer({ values: { database: schema.database } });
    try {
      const [anna, bruno, boss] = [await server.as('p-1'), await server.as('p-2'), await server.as('p-9')];
      expect((await deployXml(boss, requestXml)).status).to.equal(201);
      const { caseId, taskId } = await startRequest(server, anna);
      await bruno.ask('POST', `tasks/${taskId}/claim`);
      expect((await bruno.ask('POST', `tasks/${taskId}/complete`, { body: { outcome: 'approved' } })).status).to.equal(
        200,
      );
      await server.engine.settle();
      expect((await anna.ask('GET', `cases/${caseId}`)).body['state']).to.equal('completed');
      expect((await anna.ask('GET', 'cases?mine=true&state=ended')).body['items']).to.have.length(1);

      const sweep = () =>
        boss.ask('POST', 'house/sweep', { body: { room: 'sala' }, headers: { 'idempotency-key': 'pg-key-1' } });
      const answers = await Promise.all([sweep(), sweep(), sweep()]);
      expect(answers.some(({ status }) => status === 201)).to.equal(true);
      expect((await sweep()).body).to.deep.equal({ times: 1 });
      expect(done.sweeps).to.equal(1);

      for (let attempt = 0; attempt < 5; attempt += 1)
        await server.nobody().ask('POST', 'session', { body: { username: 'u.p-4', password: 'sbagliata ma lunga' } });
      const waits = await server.nobody().ask('POST', 'session', { body: { username: 'u.p-4', password: PASSWORD } });
      expect(waits.status).to.equal(429);
      expect((await boss.ask('GET', 'logins?limit=3')).body['items']).to.have.length(3);
      expect((await boss.ask('GET', 'accounts?q=p-4')).body['items']).to.have.length(1);
      await anna.ask('DELETE', 'session');
      expect((await anna.ask('GET', 'tasks')).status).to.equal(401);
    } finally {
      await server.drop();
      await schema.drop();
    }
  });
});
