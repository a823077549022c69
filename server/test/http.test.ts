import { expect } from 'chai';
import { connect } from 'node:net';
import { done } from './support/house.js';
import { TENANT, testServer, type Reply, type TestServer, type Visitor } from './support/server.js';

const isProblem = (answer: Reply, status: number, code: string): void => {
  expect(answer.status, answer.text).to.equal(status);
  expect(answer.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
  expect(answer.body).to.include({ status, code, type: `urn:libro-firma:problem:${code}` });
  expect(answer.body['title']).to.be.a('string');
  expect(answer.body['detail']).to.match(/^[A-ZÈ].*\.$/s);
};

describe('the HTTP interface', () => {
  let server: TestServer;
  let boss: Visitor;
  let anna: Visitor;
  before(async () => {
    server = await testServer();
    boss = await server.as('p-9');
    anna = await server.as('p-1');
  });
  after(() => server.drop());

  describe('access', () => {
    it('is refused on every route that is not public to somebody without a session', async () => {
      for (const { route, path } of server.routes()) {
        if (route.access.kind === 'public') continue;
        const answer = await server.nobody().ask(route.method, path.replace(/:[A-Za-z]+/g, 'x'));
        expect(answer.status, `${route.method} ${path}`).to.equal(401);
        expect(answer.body['code']).to.equal('server.unauthenticated');
      }
    });

    it('is open without a session on these routes only, each saying why', () => {
      const open = server.routes().filter(({ route }) => route.access.kind === 'public');
      expect(open.map(({ route }) => route.name).sort()).to.deep.equal([
        'house.door',
        'house.hello',
        'house.slow',
        'server.docs',
        'server.docs.styles',
        'server.health',
        'server.openapi',
        'server.session.begin',
        'server.session.read',
      ]);
    });

    it('by a permission is refused openly, and asked before anything of the content is looked at', async () => {
      isProblem(await anna.ask('POST', 'house/sweep', { body: { nonsense: true } }), 403, 'server.forbidden');
    });

    it('by a rule is refused as if the thing were not there', async () => {
      expect((await anna.ask('GET', 'house/rooms/anna')).status).to.equal(200);
      isProblem(await boss.ask('GET', 'house/rooms/anna'), 404, 'server.not-found');
    });

    it('to a case or task that is not there looks like one to a case that may not be seen', async () => {
      isProblem(await boss.ask('GET', 'cases/01hzzzzzzzzzzzzz'), 404, 'server.not-found');
      isProblem(await boss.ask('GET', 'tasks/01hzzzzzzzzzzzzz.3'), 404, 'server.not-found');
      isProblem(await boss.ask('POST', 'tasks/nonsense/complete', { body: {} }), 404, 'server.not-found');
    });
  });

  describe('input', () => {
    it('with an unknown field is refused, each field told by a JSON pointer', async () => {
      const answer = await boss.ask('POST', 'house/sweep', {
        body: { room: 'x', tools: [{ name: 3 }], colour: 'red' },
      });
      isProblem(answer, 400, 'server.schema');
      const { fields } = answer.body['details'] as { fields: { where: string; message: string }[] };
      expect(fields).to.deep.include.members([
        { where: '/room', message: 'deve avere almeno 2 caratteri' },
        { where: '/tools/0/name', message: 'deve essere un testo, non un numero' },
        { where: '', message: 'contiene un campo che non esiste: colour' },
      ]);
    });

    it('with the null character is refused where it stands, and in an address as what is not there', async () => {
      const answer = await boss.ask('POST', 'house/sweep', {
        body: { room: 'kitchen', tools: [{ name: 'a\u0000b' }] },
      });
      isProblem(answer, 400, 'server.schema');
      expect(answer.body['where']).to.equal('/tools/0/name');
      isProblem(await boss.ask('GET', 'house/rooms/a%00b'), 404, 'server.not-found');
    });

    it('in the query and the path is checked alike', async () => {
      isProblem(await server.nobody().ask('GET', 'house/hello?nome=anna'), 400, 'server.schema');
      isProblem(await server.nobody().ask('GET', 'health?x=1'), 400, 'server.schema');
      const tooLong = await anna.ask('GET', 'house/rooms/a-very-long-room-name');
      isProblem(tooLong, 400, 'server.schema');
      expect(tooLong.body['detail']).to.match(/deve avere al massimo \d+ caratteri: ne ha 21\.$/);
      expect((await server.nobody().ask('GET', 'house/hello?name=anna')).body).to.deep.equal({ hello: 'anna' });
    });

    it('that is no JSON, of another type, too large or too deep is refused with its own code', async () => {
      const json = { 'content-type': 'application/json' };
      const send = (raw: string, headers: Record<string, string> = json) =>
        boss.ask('POST', 'house/sweep', { raw, headers });
      isProblem(await send('{ "room": '), 400, 'server.json');
      isProblem(
        await send('room=sala', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'server.media-type',
      );
      isProblem(await send(JSON.stringify({ room: 'x'.repeat(1_100_000) })), 413, 'server.too-large');
      isProblem(await send('['.repeat(100_000)), 400, 'server.json');
      isProblem(await send(''), 400, 'server.schema');
    });

    it('where none is expected is refused', async () => {
      isProblem(await boss.ask('DELETE', 'session', { body: { a: 1 } }), 400, 'server.unexpected-body');
    });

    it('as a stream arrives as it is, and is refused beyond its limit, declared or not', async () => {
      const upload = (raw: Uint8Array, headers = {}) =>
        anna.ask('POST', 'house/upload', { raw, headers: { 'content-type': 'application/octet-stream', ...headers } });
      expect((await upload(new Uint8Array(1000))).body).to.deep.equal({ bytes: 1000 });
      isProblem(await upload(new Uint8Array(1001)), 413, 'server.too-large');
      isProblem(await upload(new Uint8Array(10), { 'content-type': 'text/plain' }), 415, 'server.media-type');
      const answer = await fetch(`${server.url}/api/v1/house/upload`, {
        method: 'POST',
        duplex: 'half',
        headers: { cookie: anna.cookie, 'x-csrf': anna.csrf, 'content-type': 'application/octet-stream' },
        body: new Blob([new Uint8Array(600), new Uint8Array(600), new Uint8Array(600)]).stream(),
      } as RequestInit);
      expect(answer.status).to.equal(413);
      expect(done.uploads).to.deep.equal([1000]);
    });

    it('with an unknown method or address is refused', async () => {
      const method = await anna.ask('PATCH', 'house/hello');
      isProblem(method, 405, 'server.method');
      expect(method.headers.get('allow')).to.equal('GET, HEAD');
      isProblem(await anna.ask('GET', 'nothing/here'), 404, 'server.not-found');
      isProblem(await anna.ask('GET', 'house/rooms/%E0%A4%A'), 400, 'server.request-invalid');
    });

    it('with another host name is refused', async () => {
      const { port } = new URL(server.url);
      const text = await new Promise<string>((resolve, reject) => {
        let read = '';
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.end('GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
        });
        socket.on('data', (chunk) => (read += String(chunk)));
        socket.on('end', () => resolve(read));
        socket.on('error', reject);
      });
      expect(text)
        .to.match(/^HTTP\/1.1 400 /)
        .and.to.include('server.host');
    });
  });

  describe('answers', () => {
    it('hold only what their schema names', async () => {
      expect((await server.nobody().ask('GET', 'house/hello')).body).to.deep.equal({ hello: 'mondo' });
    });

    it('that do not fit their schema are a bug, never sent', async () => {
      const answer = await anna.ask('GET', 'house/lies');
      isProblem(answer, 500, 'server.internal');
      expect(answer.text).not.to.include('three');
    });

    it('of a bug show an id and nothing else; the log has both', async () => {
      const answer = await anna.ask('GET', 'house/breaks');
      isProblem(answer, 500, 'server.internal');
      const { errorId } = answer.body['details'] as { errorId: string };
      expect(answer.body['detail']).to.include(errorId);
      expect(answer.text).not.to.match(/rosebud|wall\.ts|at /);
      const line = server.logged.find((entry) => entry.includes(errorId));
      expect(line).to.include('rosebud');
    });

    it('that nobody waits for any more are no error: whoever gave up had sent all, and it was not read yet', async () => {
      const { host, port } = new URL(server.url);
      const content = JSON.stringify({ room: 'salotto' });
      const head = [
        'POST /api/v1/house/sweep HTTP/1.1',
        `Host: ${host}`,
        `Cookie: ${boss.cookie}`,
        `X-CSRF: ${boss.csrf}`,
        'Content-Type: application/json',
        `Content-Length: ${content.length}`,
      ].join('\r\n');
      const before = server.logged.length;
      const over = (): number =>
        server.logged.slice(before).filter((line) => line.includes('"route":"house.sweep"')).length;
      for (let n = 0; n < 20; n += 1) {
        const socket = connect(Number(port), '127.0.0.1');
        socket.end(`${head}\r\n\r\n${content}`, () => socket.destroy());
      }
      while (over() < 20) await new Promise((resolve) => setTimeout(resolve, 20));
      isProblem(await anna.ask('GET', 'house/breaks'), 500, 'server.internal');
      const unexpected = server.logged.slice(before).filter((line) => line.includes('unexpected error'));
      expect(unexpected).to.have.lengthOf(1);
      expect(unexpected[0]).to.include('rosebud');
    });

    it('of a refusal keep the code, the sentence and the place that the plugin gave', async () => {
      const answer = await boss.ask('POST', 'house/sweep', { body: { room: 'cantina' } });
      isProblem(answer, 409, 'house.locked');
      expect(answer.body).to.include({ detail: 'La cantina è chiusa.', where: '/room' });
    });

    it('to a reading bear an ETag, and are not sent again to whoever has them', async () => {
      const first = await anna.ask('GET', 'house/rooms/sala');
      const tag = first.headers.get('etag');
      expect(first.headers.get('cache-control')).to.equal('private, no-cache');
      const again = await anna.ask('GET', 'house/rooms/sala', { headers: { 'if-none-match': tag ?? '' } });
      expect(again.status).to.equal(304);
      expect(again.text).to.equal('');
    });

    it('with a file name it safely; what could be a page is only ever downloaded', async () => {
      const page = await anna.ask('GET', 'house/pictures/html');
      expect(page.headers.get('content-disposition')).to.equal(
        `attachment; filename="p_gina _1_.html"; filename*=UTF-8''p%C3%A0gina%20%221%22.html`,
      );
      expect(page.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(page.headers.get('cache-control')).to.equal('private, no-store');
      const picture = await anna.ask('GET', 'house/pictures/png');
      expect(picture.text).to.equal('pngbytes');
      expect(picture.headers.get('content-disposition')).to.match(/^inline; /);
      expect((await anna.ask('GET', 'house/pictures/png', { headers: { 'if-none-match': '"abc"' } })).status).to.equal(
        304,
      );
    });

    it('all forbid scripts from elsewhere, framing and sniffing', async () => {
      for (const path of ['/', '/porta', '/api/v1/health', '/api/v1/docs', '/desk/kit.js']) {
        const { headers } = await server.nobody().ask('GET', path);
        const csp = headers.get('content-security-policy') ?? '';
        expect(csp, path).to.include("default-src 'self'").and.to.include("frame-ancestors 'none'");
        expect(csp).not.to.match(/'unsafe-inline'|'unsafe-eval'|https?:/);
        expect(headers.get('x-content-type-options')).to.equal('nosniff');
        expect(headers.get('x-powered-by')).to.equal(null);
      }
    });
  });

  describe('a repeated write with the same key', () => {
    const sweep = (key: string, room = 'sala') =>
      boss.ask('POST', 'house/sweep', { body: { room }, headers: { 'idempotency-key': key } });

    it('gets the first answer and is done once', async () => {
      const before = done.sweeps;
      const first = await sweep('key-0001');
      const second = await sweep('key-0001');
      expect(first.status).to.equal(201);
      expect(second.status).to.equal(201);
      expect(second.body).to.deep.equal(first.body);
      expect(done.sweeps).to.equal(before + 1);
    });

    it('is refused when it says something else', async () => {
      await sweep('key-0002');
      isProblem(await sweep('key-0002', 'cucina'), 409, 'server.idempotency-mismatch');
    });

    it('may be tried again when the first was refused', async () => {
      isProblem(await sweep('key-0003', 'cantina'), 409, 'house.locked');
      expect((await sweep('key-0003', 'sala')).status).to.equal(201);
    });

    it('is done once even when both come at the same time', async () => {
      const before = done.sweeps;
      const answers = await Promise.all(Array.from({ length: 5 }, () => sweep('key-0004')));
      expect(done.sweeps).to.equal(before + 1);
      for (const { status, body } of answers)
        expect(status === 201 || body['code'] === 'server.idempotency-busy', JSON.stringify(body)).to.equal(true);
    });

    it('keeps no content that could be guessed from what is stored', async () => {
      await sweep('key-0005');
      const rows = await server.db.read(TENANT, (tx) => tx.sql('server_answer').select('*'));
      expect(JSON.stringify(rows)).not.to.include('sala');
    });

    it('needs a key that is one', async () => {
      isProblem(await sweep('no'), 400, 'server.idempotency-key');
    });
  });

  describe('the desk', () => {
    it('is the page at every address of a screen, and its files are kept by the browser', async () => {
      for (const path of ['/', '/attivita/12.3', '/protocollo/registro']) {
        const page = await server.nobody().ask('GET', path);
        expect(page.status).to.equal(200);
        expect(page.headers.get('content-type')).to.include('text/html');
        expect(page.headers.get('cache-control')).to.equal('no-cache');
      }
      const page = await server.nobody().ask('GET', '/');
      const script = /src="(\/desk\/assets\/[^"]+)"/.exec(page.text)?.[1] ?? '';
      const asset = await server.nobody().ask('GET', script);
      expect(asset.status).to.equal(200);
      expect(asset.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    });

    it('serves compressed copies to whoever takes them, and the kit under its fixed name', async () => {
      const kit = await server.nobody().ask('GET', '/desk/kit.js');
      expect(kit.headers.get('content-type')).to.include('javascript');
      expect(kit.headers.get('cache-control')).to.equal('no-cache');
      expect((await server.nobody().ask('GET', '/desk/../../package.json')).status).not.to.equal(200);
      expect((await server.nobody().ask('GET', '/desk/%2e%2e%2f%2e%2e%2fpackage.json')).status).not.to.equal(200);
    });

    it('gives a public page of a plugin, and a page that says so where there is none', async () => {
      const page = await server.nobody().ask('GET', '/porta');
      expect(page.text).to.include('Porta');
      expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      const lost = await server.nobody().ask('GET', '/desk/lost.js', { headers: { accept: 'text/html' } });
      expect(lost.status).to.equal(404);
      expect(lost.headers.get('content-type')).to.include('text/html');
    });
  });

  describe('the description of the interface', () => {
    it('is OpenAPI 3.1 of every route, read without signing in', async () => {
      const { body } = await server.nobody().ask('GET', 'openapi.json');
      expect(body['openapi']).to.equal('3.1.0');
      const operations = Object.values(
        body['paths'] as Record<string, Record<string, { operationId: string }>>,
      ).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
      expect(operations.sort()).to.deep.equal(
        server
          .routes()
          .map(({ route }) => route.name)
          .sort(),
      );
    });

    it('is a page without a script', async () => {
      const page = await server.nobody().ask('GET', 'docs');
      expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      expect(page.text).to.include('server.tasks.complete').and.not.to.include('<script');
    });
  });

  it('says whether it works', async () => {
    const { status, body } = await server.nobody().ask('GET', 'health');
    expect(status).to.equal(200);
    expect(body).to.deep.include({ ok: true, plugins: [{ name: 'house', ok: true }] });
  });

  it('logs which route was asked and never the address', async () => {
    await anna.ask('GET', 'house/rooms/segreta');
    await server.nobody().ask('GET', 'house/hello?name=RossiMaria');
    const log = server.logged.join('');
    expect(log).to.include('"route":"house.room"').and.not.to.include('segreta').and.not.to.include('RossiMaria');
  });
});
