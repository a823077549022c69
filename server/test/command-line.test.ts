import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtHouse, libroFirma, type Command } from './support/command.js';

const LISTENING = /Libro Firma in ascolto su (http:\/\/127\.0\.0\.1:\d+)/;

describe('the command line', function () {
  this.timeout(120_000);
  let folder: string;
  let house: string;
  let running: Command[] = [];
  before(async () => {
    house = await builtHouse();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-command-'));
  });
  afterEach(async () => {
    for (const command of running) {
      if (command.process.exitCode === null) command.process.kill('SIGKILL');
      await command.ended;
    }
    running = [];
    await rm(folder, { recursive: true, force: true });
  });

  const env = (more: Record<string, string> = {}) => ({
    LF_MODULES: house,
    LF_DATA_DIR: join(folder, 'data'),
    LF_PORT: '0',
    LF_TEST_HOUSE: 'furnished',
    ...more,
  });
  const run = (args: readonly string[], more: Record<string, string> = {}, input = ''): Command => {
    const command = libroFirma(args, { env: env(more), input });
    running.push(command);
    return command;
  };
  /** One sentence on one line, no stack. */
  const isOneLine = (command: Command): void => {
    expect(command.said().trim().split('\n'), command.said()).to.have.length(1);
    expect(command.said()).to.match(/^Errore \([a-z.-]+\): /);
  };

  it('starts for service, serves, and ends clean on Ctrl-C within seconds; the next start keeps the data', async () => {
    const first = run(['start']);
    const [, url = ''] = await first.says(LISTENING);
    expect((await fetch(`${url}/api/v1/health`)).status).to.equal(200);
    const began = performance.now();
    first.process.kill('SIGINT');
    expect(await first.ended).to.equal(0);
    expect(performance.now() - began).to.be.lessThan(10_000);
    expect(first.said()).to.include('I dati sono al sicuro');

    const second = run(['start']);
    await second.says(LISTENING);
    second.process.kill('SIGTERM');
    expect(await second.ended).to.equal(0);
  });

  it('says in one line that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const command = run(['start'], { LF_PORT: String(port) });
    const code = await command.ended;
    other.close();
    expect(code).to.equal(1);
    isOneLine(command);
    expect(command.said()).to.include('server.port-busy').and.to.include(String(port));
  });

  it('says in one line that the data folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    for (const places of [
      { LF_DATA_DIR: join(file, 'data') },
      { LF_DATA_DIR: '/dev/null' },
      ...(existsSync('/proc/self') ? [{ LF_DATA_DIR: '/proc/foo' }] : []),
    ]) {
      const command = run(['start'], places);
      expect(await command.ended).to.equal(1);
      isOneLine(command);
      expect(command.said()).to.include('server.data-dir').and.to.include(places.LF_DATA_DIR);
    }
  });

  it('says in one line that this Node is too old', async () => {
    const pretend =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.0"}})';
    const command = libroFirma(['start'], { imports: [pretend], env: env() });
    running.push(command);
    expect(await command.ended).to.equal(1);
    expect(command.said().trim()).to.equal(
      'Node 18.20.0 è troppo vecchio: Libro Firma richiede Node 20.19 o più recente.',
    );
  });

  it('says in one line that another process runs on the same data', async () => {
    const first = run(['start']);
    await first.says(LISTENING);
    const second = run(['start']);
    expect(await second.ended).to.equal(1);
    expect(second.said()).to.include('store.in-use');
  });

  it('checks the settings and tells everything that is wrong with them', async () => {
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ port: 'many', tenants: [], plugins: { house: {} } }));
    const wrong = run(['settings', 'check'], { LF_SETTINGS: file, LF_PORT: '' });
    expect(await wrong.ended).to.equal(1);
    expect(wrong.said()).to.include('port:').and.to.include('tenants:');
    const right = run(['settings', 'check']);
    expect(await right.ended).to.equal(0);
    expect(right.said()).to.include('Le impostazioni sono valide').and.to.include('house 1.0.0');
  });

  it('names a module of the settings that is not there, is broken, or is no plugin', async () => {
    const other = join(folder, 'other.mjs');
    await writeFile(other, 'export const something = 1;');
    const broken = join(folder, 'broken.mjs');
    await writeFile(broken, 'throw new Error("no good");');
    for (const [module, code] of [
      ['@nowhere/plugin', 'server.module-missing'],
      [broken, 'server.module-broken'],
      [other, 'server.module-not-plugin'],
    ] as const) {
      const command = run(['start'], { LF_ADDITIONAL_MODULES: module });
      expect(await command.ended).to.equal(1);
      isOneLine(command);
      expect(command.said()).to.include(code);
    }
  });

  it('takes a further plugin by one line of the settings, looked up from their folder', async () => {
    const package_ = join(folder, 'albo');
    await mkdir(package_);
    await writeFile(
      join(package_, 'package.json'),
      JSON.stringify({ name: 'albo', type: 'module', exports: { '.': { types: './x.d.ts', default: './index.js' } } }),
    );
    await writeFile(
      join(package_, 'index.js'),
      'export default { manifest: { name: "albo", version: "2.0.0", label: { it: "Albo" }, engine: 1 }, module: { id: 0, load() {} } };',
    );
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ additionalModules: ['./albo'] }));
    const command = run(['settings', 'check'], { LF_SETTINGS: file });
    expect(await command.ended, command.said()).to.equal(0);
    expect(command.said()).to.include('albo 2.0.0');
  });

  it('encrypts a secret that the settings of this installation can hold, and refuses a plain one', async () => {
    const secret = run(['secret'], {}, 'codice-allarme\n');
    expect(await secret.ended).to.equal(0);
    const encrypted = secret.said().trim();
    expect(encrypted)
      .to.match(/^enc:v1:/)
      .and.not.to.include('codice');

    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ plugins: { house: { alarmCode: encrypted } } }));
    const right = run(['settings', 'check'], { LF_SETTINGS: file });
    expect(await right.ended, right.said()).to.equal(0);
    await writeFile(file, JSON.stringify({ plugins: { house: { alarmCode: 'codice-allarme' } } }));
    const plain = run(['start'], { LF_SETTINGS: file });
    expect(await plain.ended).to.equal(1);
    isOneLine(plain);
    expect(plain.said()).to.include('server.plugin-secret-plain').and.to.include('plugins.house.alarmCode');
    expect(plain.said()).not.to.include('codice-allarme');
  });

  it('adds and resets accounts beside a running server', async () => {
    const server = run(['start']);
    const [, url = ''] = await server.says(LISTENING);
    const signIn = async (password: string): Promise<number> => {
      const answer = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'anna', password }),
      });
      return answer.status;
    };
    const stranger = run(['account', 'add', '--username', 'anna', '--person', 'p-77']);
    expect(await stranger.ended).to.equal(1);
    expect(stranger.said()).to.include('server.person-unknown');

    const added = run(['account', 'add', '--username', 'anna', '--person', 'p-1']);
    const [, first = ''] = await added.says(/Password provvisoria di anna: (\S+)/);
    expect(await added.ended).to.equal(0);
    expect(await signIn(first)).to.equal(204);
    const reset = run(['account', 'reset', '--username', 'anna']);
    const [, second = ''] = await reset.says(/Password provvisoria di anna: (\S+)/);
    expect(await reset.ended).to.equal(0);
    expect(await signIn(first)).to.equal(401);
    expect(await signIn(second)).to.equal(204);
  });

  it('deploys a diagram, and tells each problem of a wrong one', async () => {
    const file = fileURLToPath(new URL('./support/request.bpmn', import.meta.url));
    const right = run(['deploy', file, '--reason', 'Prima']);
    expect(await right.ended, right.said()).to.equal(0);
    expect(right.said()).to.include('Richiesta di riparazione (request): versione 1, pubblicata.');
    const wrong = join(folder, 'wrong.bpmn');
    await writeFile(wrong, (await readFile(file, 'utf8')).replace('house.repair:1', 'house.paint:1'));
    const refused = run(['deploy', wrong]);
    expect(await refused.ended).to.equal(1);
    expect(refused.said())
      .to.include('Errore step-unknown "Riparazione" (repair)')
      .and.to.include('engine.diagram-invalid');
    const missing = run(['deploy', join(folder, 'none.bpmn')]);
    expect(await missing.ended).to.equal(1);
    isOneLine(missing);
  });

  it('knows its commands and says so', async () => {
    const unknown = run(['strat']);
    expect(await unknown.ended).to.equal(2);
    expect(unknown.said()).to.include('Il comando «strat» non esiste').and.to.include('libro-firma <comando>');
    const extra = run(['start', '--fast']);
    expect(await extra.ended).to.equal(2);
  });

  it('writes the interface for programs: OpenAPI, and a client that compiles', async () => {
    const openapi = run(['openapi']);
    expect(await openapi.ended, openapi.said()).to.equal(0);
    expect(JSON.parse(openapi.said())).to.include({ openapi: '3.1.0' });
    const client = run(['client']);
    expect(await client.ended).to.equal(0);
    const { default: ts } = await import('typescript');
    const file = join(folder, 'client.ts');
    await writeFile(file, client.said());
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(problems).to.deep.equal([]);
  });

  describe('demo', () => {
    it('opens on this machine only', async () => {
      const command = run(['demo'], { LF_HOST: '0.0.0.0' });
      expect(await command.ended).to.equal(1);
      isOneLine(command);
      expect(command.said()).to.include('server.demo-host');
    });

    it('and service never share data', async () => {
      const service = run(['start']);
      await service.says(LISTENING);
      service.process.kill('SIGINT');
      await service.ended;
      const example = join(folder, 'example.mjs');
      await writeFile(
        example,
        'export const example = { organisation: { people: [] }, accounts: [], processes: [], protocol: {}, addressBook: [] };',
      );
      const demo = run(['demo'], { LF_DEMO_EXAMPLE: example, LF_TENANTS: 'ente' });
      expect(await demo.ended).to.equal(1);
      expect(demo.said()).to.include('server.installation-kind');
    });

    it('refuses a movable clock for service', async () => {
      const clock = join(folder, 'clock');
      await writeFile(clock, '1000');
      const command = run(['start'], { LF_CLOCK_FILE: clock, NODE_ENV: 'production' });
      expect(await command.ended).to.equal(1);
      expect(command.said()).to.include('server.clock-refused');
    });
  });
});
