import { expect } from 'chai';
import { house } from './support/house.js';
import { cookieOf, PASSWORD, signIn, TENANT, testServer, type TestServer } from './support/server.js';

describe('a session', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server.drop());

  const login = (username: string, password: string, headers = {}) =>
    server.nobody().ask('POST', 'session', { body: { username, password }, headers });

  it('begins with the right password: a cookie out of reach of scripts and other sites', async () => {
    const answer = await login('u.p-1', PASSWORD);
    expect(answer.status).to.equal(204);
    expect(answer.headers.get('set-cookie')).to.match(/^lf-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('tells who one is: name, permissions, for whom one acts, token, screens', async () => {
    const carla = await server.as('p-3');
    const { body } = await carla.ask('GET', 'session');
    expect(body['actor']).to.deep.equal({ id: 'p-3', name: 'Carla Neri', email: 'p-3@example.it' });
    expect(body['administration']).to.equal('Casa di prova');
    expect(body['actingFor']).to.deep.equal([{ id: 'p-2', name: 'Bruno Verdi', kind: 'substitute' }]);
    expect(body['csrf']).to.be.a('string').with.length(43);
    expect(body['demo']).to.equal(false);
    expect(body['mustChangePassword']).to.equal(false);
  });

  it('takes the user name in any case, as it takes any blanks around it', async () => {
    expect((await login(' U.P-1 ', PASSWORD)).status).to.equal(204);
  });

  it('is refused alike for a wrong password, an unknown name, and somebody no longer in service', async () => {
    const wrong = await login('u.p-1', 'sbagliata ma lunga');
    const unknown = await login('nessuno', 'sbagliata ma lunga');
    house.delete('p-2');
    const gone = await login('u.p-2', PASSWORD);
    for (const answer of [wrong, unknown, gone]) {
      expect(answer.status).to.equal(401);
      expect(answer.body).to.deep.equal(wrong.body);
      expect(answer.headers.get('set-cookie')).to.equal(null);
    }
    expect(wrong.body['code']).to.equal('server.login-failed');
  });

  it('takes about as long to refuse for an unknown name as for a known one', async () => {
    const timed = async (username: string): Promise<number> => {
      const began = performance.now();
      await login(username, 'sbagliata ma lunga');
      return performance.now() - began;
    };
    await timed('warm.up');
    const known = await timed('u.p-1');
    const unknown = await timed('nessuno');
    expect(unknown).to.be.greaterThan(known / 4);
  });

  it('is recorded, refused or not, and says nothing of the password', async () => {
    await login('u.p-1', PASSWORD);
    await login('u.p-1', 'sbagliata ma lunga');
    await login('nessuno', 'sbagliata ma lunga');
    const boss = await server.as('p-9');
    const { body } = await boss.ask('GET', 'logins');
    const logins = (body['items'] as { username: string; outcome: string; address: string }[]).map(
      ({ username, outcome }) => `${username} ${outcome}`,
    );
    expect(logins.slice(1)).to.deep.equal(['nessuno unknown', 'u.p-1 password', 'u.p-1 ok']);
    expect(server.logged.join('')).not.to.include('sbagliata').and.not.to.include(PASSWORD);
  });

  it('ends by signing out, and its cookie is worth nothing afterwards', async () => {
    const anna = await server.as('p-1');
    const answer = await anna.ask('DELETE', 'session');
    expect(answer.status).to.equal(204);
    expect(answer.headers.get('set-cookie')).to.include('Max-Age=0');
    const after = await anna.ask('GET', 'tasks');
    expect(after.status).to.equal(401);
    expect(after.body['code']).to.equal('server.unauthenticated');
  });

  it('is told without a refusal to be nobody’s: none, ended, never given', async () => {
    const anna = await server.as('p-1');
    await anna.ask('DELETE', 'session');
    const cookies = [{}, { cookie: anna.cookie }, { cookie: `lf-session=${'x'.repeat(43)}` }];
    for (const headers of cookies) {
      const { status, body } = await server.nobody().ask('GET', 'session', { headers });
      expect({ status, body }).to.deep.equal({ status: 200, body: { actor: null } });
    }
  });

  it('is another one after each sign-in; the former one ends', async () => {
    const anna = await server.as('p-1');
    const again = await login('u.p-1', PASSWORD, { cookie: anna.cookie });
    expect(cookieOf(again)).not.to.equal(anna.cookie);
    expect((await anna.ask('GET', 'tasks')).status).to.equal(401);
  });

  it('is not kept as it is: the table holds a digest only', async () => {
    const anna = await server.as('p-1');
    const rows = (await server.db.read(TENANT, (tx) => tx.sql('server_session').select('id'))) as { id: string }[];
    const token = anna.cookie.split('=')[1] ?? '';
    expect(rows.map(({ id }) => id))
      .to.have.length(1)
      .and.not.to.include(token);
  });

  it('ends after an hour without a request, and after twelve hours in any case', async () => {
    await server.drop();
    let at = Date.parse('2026-03-03T08:00:00Z');
    server = await testServer({ clock: { now: () => at } });
    const idle = await server.as('p-1');
    at += 59 * 60_000;
    expect((await idle.ask('GET', 'session')).status).to.equal(200);
    at += 59 * 60_000;
    expect((await idle.ask('GET', 'session')).status).to.equal(200);
    at += 61 * 60_000;
    expect((await idle.ask('GET', 'tasks')).status).to.equal(401);

    const busy = await server.as('p-1');
    for (let half = 0; half < 23; half += 1) {
      at += 30 * 60_000;
      expect((await busy.ask('GET', 'session')).status).to.equal(200);
    }
    at += 31 * 60_000;
    expect((await busy.ask('GET', 'tasks')).status).to.equal(401);
  });

  it('ends at once when the person leaves the service', async () => {
    const bruno = await server.as('p-2');
    house.delete('p-2');
    expect((await bruno.ask('GET', 'tasks')).status).to.equal(401);
  });

  it('writes only with its token, and never for a page of another site', async () => {
    const boss = await server.as('p-9');
    const write = (headers: Record<string, string>) =>
      server
        .nobody()
        .ask('POST', 'house/sweep', { body: { room: 'sala' }, headers: { cookie: boss.cookie, ...headers } });
    expect((await write({})).body['code']).to.equal('server.csrf');
    expect((await write({ 'x-csrf': 'x'.repeat(43) })).body['code']).to.equal('server.csrf');
    const other = await server.as('p-1');
    expect((await write({ 'x-csrf': other.csrf })).body['code']).to.equal('server.csrf');
    expect((await write({ 'x-csrf': boss.csrf, origin: 'https://evil.example' })).body['code']).to.equal(
      'server.origin',
    );
    expect((await write({ 'x-csrf': boss.csrf, 'sec-fetch-site': 'cross-site' })).body['code']).to.equal(
      'server.origin',
    );
    expect((await write({ 'x-csrf': boss.csrf, origin: server.url })).status).to.equal(201);
  });

  it('cannot be begun by a page of another site either', async () => {
    const answer = await login('u.p-1', PASSWORD, { origin: 'https://evil.example' });
    expect(answer.body['code']).to.equal('server.origin');
  });

  it('waits longer after each failure in a row, unknown names too, and lets the right password wait as well', async () => {
    await server.drop();
    let at = Date.parse('2026-03-03T08:00:00Z');
    server = await testServer({ clock: { now: () => at } });
    for (const username of ['u.p-1', 'nessuno']) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect((await login(username, 'sbagliata ma lunga')).status).to.equal(401);
        at += 1_000;
      }
      const refused = await login(username, PASSWORD);
      expect(refused.status).to.equal(429);
      expect(refused.body['code']).to.equal('server.login-wait');
      expect(refused.headers.get('retry-after')).to.equal('14');
    }
    at += 15_000;
    expect((await login('u.p-1', PASSWORD)).status).to.equal(204);
    expect((await login('u.p-1', PASSWORD)).status).to.equal(204);
  });

  it('is not refused to somebody whose name others try out from elsewhere', async () => {
    await server.drop();
    server = await testServer({ values: { trustProxy: 1 } });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    expect((await login('u.p-1', PASSWORD, from('10.0.0.7'))).status).to.equal(204);
    for (let attempt = 0; attempt < 6; attempt += 1) await login('u.p-1', 'sbagliata ma lunga', from('203.0.113.9'));
    expect((await login('u.p-1', PASSWORD, from('203.0.113.9'))).status).to.equal(429);
    expect((await login('u.p-1', PASSWORD, from('10.0.0.7'))).status).to.equal(204);
  });

  it('is limited in failures from one address, whatever the names', async () => {
    await server.drop();
    server = await testServer({ values: { login: { failuresPerAddress: 3 } } });
    for (const name of ['a', 'b', 'c']) expect((await login(name, 'sbagliata ma lunga')).status).to.equal(401);
    const refused = await login('d', 'sbagliata ma lunga');
    expect(refused.status).to.equal(429);
    expect(refused.body['code']).to.equal('server.login-address-wait');
    expect(refused.headers.get('retry-after')).to.equal('900');
  });

  it('stands in line: many guesses at once are counted like guesses one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => login('u.p-1', 'sbagliata ma lunga')));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([401, 401, 401, 401, 401, 429, 429, 429]);
  });
});

describe('a password is changed', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server.drop());

  const chosen = 'un tavolo di ferro rosso';

  it('by whoever knows the present one; other sessions end', async () => {
    const anna = await server.as('p-1');
    const elsewhere = await server.as('p-1');
    const wrong = await anna.ask('POST', 'session/password', { body: { current: 'sbagliata', password: chosen } });
    expect(wrong.body).to.include({ code: 'server.password-wrong', where: '/current' });
    const weak = await anna.ask('POST', 'session/password', { body: { current: PASSWORD, password: 'corta' } });
    expect(weak.body).to.include({ code: 'server.password-weak', where: '/password' });
    const same = await anna.ask('POST', 'session/password', { body: { current: PASSWORD, password: PASSWORD } });
    expect(same.body).to.include({ code: 'server.password-same' });
    const done = await anna.ask('POST', 'session/password', { body: { current: PASSWORD, password: chosen } });
    expect(done.status).to.equal(204);
    expect((await anna.ask('GET', 'session')).status).to.equal(200);
    expect((await elsewhere.ask('GET', 'tasks')).status).to.equal(401);
    await signIn(server.url, 'u.p-1', chosen);
  });

  it('by an administrator, who is given one to hand on; nothing else works until the person has chosen', async () => {
    const boss = await server.as('p-9');
    const anna = await server.as('p-1');
    const { body } = await boss.ask('GET', 'accounts?q=p-1');
    const account = (body['items'] as { id: string; person: unknown }[])[0];
    expect(account?.person).to.deep.equal({ id: 'p-1', name: 'Anna Rossi' });
    const reset = await boss.ask('POST', `accounts/${account?.id}/reset`);
    expect((await anna.ask('GET', 'tasks')).status).to.equal(401);

    const given = String(reset.body['password']);
    const again = await signIn(server.url, 'u.p-1', given);
    expect((await again.ask('GET', 'session')).body['mustChangePassword']).to.equal(true);
    const blocked = await again.ask('GET', 'tasks');
    expect(blocked.status).to.equal(403);
    expect(blocked.body['code']).to.equal('server.password-must-change');
    await again.ask('POST', 'session/password', { body: { current: given, password: chosen } });
    expect((await again.ask('GET', 'tasks')).status).to.equal(200);
    expect(server.logged.join('')).not.to.include(given);
  });

  it('never by somebody without the permission', async () => {
    const anna = await server.as('p-1');
    expect((await anna.ask('GET', 'accounts')).status).to.equal(403);
    expect((await anna.ask('POST', 'accounts/a-x/reset')).status).to.equal(403);
  });

  it('and an account can be added for somebody in service only, once, and disabled', async () => {
    const boss = await server.as('p-9');
    house.set('p-8', { name: 'Elena Nuova', groups: ['role:employee@*'] });
    const add = (username: string, person: string) => boss.ask('POST', 'accounts', { body: { username, person } });
    expect((await add('elena.nuova', 'p-77')).body['code']).to.equal('server.person-unknown');
    const added = await add('elena.nuova', 'p-8');
    expect(added.status).to.equal(201);
    expect((await add('elena.due', 'p-8')).body['code']).to.equal('server.account-exists');
    const elena = await signIn(server.url, 'elena.nuova', String(added.body['password']));
    expect(
      (await boss.ask('PUT', `accounts/${String(added.body['id'])}/disabled`, { body: { disabled: true } })).status,
    ).to.equal(204);
    expect((await elena.ask('GET', 'tasks')).status).to.equal(401);
  });
});
