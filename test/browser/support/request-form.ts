import type { Desk } from './desk.js';
import type { UploadFile } from './files.js';

export interface Request {
  readonly title: string;
  readonly office?: string;
  readonly book?: string;
  readonly main: UploadFile;
  readonly attachments?: readonly UploadFile[];
  /** Words by which each is found in the address book. */
  readonly recipients?: readonly string[];
  readonly classification?: string;
  readonly initials?: boolean;
}

/** "Nuova richiesta": the start form of a route, filled in as a person does. */
export class RequestForm {
  readonly #desk: Desk;

  /** Where a form with documents is open already: a correction. */
  constructor(desk: Desk) {
    this.#desk = desk;
  }

  static async open(desk: Desk, route: string): Promise<RequestForm> {
    await desk.page.getByRole('link', { name: 'Nuova richiesta' }).first().click();
    await desk.page.getByRole('link', { name: route }).click();
    await desk.page.getByLabel(/^Oggetto/).waitFor();
    return new RequestForm(desk);
  }

  async fill(request: Request): Promise<void> {
    const { page } = this.#desk;
    await page.getByLabel(/^Oggetto/).fill(request.title);
    await this.#choose(/^Ufficio/, request.office);
    await this.#choose(/^Libro firma/, request.book);
    await this.upload('Scegli il PDF', [request.main]);
    if (request.attachments !== undefined) await this.upload('Aggiungi allegati', request.attachments);
    for (const words of request.recipients ?? []) {
      await page.getByRole('combobox', { name: 'Cerca in rubrica o scrivi un nome' }).fill(words);
      await page.getByRole('option').filter({ hasText: words }).first().click();
    }
    if (request.classification !== undefined) {
      await page.getByRole('combobox', { name: /^Classificazione/ }).fill(request.classification);
      await page.getByRole('option').filter({ hasText: request.classification }).first().click();
    }
    if (request.initials === true) await page.getByRole('checkbox', { name: /^Con la sigla/ }).check();
  }

  /** Chooses files; resolves when the server has taken each of them. */
  async upload(button: string, files: readonly UploadFile[]): Promise<void> {
    const { page } = this.#desk;
    await page.locator(`input[type="file"][aria-label="${button}"]`).setInputFiles([...files]);
    for (const { name } of files) await page.getByRole('button', { name: `Togli ${name}` }).waitFor();
  }

  /** Sends it; the id of the case that it became. */
  async send(button = 'Invia la richiesta'): Promise<string> {
    await this.#desk.button(button).click();
    await this.#desk.page.waitForURL(/\/pratiche\//);
    return this.#desk.page.url().split('/').at(-1) ?? '';
  }

  async #choose(label: RegExp, option: string | undefined): Promise<void> {
    if (option === undefined) return;
    const field = this.#desk.page.getByLabel(label);
    await field.locator('option', { hasText: option }).first().waitFor({ state: 'attached' });
    await field.selectOption({ label: option });
  }
}
