import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openMunicipality, PASSWORD, type Municipality } from '../http/support/municipality.js';
import { launchChromium } from '../support/chromium.js';

describe('the first visit of somebody who is not signed in', function () {
  this.timeout(120_000);
  let town: Municipality;
  let browser: Browser;

  before(async () => {
    town = await openMunicipality({ log: { level: 'warn' } });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await town?.close();
  });

  /** Whatever the browser would show in red to whoever looks. */
  const redIn = (page: Page): readonly string[] => {
    const red: string[] = [];
    page.on('pageerror', (error) => red.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) red.push(`${message.text()} ${message.location().url}`);
    });
    return red;
  };

  for (const path of ['/', '/attivita/nessuna', '/modeler/'])
    it(`asks for name and password at ${path} and leaves nothing in the console`, async () => {
      const page = await browser.newPage({ locale: 'it-IT' });
      const red = redIn(page);
      await page.goto(`${town.url}${path}`);
      await page.getByRole('button', { name: 'Accedi' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(red).to.deep.equal([]);
      await page.close();
    });

  it('nor does signing in', async () => {
    const page = await browser.newPage({ locale: 'it-IT' });
    const red = redIn(page);
    await page.goto(town.url);
    await page.getByLabel('Nome utente').fill('richiedente');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.getByRole('heading', { name: 'La mia scrivania' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(red).to.deep.equal([]);
    await page.close();
  });

  it('says what to do when the browser keeps no session', async () => {
    const page = await browser.newPage({ locale: 'it-IT' });
    await page.route('**/api/v1/session', async (route) => {
      const asked = route.request();
      if (asked.method() !== 'POST') return route.continue();
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(asked.url(), { method: 'POST', headers, body: asked.postData() });
      await route.fulfill({ status });
    });
    await page.goto(town.url);
    await page.getByLabel('Nome utente').fill('richiedente');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.getByRole('alert').filter({ hasText: 'consenti i cookie di questo sito' }).waitFor();
    await page.close();
  });
});
