import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { Desk } from '../browser/support/desk.js';
import { launchChromium } from '../support/chromium.js';
import { DemoServer } from '../support/demo-server.js';
import { HttpPeople } from '../support/http-people.js';
import { filesBelow, readGuide } from './support/guide.js';
import { Outside } from './support/outside.js';
import { Portal, PORTAL_TOKEN } from './support/portal.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SOURCES = here('./albo-pretorio/');
const GUIDE = here('../../docs/guides/plugin.md');
const ACT = here('../../examples/palermo/documents/determina-nomina-commissione.pdf');
const PIN = '12345678';
const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;

const BUILD = ['npm install --save-dev ../packs/*.tgz', 'npm run build', 'npm test'];
const DEPLOY = 'npx libro-firma deploy --demo albo.bpmn';

/** Asks again until there is an answer. */
const until = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`It did not come: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The proof that a plugin needs nothing but the packages and the guide. */
describe('a sixth plugin, an albo pretorio, made outside the repository', function () {
  this.timeout(240_000);
  let outside: Outside;
  let portal: Portal;
  let server: DemoServer;
  let people: HttpPeople;
  let browser: Browser;

  before(async () => {
    outside = await Outside.open('albo-pretorio');
    await outside.bring(SOURCES);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    await portal?.close();
    await outside?.close();
  });

  const settings = (): Record<string, string> => ({
    LF_SETTINGS: join(outside.folder, 'settings.json'),
    LF_DATA_DIR: join(outside.folder, 'data'),
    LF_PLUGINS_ALBO_PORTAL_URL: portal.url,
    LF_PLUGINS_ALBO_PORTAL_TOKEN: PORTAL_TOKEN,
  });

  /** Somebody asks for an act to be published, and a director signs it. */
  const signed = async (title: string, confidential = false): Promise<string> => {
    const upload = await people.want('richiedente', 'POST', 'documents/uploads?name=determina.pdf&as=main', {
      bytes: await readFile(ACT),
    });
    const { caseId } = await people.want('richiedente', 'POST', 'cases', {
      body: {
        processId: 'pubblicazione',
        title,
        confidential,
        values: { bundle: { main: upload['id'], attachments: [] } },
      },
    });
    const { items: tasks } = (await people.want('dirigente1', 'GET', 'tasks?limit=100')) as {
      items: { id: string; caseId: string }[];
    };
    const task = tasks.find((one) => one.caseId === caseId);
    const { id, head } = await act(String(caseId));
    await people.fetch('dirigente1', `documents/cases/${String(caseId)}/documents/${id}/versions/${head.n}/content`);
    const { items } = (await people.want('dirigente1', 'GET', 'signing/credentials')) as { items: { id: string }[] };
    await people.want('dirigente1', 'POST', 'signing/batches', {
      body: { tasks: [{ taskId: task?.id, digest: head.digest }], credentialId: items[0]?.id, pin: PIN },
    });
    return String(caseId);
  };

  const act = async (caseId: string) => {
    const { bundle } = (await people.want('dirigente1', 'GET', `documents/cases/${caseId}/bundle`)) as {
      bundle: {
        main: { id: string; head: { n: number; digest: string } };
        derived: { id: string; head: { n: number; name: string } }[];
      };
    };
    return { ...bundle.main, derived: bundle.derived };
  };

  const board = async (): Promise<string> => (await fetch(`${server.url}/albo`)).text();
  const onBoard = (title: string): Promise<string> =>
    until(`${title} on the board`, async () => {
      const page = await board();
      return page.includes(title) ? page : undefined;
    });
  const ended = (caseId: string): Promise<unknown> =>
    until(`the end of case ${caseId}`, async () => {
      const { state } = await people.want('richiedente', 'GET', `cases/${caseId}`);
      return state === 'completed' ? state : undefined;
    });

  it('is what the guide shows, file by file, and its commands are the guide’s', async () => {
    const guide = await readGuide(GUIDE);
    const files = await filesBelow(SOURCES);
    expect([...guide.files.keys()].sort()).to.deep.equal([...files.keys()].sort());
    for (const [name, content] of files) expect(guide.files.get(name), name).to.equal(content);
    expect(guide.commands).to.include.members([...BUILD, DEPLOY]);
  });

  it('installs from the packed packages, builds, and passes the conformance kit', async () => {
    for (const command of BUILD) await outside.run(command);
  });

  it('enters the product by one line in the settings', async () => {
    portal = await Portal.open(join(outside.folder, 'test/portal.mjs'));
    const command = join(outside.folder, 'node_modules/@libro-firma/server/dist/cli/main.js');
    server = await DemoServer.open('2026-03-03T08:00:00Z', settings(), command);
    people = new HttpPeople(() => server.url);
    expect(await board())
      .to.include('<h1>Albo pretorio</h1>')
      .and.not.to.include('<td>');
    expect(await outside.run(DEPLOY, settings())).to.include('(pubblicazione): versione 1, pubblicata.');
  });

  it('publishes a signed act once, though the portal refuses twice and then loses its answer', async () => {
    await portal.trouble({ refuse: 2, cut: 1 });
    const caseId = await signed('Determina n. 1');
    const page = await onBoard('Determina n. 1');
    expect(page).to.include('<td>1/2026</td>').and.include('<time>2026-03-18</time>');
    const { head } = await act(caseId);
    const bytes = Buffer.from(await (await fetch(`${server.url}/albo/2026/1`)).arrayBuffer());
    expect(sha256(bytes)).to.equal(head.digest);
    const notices = await portal.notices('Determina n. 1');
    expect(notices.map(({ digest }) => digest)).to.deep.equal([head.digest]);
  });

  it('publishes once, though the server is killed after the portal has it', async () => {
    await portal.trouble({ hold: 1 });
    await signed('Determina n. 2');
    await until('the notice on the portal', async () => (await portal.notices('Determina n. 2'))[0]);
    expect(await board()).not.to.include('Determina n. 2');
    await server.kill();
    await server.start();
    expect(await onBoard('Determina n. 2')).to.include('<td>2/2026</td>');
    expect(await portal.notices('Determina n. 2')).to.have.length(1);
  });

  it('shows the board in the desk to those who may see it', async () => {
    browser = await launchChromium();
    const desk = await Desk.open(browser, server.url, 'protocollo', 390);
    await desk.goto('/albo-pretorio');
    await desk.page.getByRole('heading', { name: 'Albo pretorio' }).waitFor();
    for (const title of ['Determina n. 1', 'Determina n. 2'])
      expect(await desk.page.getByRole('link', { name: title }).count()).to.equal(1);
    expect(desk.failures).to.deep.equal([]);
    const { status } = await people.ask('richiedente', 'GET', 'albo/publications');
    expect(status).to.equal(403);
  });

  it('keeps a confidential act off the board', async () => {
    await ended(await signed('Riservata', true));
    expect(await board()).not.to.include('Riservata');
    expect(await portal.notices('Riservata')).to.have.length(0);
  });

  it('takes the acts down once their term is over, with the certificate, though it is killed in between', async () => {
    const caseId = await signed('Determina n. 3');
    await onBoard('Determina n. 3');
    await server.wait(14 * DAY_MS);
    expect(await board()).to.include('Determina n. 3');
    await portal.trouble({ hold: 1 });
    await server.wait(2 * DAY_MS);
    await until('a notice withdrawn', async () => {
      const titles = ['Determina n. 1', 'Determina n. 2', 'Determina n. 3'];
      const notices = await Promise.all(titles.map((title) => portal.notices(title)));
      return notices.flat().find(({ withdrawn }) => withdrawn);
    });
    await server.kill();
    await server.start();
    await ended(caseId);
    expect(await board()).not.to.include('<td>');
    expect((await fetch(`${server.url}/albo/2026/3`)).status).to.equal(404);
    expect((await portal.notices('Determina n. 3')).map(({ withdrawn }) => withdrawn)).to.deep.equal([true]);
    const { derived } = await act(caseId);
    expect(derived.map(({ head }) => head.name)).to.deep.equal(['relata-3-2026.txt']);
    const path = `documents/cases/${caseId}/documents/${derived[0]?.id ?? ''}/versions/1/content`;
    const certificate = (await people.fetch('richiedente', path)).toString();
    expect(certificate).to.include('«Determina n. 3»').and.include('dal 03/03/2026 al 18/03/2026');
  });
});
