import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../test/support/chromium.js';
import { people, PIN, TENANT } from './support/house.js';
import { Office } from './support/office.js';
import { letter } from './support/pdfs.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the screens of signing, on a phone', function () {
  this.timeout(120_000);
  let office: Office;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const failures: string[] = [];

  before(async () => {
    office = await Office.open();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await office.close();
  });
  afterEach(async () => {
    await context.close();
    expect(failures.splice(0)).to.deep.equal([]);
  });

  const as = async (person: string, path: string): Promise<void> => {
    context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'it-IT',
      reducedMotion: 'reduce',
    });
    await office.signIn(context, person);
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(`${office.server.url}${path}`);
  };
  const fits = async (): Promise<void> => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'nothing to be pushed sideways').to.be.at.most(390);
  };
  const accessible = async (): Promise<void> => {
    await page.evaluate(axe); // by the debugger: the page's own policy lets no foreign script in
    const found = await page.evaluate(async () => {
      const { axe: judge } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await judge.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect(found).to.deep.equal([]);
  };
  /** The document stands on the screen, and the server knows that it was opened. */
  const ready = () => page.locator('button:enabled', { hasText: /^Firma$/ }).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);
  const dialog = () => page.getByRole('dialog').last();

  it('one document: it has to be on the screen first, then a PIN signs it', async () => {
    const caseId = await office.start('one', 'Nota da firmare');
    await as(people.director, `/attivita/${await office.taskOf(caseId)}`);
    await button('Firma').waitFor();
    await ready();
    await fits();
    await button('Firma').click();
    await page.getByText('PIN dimostrativo: 12345678').waitFor();
    expect(await focused(), 'the PIN is what it asks for').to.equal('pin');
    await dialog().getByText('PROVA - SENZA VALORE LEGALE').waitFor();
    await dialog().getByRole('button', { name: 'Firma' }).click();
    await dialog().getByText('Scrivi il PIN del tuo certificato di firma.').waitFor();
    await accessible();
    await page.getByLabel('PIN', { exact: false }).first().fill(PIN);
    await dialog().getByRole('button', { name: 'Firma' }).click();
    await page.getByText('Documento firmato').first().waitFor();
    const bundle = await office.server.db.read(TENANT, (tx) => office.documents.bundleOf(tx, caseId));
    expect(bundle?.main?.head.kind).to.equal('signed');
  });

  it('many documents: opened one after the other, a wrong PIN, then all signed, and the result stays', async () => {
    for (const title of ['Determina A', 'Determina B', 'Determina C']) await office.start('one', title);
    await as(people.director, '/');
    for (const title of ['Determina A', 'Determina B', 'Determina C']) {
      await page.getByRole('checkbox', { name: new RegExp(`Seleziona «${title}»`) }).check();
    }
    await button(/Firma i selezionati/).click();
    await dialog().getByText('3 documenti da aprire').waitFor();
    for (const box of await dialog().getByRole('checkbox').all()) expect(await box.isDisabled()).to.equal(true);
    expect(await dialog().getByRole('button', { name: 'Firma', exact: true }).isDisabled()).to.equal(true);
    await fits();
    await accessible();
    await button('Aprili uno dopo l’altro').click();
    for (const left of [2, 1]) {
      await dialog().locator('canvas').first().waitFor();
      await dialog().getByRole('button', { name: 'Prossimo da aprire' }).click();
      expect(left).to.be.greaterThan(0);
    }
    await dialog().locator('canvas').first().waitFor();
    await dialog().getByRole('button', { name: 'Torna all’elenco' }).click();
    await button('Firma 3 documenti').waitFor();
    await page.locator('#pin').fill('0000');
    await button('Firma 3 documenti').click();
    await page.waitForURL(/\/firme\/.+/);
    await page
      .getByText(/PIN errato/)
      .first()
      .waitFor();
    await page.reload();
    await page
      .getByText(/PIN errato/)
      .first()
      .waitFor();
    await fits();
    await page.locator('#pin').fill(PIN);
    await button('Firma').click();
    await page.getByText('3 firmati', { exact: false }).first().waitFor();
    await fits();
    await accessible();
    await page.reload();
    await page.getByText('3 firmati', { exact: false }).first().waitFor();
    await page.getByRole('link', { name: 'Le mie firme' }).first().click();
    await page.getByText('3 documenti').first().waitFor();
    await accessible();
  });

  it('what others end while the list is open is no longer counted, and says so', async () => {
    const going = await office.start('one', 'Ordinanza ritirata');
    await office.start('one', 'Ordinanza che resta');
    await as(people.director, '/');
    for (const title of ['Ordinanza ritirata', 'Ordinanza che resta']) {
      await page.getByRole('checkbox', { name: new RegExp(`Seleziona «${title}»`) }).check();
    }
    await button(/Firma i selezionati/).click();
    await button('Aprili uno dopo l’altro').click();
    await dialog().locator('canvas').first().waitFor();
    await dialog().getByRole('button', { name: 'Prossimo da aprire' }).click();
    await dialog().locator('canvas').first().waitFor();
    await dialog().getByRole('button', { name: 'Torna all’elenco' }).click();
    await button('Firma 2 documenti').waitFor();
    const reason = 'Non serve più';
    await office.server.engine.cancelCase({ tenant: TENANT, instanceId: going, actor: people.drafter, reason });
    await button('Firma 1 documento').waitFor();
    const gone = dialog().getByRole('listitem').filter({ hasText: 'Ordinanza ritirata' });
    await gone.getByText('non firmabile').waitFor();
    await accessible();
  });

  it('one screen says what was signed and why the others were not', async () => {
    const [good, changed] = [
      await office.start('one', 'Ordinanza buona'),
      await office.start('one', 'Ordinanza cambiata'),
    ];
    await as(people.director, '/');
    for (const title of ['Ordinanza buona', 'Ordinanza cambiata']) {
      await page.getByRole('checkbox', { name: new RegExp(`Seleziona «${title}»`) }).check();
    }
    await button(/Firma i selezionati/).click();
    await button('Aprili uno dopo l’altro').click();
    await dialog().locator('canvas').first().waitFor();
    await dialog().getByRole('button', { name: 'Prossimo da aprire' }).click();
    await dialog().locator('canvas').first().waitFor();
    await dialog().getByRole('button', { name: 'Torna all’elenco' }).click();
    await button('Firma 2 documenti').waitFor();
    await page.locator('#pin').fill(PIN);
    // The author corrects it at the last moment: what was opened is not what would be signed.
    const { documents } = office;
    const blob = await documents.store(TENANT, new TextEncoder().encode('%PDF-1.7 another'));
    await office.server.db.write(TENANT, async (tx) => {
      const main = (await documents.bundleOf(tx, changed))!.main!;
      await documents.addVersion(tx, {
        documentId: main.id,
        expectedHead: main.head.digest,
        blob,
        kind: 'correction',
        createdBy: people.drafter,
      });
    });
    await button('Firma 2 documenti').click();
    await page.getByText('1 firmato, 1 non firmato').waitFor();
    await page.getByText(/è cambiato dopo che è stato aperto/).waitFor();
    const signed = await office.server.db.read(TENANT, (tx) => office.documents.bundleOf(tx, good));
    expect(signed?.main?.head.n).to.equal(2);
  });

  it('a version that comes while the document is read is not opened, nor signed, before it is asked for', async () => {
    const caseId = await office.start('one', 'Nota che cambia');
    const taskId = await office.taskOf(caseId);
    await as(people.director, `/attivita/${taskId}`);
    await ready();
    const { documents } = office;
    const blob = await documents.store(TENANT, await letter('Nota cambiata'));
    const changed = await office.server.db.write(TENANT, async (tx) => {
      const main = (await documents.bundleOf(tx, caseId))!.main!;
      const by = { blob, kind: 'correction', createdBy: people.drafter } as const;
      return documents.addVersion(tx, { documentId: main.id, expectedHead: main.head.digest, pages: 1, ...by });
    });
    await office.server.engine.claimTask({ tenant: TENANT, taskId, actor: people.director });
    await page.getByText('Il documento è cambiato mentre lo leggevi').waitFor();
    const opened = (): Promise<boolean> =>
      office.server.db.read(TENANT, (tx) =>
        documents.hasOpened(tx, people.director, changed.documentId, changed.digest),
      );
    expect(await opened()).to.equal(false);
    await page.locator('button:disabled', { hasText: /^Firma$/ }).waitFor();
    await accessible();
    await button('Apri la versione 2').click();
    await ready();
    expect(await opened()).to.equal(true);
  });

  /** A wrong PIN in the task's dialog, which then asks for it again. */
  const givesWrongPin = async (): Promise<void> => {
    await ready();
    await button('Firma').click();
    await page.locator('#pin').fill('0000');
    await dialog().getByRole('button', { name: 'Firma' }).click();
    await dialog()
      .getByText(/PIN errato/)
      .first()
      .waitFor();
  };

  it('a wrong PIN that is given up leaves nothing waiting, and one that is left is taken up again', async () => {
    const caseId = await office.start('one', 'Nota lasciata a metà');
    const taskId = await office.taskOf(caseId);
    await as(people.director, `/attivita/${taskId}`);
    await givesWrongPin();
    await dialog().getByText('Nota lasciata a metà', { exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'pin');
    await fits();
    await accessible();
    await dialog().getByRole('button', { name: 'Rinuncia' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.goto(`${office.server.url}/firme`);
    await page.getByRole('row').nth(1).getByText('0 firmati, 1 non firmato').waitFor();
    await page.goto(`${office.server.url}/attivita/${taskId}`);
    await givesWrongPin();
    await page.goto(`${office.server.url}/firme`);
    await page
      .getByText(/si annulla da sola alle/)
      .first()
      .waitFor();
    await fits();
    await accessible();
    await page.getByRole('link', { name: /^Riprendi la firma/ }).click();
    await page.getByText(/Senza PIN la firma si annulla da sola/).waitFor();
    await page.locator('#pin').fill(PIN);
    await button('Firma').click();
    await page.getByText('1 firmato').first().waitFor();
  });

  it('a locked certificate says so before a PIN is asked for; whoever may unlocks it, and it is seen at once', async () => {
    const caseId = await office.start('one', 'Nota con certificato bloccato');
    await as(people.director, `/attivita/${await office.taskOf(caseId)}`);
    await givesWrongPin();
    for (const [pin, answer] of [
      ['0001', 'Resta un tentativo'],
      ['0002', 'Il documento non è stato firmato'],
    ] as const) {
      await page.locator('#pin').fill(pin);
      await dialog().getByRole('button', { name: 'Firma' }).click();
      await dialog().getByText(answer).first().waitFor();
    }
    await dialog().getByRole('button', { name: 'Chiudi' }).last().click();
    await page.getByText('Certificato bloccato', { exact: true }).waitFor();
    await page.locator('button:disabled', { hasText: /^Firma$/ }).waitFor();
    await accessible();
    const [signer, signerPage] = [context, page];
    await as(people.manager, '/certificati-bloccati');
    await page.getByRole('row').filter({ hasText: 'Carla Verdi' }).waitFor();
    await fits();
    await accessible();
    await button('Sblocca il certificato di Carla Verdi').click();
    const question = page.getByRole('dialog', { name: 'Sbloccare il certificato di Carla Verdi?' });
    await accessible();
    await question.getByRole('button', { name: 'Annulla' }).click();
    await page.getByRole('row').filter({ hasText: 'Carla Verdi' }).waitFor();
    await button('Sblocca il certificato di Carla Verdi').click();
    await question.getByRole('button', { name: 'Sblocca' }).click();
    await page.getByText('Nessun certificato è bloccato').waitFor();
    await context.close();
    [context, page] = [signer, signerPage];
    await ready();
    await page.getByText('Certificato bloccato', { exact: true }).waitFor({ state: 'detached' });
  });

  it('a document is sent back with its reason', async () => {
    const caseId = await office.start('one', 'Nota da respingere');
    await as(people.director, `/attivita/${await office.taskOf(caseId)}`);
    await button('Respingi').click();
    await dialog().getByRole('button', { name: 'Respingi' }).click();
    await dialog()
      .getByText(/Scrivi il motivo/)
      .waitFor();
    await page.locator('#motivo').fill('L’importo non corrisponde');
    await dialog().getByRole('button', { name: 'Respingi' }).click();
    await page.getByText('Documento respinto').first().waitFor();
  });

  it('sigla, visto and firma stand in the case with who gave them, and the signatures can be verified', async () => {
    const caseId = await office.start('full', 'Determina completa');
    await as(people.manager, `/attivita/${await office.taskOf(caseId)}`);
    await page.locator('canvas').first().waitFor();
    await button('Sigla').click();
    await page.getByText('Sigla apposta').first().waitFor();
    await context.close();
    await as(people.second, `/attivita/${await office.taskOf(caseId)}`);
    await page.locator('canvas').first().waitFor();
    await button('Apponi il visto').click();
    await page.getByText('Visto apposto').first().waitFor();
    await context.close();
    await as(people.director, `/attivita/${await office.taskOf(caseId)}`);
    await page.locator('canvas').first().waitFor();
    await ready();
    await button('Firma').click();
    await page.locator('#pin').fill(PIN);
    await dialog().getByRole('button', { name: 'Firma' }).click();
    await page.getByText('Documento firmato').first().waitFor();
    await page.goto(`${office.server.url}/pratiche/${caseId}`);
    await page.getByText('Bruno Neri', { exact: false }).first().waitFor();
    await page.getByText('Carla Verdi, Dirigente', { exact: false }).first().waitFor();
    await button('Verifica le firme').click();
    await page.getByText('Firme valide').waitFor();
    await page.getByText('nulla: copre tutto il documento').waitFor();
    await fits();
  });
});
