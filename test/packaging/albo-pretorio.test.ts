import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { Desk } from '../browser/support/desk.js';
import { picture } from '../browser/support/pictures.js';
import { isUsable } from '../browser/support/usable.js';
import { launchChromium } from '../support/chromium.js';
import { DemoServer } from '../support/demo-server.js';
import { HttpPeople } from '../support/http-people.js';
import { filesBelow, readGuide } from './support/guide.js';
import { textOfPdf } from './support/pdf-text.js';
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
const PACK = 'npm pack --workspaces --pack-destination ../packs';
const DEPLOY =
  'LF_SETTINGS=settings.json LF_PLUGINS_ALBO_PORTAL_TOKEN=prova-prova npx libro-firma deploy --demo albo.bpmn';

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
  this.timeout(300_000);
  let outside: Outside;
  let portal: Portal;
  let server: DemoServer;
  let people: HttpPeople;
  let browser: Browser;

  before(async () => {
    outside = await Outside.open('albo-pretorio');
    await outside.bring(SOURCES);
    browser = await launchChromium();
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

  interface Asked {
    readonly confidential?: boolean;
    /** A trial stands in nobody else's queue: the director tries it alone. */
    readonly trial?: boolean;
  }

  /** Somebody asks for an act to be published, and a director signs it. */
  const signed = async (title: string, { confidential = false, trial = false }: Asked = {}): Promise<string> => {
    const who = trial ? 'dirigente1' : 'richiedente';
    const upload = await people.want(who, 'POST', 'documents/uploads?name=determina.pdf&as=main', {
      bytes: await readFile(ACT),
    });
    const { caseId } = await people.want(who, 'POST', 'cases', {
      body: {
        processId: 'pubblicazione',
        title,
        confidential,
        mode: trial ? 'trial' : 'live',
        values: { bundle: { main: upload['id'], attachments: [] }, classification: 'VI.3' },
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
  const ended = (caseId: string, who = 'richiedente'): Promise<unknown> =>
    until(`the end of case ${caseId}`, async () => {
      const { state } = await people.want(who, 'GET', `cases/${caseId}`);
      return state === 'completed' ? state : undefined;
    });

  it('is what the guide shows, file by file, and its commands are the guide’s', async () => {
    const guide = await readGuide(GUIDE);
    const files = await filesBelow(SOURCES);
    expect([...guide.files.keys()].sort()).to.deep.equal([...files.keys()].sort());
    for (const [name, content] of files) expect(guide.files.get(name), name).to.equal(content);
    expect(guide.commands).to.include.members([PACK, ...BUILD, DEPLOY]);
  });

  it('installs from the packed packages, builds, and passes the conformance kit', async () => {
    for (const command of BUILD) await outside.run(command);
  });

  it('enters the product by one line in the settings', async () => {
    portal = await Portal.open(join(outside.folder, 'test/portal.mjs'));
    const command = join(outside.folder, 'node_modules/@libro-firma/server/dist/cli/main.js');
    server = await DemoServer.open('2026-03-03T08:00:00Z', settings(), command);
    people = new HttpPeople(() => server.url);
    expect(server.said).to.include('Modulo in più   Albo pretorio (albo 1.0.0)');
    expect(await board())
      .to.include('<h1>Albo pretorio</h1>')
      .and.not.to.include('<td>');
    // As it is typed, with nothing else than where this test keeps data and portal.
    const { LF_DATA_DIR = '', LF_PLUGINS_ALBO_PORTAL_URL = '' } = settings();
    expect(await outside.run(DEPLOY, { LF_DATA_DIR, LF_PLUGINS_ALBO_PORTAL_URL })).to.include(
      '(pubblicazione): versione 1, pubblicata.',
    );
  });

  it('says while a route is drawn that the act has to be signed first', async () => {
    const drawing = await readFile(join(outside.folder, 'albo.bpmn'), 'utf8');
    const swapped = drawing
      .replace('id="pubblicazione"', 'id="storta"')
      .replace('bpmnElement="pubblicazione"', 'bpmnElement="storta"')
      .replace('sourceRef="richiesta" targetRef="firma"', 'sourceRef="richiesta" targetRef="albo_pubblica"')
      .replace('sourceRef="numero" targetRef="albo_pubblica"', 'sourceRef="albo_pubblica" targetRef="firma"')
      .replace('sourceRef="albo_pubblica" targetRef="pubblicato"', 'sourceRef="numero" targetRef="pubblicato"')
      .replace(/<(incoming|outgoing)>.*?<\/\1>\s*/g, '');
    await writeFile(join(outside.folder, 'storta.bpmn'), swapped);
    expect(await outside.run('npx libro-firma deploy --demo --draft storta.bpmn', settings()))
      .to.include('albo.before-signature "Albo pretorio"')
      .and.include('prima di «Firma»');
  });

  it('publishes a signed act once, though the portal refuses twice and then loses its answer', async () => {
    await portal.trouble({ refuse: 2, cut: 1 });
    const caseId = await signed('Determina n. 1');
    const page = await onBoard('Determina n. 1');
    expect(page).to.include('<td>1/2026</td>').and.include('<time datetime="2026-03-18">18/03/2026</time>');
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

  it('stops with an incident where trying again does not help, and goes on when somebody says so', async () => {
    await portal.trouble({ forbid: 1 });
    const caseId = await signed('Determina n. 3');
    const incident = await until('the incident', async () => {
      const { items } = await people.want('analista', 'GET', `incidents?caseId=${caseId}`);
      return (items as { id: string; code: string; message: string }[])[0];
    });
    expect(incident).to.include({ code: 'albo.portal-refused', message: 'Il portale rifiuta la richiesta: HTTP 403.' });
    expect(await board()).not.to.include('Determina n. 3');
    await people.want('analista', 'POST', `incidents/${incident.id}/retry`, { body: {} });
    expect(await onBoard('Determina n. 3')).to.include('<td>3/2026</td>');
    expect(await portal.notices('Determina n. 3')).to.have.length(1);
  });

  it('is a public page that everybody can read, without signing in', async () => {
    const { headers } = await fetch(`${server.url}/albo`);
    expect(headers.get('content-security-policy')).to.include("default-src 'self'").and.not.to.include('unsafe-inline');
    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto(`${server.url}/albo`);
    expect(await visitor.getByRole('row').count()).to.equal(4);
    await isUsable({ page: visitor, who: 'a visitor' });
    await picture({ page: visitor }, 'albo-pubblico');
    await visitor.context().close();
  });

  it('shows the board in the desk to those who may see it', async () => {
    const desk = await Desk.open(browser, server.url, 'protocollo', 390);
    await desk.goto('/albo-pretorio');
    await desk.page.getByRole('heading', { name: 'Albo pretorio' }).waitFor();
    for (const title of ['Determina n. 1', 'Determina n. 2', 'Determina n. 3'])
      await desk.page.getByRole('link', { name: title }).waitFor();
    await isUsable(desk);
    await picture(desk, 'albo-scrivania');
    expect(desk.failures).to.deep.equal([]);
    const { status } = await people.ask('richiedente', 'GET', 'albo/publications');
    expect(status).to.equal(403);
  });

  it('keeps a confidential act off the board', async () => {
    await ended(await signed('Riservata', { confidential: true }));
    expect(await board()).not.to.include('Riservata');
    expect(await portal.notices('Riservata')).to.have.length(0);
  });

  it('publishes nothing in a trial', async () => {
    await ended(await signed('Solo una prova', { trial: true }), 'dirigente1');
    expect(await board()).not.to.include('Solo una prova');
    expect(await portal.notices('Solo una prova')).to.have.length(0);
  });

  it('takes the acts down once their term is over, with the certificate, though it is killed in between', async () => {
    const caseId = await signed('Determina n. 4');
    await onBoard('Determina n. 4');
    await server.wait(14 * DAY_MS);
    expect(await board()).to.include('Determina n. 4');
    await portal.trouble({ hold: 1 });
    await server.wait(2 * DAY_MS);
    await until('a notice withdrawn', async () => {
      const titles = ['Determina n. 1', 'Determina n. 2', 'Determina n. 3', 'Determina n. 4'];
      const notices = await Promise.all(titles.map((title) => portal.notices(title)));
      return notices.flat().find(({ withdrawn }) => withdrawn);
    });
    await server.kill();
    await server.start();
    await ended(caseId);
    expect(await board()).not.to.include('<td>');
    expect((await fetch(`${server.url}/albo/2026/4`)).status).to.equal(404);
    expect((await portal.notices('Determina n. 4')).map(({ withdrawn }) => withdrawn)).to.deep.equal([true]);
    const { derived } = await act(caseId);
    expect(derived.map(({ head }) => head.name)).to.deep.equal(['relata-4-2026.pdf']);
    const path = `documents/cases/${caseId}/documents/${derived[0]?.id ?? ''}/versions/1/content`;
    expect(await textOfPdf(await people.fetch('richiedente', path)))
      .to.include('PROVA - SENZA VALORE LEGALE')
      .and.include('Relata di pubblicazione n. 4/2026')
      .and.include('«Determina n. 4»')
      .and.include('dal 03/03/2026 al 18/03/2026');
  });
});
