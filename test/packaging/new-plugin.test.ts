import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DemoServer } from '../support/demo-server.js';
import { HttpPeople } from '../support/http-people.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const command = join(root, 'server/dist/cli/main.js');

interface Failed {
  readonly code: number;
  readonly stderr: string;
}

/** `libro-firma plugin new`, in an empty folder outside the repository that finds the packages of the house. */
describe('a new plugin, written by one call', function () {
  this.timeout(300_000);
  let above: string;
  let folder: string;
  before(async () => {
    above = await mkdtemp(join(tmpdir(), 'lf-new-plugin-'));
    folder = join(above, 'appunti');
    await symlink(join(root, 'node_modules'), join(above, 'node_modules'), 'junction');
  });
  after(() => rm(above, { recursive: true, force: true }));

  const run = async (cwd: string, file: string, ...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(file, args, { cwd, shell: process.platform === 'win32' });
    return stdout;
  };
  const refusal = (name: string): Promise<Failed> =>
    run(above, process.execPath, command, 'plugin', 'new', name).then(
      () => ({ code: 0, stderr: '' }),
      (error: unknown) => error as Failed,
    );
  const packageOf = async (file: string) =>
    JSON.parse(await readFile(file, 'utf8')) as Record<string, Readonly<Record<string, string>>>;

  it('says what it wrote', async () => {
    const said = await run(above, process.execPath, command, 'plugin', 'new', 'appunti');
    expect(said).to.include('appunti/src/step.ts').and.include(`Il plugin «appunti» è in ${folder}.`);
  });

  it('asks for the versions of the house', async () => {
    const { dependencies, devDependencies } = await packageOf(join(folder, 'package.json'));
    const house = await packageOf(join(root, 'package.json'));
    const engine = await packageOf(join(root, 'engine/package.json'));
    const known = { ...house['dependencies'], ...house['devDependencies'], ...engine['dependencies'] };
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (name.startsWith('@libro-firma/')) continue;
      expect(range, name).to.equal(known[name]);
    }
  });

  it('builds as it is', async () => {
    await run(folder, 'npm', 'run', 'build');
  });

  it('is certified as it is', async () => {
    await run(folder, 'npm', 'test');
  });

  it('starts in a server, with its route closed to strangers', async () => {
    const server = await DemoServer.open('2026-03-03T08:00:00Z', { LF_SETTINGS: join(folder, 'settings.json') });
    try {
      expect(server.said).to.include('Modulo in più   appunti (appunti 1.0.0)');
      const people = new HttpPeople(() => server.url);
      expect((await people.ask('richiedente', 'GET', 'appunti/cases/nessuna/notes')).status).to.equal(404);
      expect((await fetch(`${server.url}/api/v1/appunti/cases/nessuna/notes`)).status).to.equal(401);
    } finally {
      await server.close();
    }
  });

  it('is not written over what is there, nor under a name that no plugin can have', async () => {
    const again = await refusal('appunti');
    expect(again.code).to.equal(1);
    expect(again.stderr).to.include('server.folder-not-empty');
    for (const name of ['../appunti', 'due-parole', 'a'.repeat(31)]) {
      const { code, stderr } = await refusal(name);
      expect(code, name).to.equal(2);
      expect(stderr).to.include('non è un nome di plugin');
    }
  });
});
