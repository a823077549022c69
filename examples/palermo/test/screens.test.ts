import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../test/support/chromium.js';
import { openTownHall, type TownHall } from './support/town-hall.js';

const PASSWORD = 'libro-firma-demo';

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe('the screens of the organisation', function () {
  this.timeout(240_000);
  let hall: TownHall;
  let axe: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let failures: string[];

  before(async () => {
    hall = await openTownHall('2026-03-03T08:00:00Z');
    browser = await launchChromium();
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  after(async () => {
    await browser?.close();
    await hall?.close();
  });
  afterEach(async () => {
    await context?.close();
    expect(failures).to.deep.equal([]);
  });

  const open = async (who: string, path: string, width = 390): Promise<void> => {
    failures = [];
    context = await browser.newContext({ viewport: { width, height: 844 }, locale: 'it-IT', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(`${hall.url}${path}`);
    await page.getByLabel('Nome utente').fill(who);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Accedi' }).click();
  };

  /** Nothing to scroll sideways, and nothing that axe finds. */
  const isUsable = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).to.equal(true);
    await page.evaluate(axe);
    const result = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResult;
    expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).to.deep.equal([]);
  };

  it('show sectors, offices and who directs them, and one office with its people and books', async () => {
    await open('richiedente', '/organigramma');
    await page.getByRole('heading', { name: 'Area Opere Pubbliche e Manutenzioni' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Dirigente:' }).count()).to.equal(18);
    await isUsable();
    await page.getByRole('link', { name: 'Ufficio Gare e Appalti' }).click();
    await page.getByRole('heading', { name: 'Libro firma: Ufficio Gare e Appalti' }).waitFor();
    await page.getByRole('definition').filter({ hasText: 'Ufficio Strade e Mobilità' }).waitFor();
    expect(await page.getByRole('row').count()).to.equal(13);
    await isUsable();
  });

  it('find a person by a part of the name', async () => {
    await open('richiedente', '/organigramma');
    const { items } = (await hall.want('richiedente', 'GET', 'organisation/people?limit=1')) as {
      items: { name: string }[];
    };
    const name = items[0]?.name ?? '';
    await page.getByRole('searchbox', { name: 'Cerca una persona' }).fill(name.toLowerCase());
    await page.getByRole('cell', { name }).waitFor();
    expect(page.url()).to.include('cerca=');
    await isUsable();
  });

  it('let somebody name a substitute, who gets the queue at once, and end it before its time', async () => {
    await open('dirigente1', '/sostituzioni');
    await page.getByRole('tab', { name: 'In vigore' }).waitFor();
    await page.getByRole('button', { name: 'Nuova' }).click();
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('Indica chi sostituisce.').waitFor();
    await page.getByRole('combobox', { name: 'Chi sostituisce' }).click();
    const { body } = await hall.ask('responsabile', 'GET', 'session');
    const deputy = (body['actor'] as { id: string; name: string }).name;
    await page.getByRole('combobox', { name: 'Chi sostituisce' }).fill(deputy);
    await page.getByRole('option', { name: deputy }).click();
    await page.getByLabel(/^Al/).fill('2026-03-31');
    await isUsable();
    await page.getByRole('button', { name: 'Salva' }).click();
    const row = page.getByRole('row').filter({ hasText: deputy });
    await row.getByText('dal 03/03/2026 al 31/03/2026').waitFor();
    await isUsable();
    const acting = async (): Promise<readonly unknown[]> =>
      (await hall.want('responsabile', 'GET', 'session'))['actingFor'] as readonly unknown[];
    expect(await acting()).to.have.length(1);
    await row.getByRole('button', { name: /Chiudi/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Chiudi', exact: true }).last().click();
    await row.waitFor({ state: 'detached' });
    expect(await acting()).to.deep.equal([]);
    await page.getByRole('tab', { name: 'Terminate' }).click();
    await page.getByRole('row').filter({ hasText: deputy }).getByText('Chiusa prima del termine').waitFor();
  });

  it('let nobody but an administrator enter substitutions of others', async () => {
    await open('richiedente', '/sostituzioni');
    await page.getByRole('button', { name: 'Nuova' }).click();
    const from = page.getByRole('combobox', { name: 'Chi viene sostituito' });
    expect(await from.getAttribute('readonly')).not.to.equal(null);
    await context.close();
    await open('amministratore', '/sostituzioni', 1280);
    await page.getByRole('button', { name: 'Nuova' }).click();
    await page.getByRole('combobox', { name: 'Chi viene sostituito' }).click();
    await page.getByRole('option').first().waitFor();
    await page.getByRole('radio', { name: 'Delega di funzioni' }).check();
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('Indica l’atto che conferisce la delega.').waitFor();
    await page.getByText('Una delega di funzioni è a termine: indica l’ultimo giorno.').waitFor();
    await isUsable();
  });

  it('offer in a request the offices and books of one’s own, and say who signs', async () => {
    await open('richiedente', '/nuova/nota-in-uscita');
    const office = page.getByLabel(/^Ufficio/);
    await office.waitFor();
    expect(await office.locator('option').allTextContents()).to.deep.equal(['Scegli…', 'Ufficio Gare e Appalti']);
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#campo-office')?.value === 'gare');
    const book = page.getByLabel(/^Libro firma/);
    expect((await book.locator('option').allTextContents()).sort()).to.deep.equal(
      ['Area Opere Pubbliche e Manutenzioni', 'Scegli…', 'Ufficio Gare e Appalti'].sort(),
    );
    await book.selectOption('lf-gare');
    await page
      .getByText(
        /Primo firmatario: .+\. Secondo firmatario: .+\. Il libro prevede che il protocollo controlli prima i dati\./,
      )
      .waitFor();
    await isUsable();
  });
});
