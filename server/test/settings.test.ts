import { expect } from 'chai';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibroFirmaError } from '@libro-firma/engine/plugin';
import { unknownVariables } from '../src/settings/environment.js';
import { loadSettings } from '../src/settings/load.js';
import type { SettingsInput } from '../src/settings/schema.js';
import { openSecretBox, secretBox } from '../src/settings/secrets.js';

const refusalOf = (work: () => unknown): LibroFirmaError => {
  try {
    work();
  } catch (error) {
    return error as LibroFirmaError;
  }
  throw new Error('It was expected to be refused');
};

describe('the settings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = async (content: unknown): Promise<string> => {
    const path = join(folder, 'settings.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('have a safe default for everything: this machine only, SQLite in the data folder', () => {
    const settings = loadSettings({ environment: {}, values: {} });
    expect(settings.host).to.equal('127.0.0.1');
    expect(settings.port).to.equal(8080);
    expect(settings.database.url).to.equal(`sqlite:${join(process.cwd(), 'data', 'libro-firma.db')}`);
    expect(settings.modules).to.have.length(5);
  });

  it('are read from the file that LF_SETTINGS names, paths counted from its folder', async () => {
    const path = await file({ port: 9000, dataDir: 'dati', additionalModules: ['./albo'] });
    const settings = loadSettings({ environment: { LF_SETTINGS: path } });
    expect(settings.port).to.equal(9000);
    expect(settings.dataDir).to.equal(join(folder, 'dati'));
    expect(settings.folder).to.equal(folder);
    expect(settings.additionalModules).to.deep.equal(['./albo']);
  });

  it('are overlaid by the environment, words made into numbers and lists', async () => {
    const path = await file({ port: 9000 });
    const settings = loadSettings({
      file: path,
      environment: { LF_PORT: '9100', LF_TENANTS: 'palermo', LF_ADDITIONAL_MODULES: 'albo, ./altro' },
    });
    expect(settings.port).to.equal(9100);
    expect(settings.tenants).to.deep.equal([{ id: 'palermo', name: 'palermo', hosts: [] }]);
    expect(settings.additionalModules).to.deep.equal(['albo', './altro']);
  });

  it('tell everything that is wrong at once, each with its place and in Italian', async () => {
    const path = await file({ port: 99999, publicUrl: 'libro', colour: 'red', log: { level: 'loud' } });
    const error = refusalOf(() => loadSettings({ file: path, environment: {} }));
    expect(error.code).to.equal('server.settings-invalid');
    const places = (error.details['problems'] as { where: string }[]).map(({ where }) => where);
    expect(places).to.include.members(['port', 'publicUrl', 'log.level', '']);
    expect(error.text.it).to.include('contiene un campo che non esiste: colour');
    expect(error.text.it).to.include('port: non può essere maggiore di 65535');
  });

  it('name the file that is missing or no JSON', async () => {
    const missing = refusalOf(() => loadSettings({ environment: { LF_SETTINGS: join(folder, 'none.json') } }));
    expect(missing.code).to.equal('server.settings-unreadable');
    expect(missing.text.it).to.include('non esiste');
    const broken = await file('{ "port": ');
    expect(refusalOf(() => loadSettings({ file: broken, environment: {} })).text.it).to.include('non è JSON valido');
  });

  it('know the holiday of the patron saint, a day of the year', () => {
    const withSaint = (patronSaint: string): SettingsInput => ({ tenants: [{ id: 'palermo', patronSaint }] });
    const settings = loadSettings({ environment: {}, values: withSaint('07-15') });
    expect(settings.tenants[0]).to.deep.include({ id: 'palermo', name: 'palermo', hosts: [], patronSaint: '07-15' });
    for (const wrong of ['15-07', '7-15', '2026-07-15'])
      expect(refusalOf(() => loadSettings({ environment: {}, values: withSaint(wrong) })).text.it).to.include(
        'deve essere un giorno dell’anno',
      );
  });

  it('ask for host names of their own when several administrations are served', () => {
    const error = refusalOf(() => loadSettings({ environment: {}, values: { tenants: ['palermo', 'trapani'] } }));
    expect(error.text.it).to.include('con più enti');
  });

  it('take a database password encrypted or from the environment, never plainly from the file', async () => {
    const path = await file({ database: { url: 'postgres://libro:segreta@db:5432/libro' } });
    const error = refusalOf(() => loadSettings({ file: path, environment: {} }));
    expect(error.text.it).to.include('database.url').and.to.include('libro-firma secret');
    expect(error.text.it).not.to.include('segreta');

    const box = openSecretBox(join(folder, 'data', 'secret.key'), undefined);
    const encrypted = await file({ database: { url: box.encrypt('postgres://libro:segreta@db:5432/libro') } });
    const settings = loadSettings({ file: encrypted, environment: {} });
    expect(settings.database.url).to.equal('postgres://libro:segreta@db:5432/libro');
    expect([...settings.secretValues]).to.include('segreta');
  });

  it('name the variable that a wrong value came from', () => {
    const error = refusalOf(() => loadSettings({ environment: { LF_PORT: 'abc' } }));
    expect(error.text.it).to.include('port (variabile LF_PORT): deve essere un numero');
  });

  it('say which variables mean nothing', () => {
    expect(unknownVariables({ LF_PROT: '1', LF_PORT: '2', LF_TEST_POSTGRES: 'x', PATH: '/bin' })).to.deep.equal([
      'LF_PROT',
    ]);
  });
});

describe('secrets at rest', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('open with the key that encrypted them and no other, and differ each time', () => {
    const box = secretBox(Buffer.alloc(32, 1));
    const encrypted = box.encrypt('parola segreta');
    expect(encrypted).to.match(/^enc:v1:[A-Za-z0-9_-]+$/);
    expect(box.encrypt('parola segreta')).not.to.equal(encrypted);
    expect(box.decrypt(encrypted)).to.equal('parola segreta');
    expect(refusalOf(() => secretBox(Buffer.alloc(32, 2)).decrypt(encrypted)).code).to.equal(
      'server.secret-unreadable',
    );
  });

  it('notice that a letter was changed', () => {
    const box = secretBox(Buffer.alloc(32, 1));
    const encrypted = box.encrypt('parola');
    const changed = encrypted.slice(0, -2) + (encrypted.endsWith('AA') ? 'BB' : 'AA');
    expect(refusalOf(() => box.decrypt(changed)).code).to.equal('server.secret-unreadable');
  });

  it('have their key in a file that only its owner may read', async () => {
    const path = join(folder, 'nested', 'secret.key');
    openSecretBox(path, undefined);
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    const content = await readFile(path, 'utf8');
    openSecretBox(path, undefined);
    expect(await readFile(path, 'utf8')).to.equal(content);
    await chmod(path, 0o644);
    expect(refusalOf(() => openSecretBox(path, undefined)).code).to.equal('server.secret-key-invalid');
  });

  it('may have their key in LF_SECRET_KEY, of 32 bytes', () => {
    const key = Buffer.alloc(32, 7);
    const box = openSecretBox(join(folder, 'unused.key'), key.toString('base64'));
    expect(secretBox(key).decrypt(box.encrypt('x'))).to.equal('x');
    expect(refusalOf(() => openSecretBox(join(folder, 'unused.key'), 'short')).code).to.equal(
      'server.secret-key-invalid',
    );
  });
});
