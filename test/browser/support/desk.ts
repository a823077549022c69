import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';

const PASSWORD = 'libro-firma-demo';
const PATIENCE_MS = 30_000;
export const heights = { 1280: 900, 390: 844 } as const;

/** Somebody at their desk: one browser context, one page. */
export class Desk {
  readonly who: string;
  readonly page: Page;
  readonly failures: string[] = [];
  readonly #url: string;
  readonly #context: BrowserContext;

  private constructor(url: string, who: string, context: BrowserContext, page: Page) {
    this.#url = url;
    this.who = who;
    this.#context = context;
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.failures.push(`${who}: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.failures.push(`${who}: ${message.text()}`);
    });
  }

  static async open(browser: Browser, url: string, who: string, width: 1280 | 390): Promise<Desk> {
    const context = await browser.newContext({
      viewport: { width, height: heights[width] },
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    const desk = new Desk(url, who, context, await context.newPage());
    const live = desk.#hears();
    await desk.page.goto(url);
    await desk.signIn();
    await desk.page.getByRole('heading', { name: 'La mia scrivania' }).waitFor();
    await live;
    return desk;
  }

  /** Connected: until then, what happens elsewhere passes the page by. */
  #hears(): Promise<void> {
    return new Promise((resolve) => {
      this.page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => {
          // The server's CONNECT packet (socket.io protocol 5).
          if (payload.toString().startsWith('40')) resolve();
        }),
      );
    });
  }

  /** The session is over: a dialog over the page says so, and goes when its owner has signed in. */
  async signInAgain(): Promise<void> {
    const dialog = this.dialog('La sessione è scaduta');
    await dialog.waitFor();
    await this.signIn();
    await dialog.waitFor({ state: 'detached' });
  }

  async signIn(): Promise<void> {
    const { page } = this;
    await page.getByLabel('Nome utente').fill(this.who);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Accedi' }).click();
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The dialog on top. */
  dialog(name?: string | RegExp): Locator {
    return name === undefined ? this.page.getByRole('dialog').last() : this.page.getByRole('dialog', { name }).last();
  }

  /** What can be read on the page, waited for; on a phone the menu says some of it out of sight. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** The row of a task in the queue; it may still arrive. */
  task(title: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('link', { name: title, exact: true }) });
  }

  async openTask(title: string): Promise<void> {
    await this.task(title).getByRole('link', { name: title, exact: true }).click();
    await this.page.getByRole('heading', { name: 'Cosa devi fare' }).waitFor();
  }

  /** A panel beside a task or a case, by its title. */
  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }

  /** The document stands on the screen. */
  async seesDocument(): Promise<void> {
    await this.page.locator('.lf-pdf-page canvas').first().waitFor();
  }

  /** What a link gives to take away. */
  async download(link: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [download]: [Download, unknown] = await Promise.all([this.page.waitForEvent('download'), link.click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
