import { expect } from 'chai';
import type { BundleVariable } from '@libro-firma/plugin-documents/ports';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../test/support/chromium.js';
import { Front } from './support/front.js';
import { ADA, House, TENANT } from './support/house.js';
import { simplePdf } from './support/pdf-builder.js';
import { correctionProcess } from './support/process.js';

const pdf = (name: string, bytes = simplePdf()) => ({ name, mimeType: 'application/pdf', buffer: bytes });
const csv = { name: 'dati.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') };

describe('the screens of documents', function () {
  this.timeout(60_000);
  let house: House;
  let front: Front;
  let address: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let failures: string[];

  before(async () => {
    house = await House.open({ settings: { maxAttachments: 3, maxAttachmentMb: 1 } });
    await house.engine.deploy({ tenant: TENANT, xml: correctionProcess, actor: ADA, publish: true });
    front = new Front(house);
    address = await front.listen();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await front.close();
    await house.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'it-IT',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    failures = [];
    page.on('pageerror', (error) => failures.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    expect(failures).to.deep.equal([]);
    expect(front.violations).to.deep.equal([]);
  });

  const choose = async (button: string, files: Parameters<Page['setInputFiles']>[1]): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: button }).click(),
    ]);
    await chooser.setFiles(files as never);
  };
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  const noSideways = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).to.equal(true);
  };

  describe('a start form', () => {
    beforeEach(async () => {
      await page.goto(`${address}/nuova/correction`);
      await page.getByRole('group', { name: /Documenti della richiesta/ }).waitFor();
    });

    it('takes the PDF and several attachments, and starts the case with them', async () => {
      await choose('Scegli il PDF', [pdf('nota.pdf')]);
      await row('nota.pdf').getByText('1 pagina').waitFor();
      await choose('Aggiungi allegati', [csv, pdf('planimetria.pdf', simplePdf('/Lang (it)'))]);
      await row('planimetria.pdf').getByText('1 pagina').waitFor();
      await row('dati.csv').getByText('8 byte').waitFor();
      await noSideways();
      await page.getByRole('textbox').first().fill('Nota di prova');
      const [request] = await Promise.all([
        page.waitForRequest((sent) => sent.method() === 'POST' && sent.url().endsWith('/cases')),
        page.getByRole('button', { name: /Avvia|Invia/ }).click(),
      ]);
      const { instanceId } = (await (await request.response())?.json()) as { instanceId: string };
      const bundle = await house.read((tx) => house.documents.bundleOf(tx, instanceId));
      expect(bundle?.main?.head.name).to.equal('nota.pdf');
      expect(bundle?.attachments.map(({ head }) => head.name)).to.have.members(['dati.csv', 'planimetria.pdf']);
    });

    it('says in plain Italian what is wrong with a file, and lets it be replaced', async () => {
      await choose('Scegli il PDF', [pdf('script.pdf', simplePdf('/OpenAction << /S /JavaScript /JS (x) >>'))]);
      await row('script.pdf')
        .getByText(/contiene uno script JavaScript/)
        .waitFor();
      expect(await page.getByRole('button', { name: /^Riprova/ }).count(), 'it would be refused again').to.equal(0);
      await choose('Scegli un altro PDF', [pdf('nota.pdf')]);
      await row('nota.pdf').getByText('1 pagina').waitFor();
      expect(await row('script.pdf').count()).to.equal(0);
    });

    it('is not sent without a word while files in it were refused, and tells the code for whoever helps', async () => {
      const program = { name: 'prog.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\0\x03\0\0\0') };
      const empty = { name: 'vuoto.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) };
      await page.getByRole('textbox').first().fill('Nota di prova');
      await choose('Scegli il PDF', [pdf('nota.pdf')]);
      await row('nota.pdf').getByText('1 pagina').waitFor();
      await choose('Aggiungi allegati', [program, csv, empty]);
      await row('prog.exe').getByText('Codice: documents.program').waitFor();
      await row('vuoto.txt')
        .getByText(/^Codice: documents\./)
        .waitFor();
      await row('dati.csv').getByText('8 byte').waitFor();
      await noSideways();
      await page.getByRole('button', { name: /Avvia|Invia/ }).click();
      const told = page.getByRole('link', { name: /^2 file non sono stati caricati: «prog.exe», «vuoto.txt»\. / });
      await told.waitFor();
      await page.waitForFunction(() => document.activeElement?.classList.contains('lf-error-summary'));
      await told.press('Enter');
      const first = page.getByRole('button', { name: 'Togli prog.exe' });
      expect(await first.evaluate((button) => button === document.activeElement)).to.equal(true);
      const colour = (place: string, of: 'color' | 'borderTopColor') =>
        page
          .locator(place)
          .first()
          .evaluate((shown, name) => getComputedStyle(shown)[name], of);
      const danger = await colour('.lf-file-error', 'color');
      expect(await colour('.lf-file-wrong', 'borderTopColor')).to.equal(danger);
      expect(await colour('.lf-drop', 'borderTopColor'), 'the document is there').not.to.equal(danger);
      await first.click();
      await page.getByRole('button', { name: 'Togli vuoto.txt' }).click();
      const [request] = await Promise.all([
        page.waitForRequest((sent) => sent.method() === 'POST' && sent.url().endsWith('/cases')),
        page.getByRole('button', { name: /Avvia|Invia/ }).click(),
      ]);
      expect((await request.response())?.ok()).to.equal(true);
    });

    it('refuses what is too large before a byte is sent', async () => {
      await choose('Aggiungi allegati', [
        { name: 'grande.csv', mimeType: 'text/csv', buffer: Buffer.alloc(1_200_000, 'a') },
      ]);
      await row('grande.csv')
        .getByText(/il massimo è/)
        .waitFor();
    });

    it('takes a dropped file, shows it, and takes it away again', async () => {
      const data = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(['a;b\n'], 'caduto.csv', { type: 'text/csv' }));
        return transfer;
      });
      const zone = page.locator('.lf-drop').nth(1);
      await zone.dispatchEvent('dragover', { dataTransfer: data });
      await zone.dispatchEvent('drop', { dataTransfer: data });
      await row('caduto.csv').getByText('4 byte').waitFor();
      await page.getByRole('button', { name: 'Togli caduto.csv' }).click();
      expect(await row('caduto.csv').count()).to.equal(0);
    });

    it('works by keyboard alone', async () => {
      await page.locator('#campo-bundle').focus();
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Scegli il PDF');
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
      await chooser.setFiles([pdf('nota.pdf')]);
      await row('nota.pdf').getByText('1 pagina').waitFor();
      await page.getByRole('button', { name: 'Anteprima di nota.pdf' }).focus();
      await page.keyboard.press('Enter');
      await page
        .getByRole('dialog', { name: 'nota.pdf' })
        .locator('.textLayer')
        .first()
        .getByText('Si comunica che')
        .waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Togli nota.pdf' }).focus();
      await page.keyboard.press('Enter');
      expect(await row('nota.pdf').count()).to.equal(0);
    });

    it('without the document says so at the field', async () => {
      await choose('Aggiungi allegati', [csv]);
      await row('dati.csv').getByText('8 byte').waitFor();
      await page.getByRole('textbox').first().fill('Nota di prova');
      await page.getByRole('button', { name: /Avvia|Invia/ }).click();
      await page.locator('#campo-bundle-error').getByText('Manca il documento principale').waitFor();
    });
  });

  describe('a task', () => {
    const open = async (): Promise<{ caseId: string; taskId: string }> => {
      const caseId = await house.request();
      const [task] = await house.read((tx) => house.engine.openTasks(tx, caseId));
      await page.goto(`${address}/attivita/${encodeURIComponent(task?.id ?? '')}`);
      return { caseId, taskId: task?.id ?? '' };
    };

    it('shows the document beside it, which then counts as opened', async () => {
      const { caseId } = await open();
      await page.locator('.textLayer').first().getByText('Si comunica che').waitFor();
      const { main } = (await house.read((tx) => house.engine.variables(tx, caseId)))['bundle'] as BundleVariable;
      expect(await house.read((tx) => house.documents.hasOpened(tx, ADA, main.documentId, main.digest))).to.equal(true);
      await page.getByText('Scarica tutti i documenti').waitFor();
      await noSideways();
    });

    it('corrects the documents: another main one, an attachment out, another in', async () => {
      const { caseId } = await open();
      await page.getByRole('group', { name: /Documenti corretti/ }).waitFor();
      await choose('Scegli il PDF', [pdf('nota corretta.pdf', simplePdf('/Lang (it)'))]);
      await row('nota corretta.pdf').getByText('1 pagina').first().waitFor();
      await page.getByRole('button', { name: 'Togli dati.csv' }).click();
      await page.getByText('sarà tolto').waitFor();
      await choose('Aggiungi allegati', [{ ...csv, name: 'nuovo.csv' }]);
      await row('nuovo.csv').getByText('8 byte').waitFor();
      await noSideways();
      const [request] = await Promise.all([
        page.waitForRequest((sent) => sent.url().endsWith('/complete')),
        page.getByRole('button', { name: 'Completa' }).click(),
      ]);
      expect((await request.response())?.status()).to.equal(200);
      const bundle = await house.read((tx) => house.documents.bundleOf(tx, caseId));
      expect(bundle?.main?.head).to.include({ n: 2, name: 'nota corretta.pdf', kind: 'correction' });
      expect(bundle?.attachments.map(({ head }) => head.name)).to.deep.equal(['nuovo.csv']);
    });

    it('is not completed without a word while a file in it was refused', async () => {
      const { caseId } = await open();
      await page.getByRole('group', { name: /Documenti corretti/ }).waitFor();
      await choose('Scegli il PDF', [pdf('nota corretta.pdf')]);
      await row('nota corretta.pdf').getByText('1 pagina').first().waitFor();
      await choose('Aggiungi allegati', [{ ...csv, name: 'vuoto.csv', buffer: Buffer.alloc(0) }]);
      await row('vuoto.csv')
        .getByText(/^Codice: /)
        .waitFor();
      await page.getByRole('button', { name: 'Completa' }).click();
      await page.getByRole('link', { name: /^«vuoto.csv» non è stato caricato: toglilo/ }).waitFor();
      const bundle = await house.read((tx) => house.documents.bundleOf(tx, caseId));
      expect(bundle?.main?.head.n).to.equal(1);
    });

    it('whose documents nobody touched is not completed', async () => {
      await open();
      await page.getByRole('group', { name: /Documenti corretti/ }).waitFor();
      await page.getByRole('button', { name: 'Completa' }).click();
      await page
        .getByText(/Compila «Documenti corretti»|Non hai cambiato nulla/)
        .first()
        .waitFor();
    });
  });
});
