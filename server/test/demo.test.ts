import { expect } from 'chai';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD } from '../src/demo/seed.js';
import { libroFirma, type Command } from './support/command.js';
import { signIn } from './support/server.js';

const READY = /Scrivania +(http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ctrl-C per fermare/;

/** The whole product with its five plugins and the Palermo example, as a newcomer starts it. */
describe('the demo', function () {
  this.timeout(180_000);
  let folder: string;
  let running: Command | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-demo-'));
  });
  afterEach(async () => {
    if (running?.process.exitCode === null) running.process.kill('SIGKILL');
    await running?.ended;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = async (
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly url: string; readonly said: string; stop(): Promise<number | null> }> => {
    const command = libroFirma(['demo'], { env: { LF_DATA_DIR: join(folder, 'data'), LF_PORT: '0', ...more } });
    running = command;
    const [, url = ''] = await command.says(READY);
    return {
      url,
      said: command.said(),
      stop: () => {
        command.process.kill('SIGINT');
        return command.ended;
      },
    };
  };

  it('says at its first start what it made and where, and lets each of its accounts in', async () => {
    const demo = await start();
    expect(demo.said).to.include('PROVA - SENZA VALORE LEGALE');
    expect(demo.said).to.include(`${join(folder, 'data')} (creata ora: 231 persone, 21 iter pubblicati)`);
    expect(demo.said)
      .to.match(/PIN di firma +\d+/)
      .and.to.match(/Mail inviate +http/);
    const password = /password per tutti: (\S+)\)/.exec(demo.said)?.[1] ?? '';
    for (const username of ['richiedente', 'protocollo', 'dirigente1', 'amministratore']) {
      expect(demo.said).to.include(`    ${username} `);
      const visitor = await signIn(demo.url, username, password);
      expect((await visitor.ask('GET', 'session')).body['demo']).to.equal(true);
    }
    const requester = await signIn(demo.url, 'richiedente', password);
    const { items } = (await requester.ask('GET', 'processes')).body as { items: { processId: string }[] };
    expect(items.map(({ processId }) => processId)).to.include.members([
      'nota-in-uscita',
      'determinazione-dirigenziale',
    ]);
    expect((await requester.ask('GET', 'health')).body['ok']).to.equal(true);
    expect(await readdir(join(folder, 'data', 'documenti-di-prova'))).to.include('nota-sopralluogo-ponte.pdf');
    expect(await demo.stop()).to.equal(0);
  });

  it('says where mails really go when the settings name a mail server', async () => {
    const demo = await start({
      LF_PLUGINS_NOTIFICATION_SMTP_URL: 'smtp://127.0.0.1:1',
      LF_PLUGINS_NOTIFICATION_FROM: 'ufficio@example.it',
    });
    expect(demo.said)
      .to.match(/Mail inviate +escono da questa macchina con il server di posta smtp:\/\/127\.0\.0\.1:1/)
      .and.not.to.include('/posta-di-prova');
    expect(await demo.stop()).to.equal(0);
  });

  it('lets accounts be reset and added beside it, as those of the service', async () => {
    const demo = await start();
    const account = async (...args: readonly string[]): Promise<string> => {
      const command = libroFirma(['account', ...args, '--demo'], { env: { LF_DATA_DIR: join(folder, 'data') } });
      await command.ended;
      return command.said();
    };
    const [, password] = /Password provvisoria di ragioneria: (\S+)/.exec(
      await account('reset', '--username', 'ragioneria'),
    ) ?? [''];
    const { status } = await fetch(`${demo.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ragioneria', password }),
    });
    expect(status).to.equal(204);
    // Everybody of the example has an account.
    const analyst = await signIn(demo.url, 'analista', DEMO_PASSWORD);
    const { actor } = (await analyst.ask('GET', 'session')).body as { actor: { id: string } };
    expect(await account('add', '--username', 'un.altro', '--person', actor.id)).to.include('server.account-exists');
    expect(await demo.stop()).to.equal(0);
  });

  it('has its routes published by its analyst', async () => {
    const demo = await start();
    const analyst = await signIn(demo.url, 'analista', DEMO_PASSWORD);
    const { actor } = (await analyst.ask('GET', 'session')).body as { actor: { name: string } };
    const { items } = (await analyst.ask('GET', 'routes')).body as { items: { published: { by: { name: string } } }[] };
    expect(new Set(items.map(({ published }) => published.by.name))).to.deep.equal(new Set([actor.name]));
    expect(await demo.stop()).to.equal(0);
  });

  it('keeps all data at its second start and says so', async () => {
    const demo = await start();
    expect(demo.said).to.include('tutti i dati sono stati conservati');
    expect(await demo.stop()).to.equal(0);
  });
});
