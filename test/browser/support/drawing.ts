import type { Locator } from 'playwright-core';
import type { Desk } from './desk.js';

/** How a field of a request is told: its name, and its kind as the form lists it. */
export interface DrawnField {
  readonly label: string;
  /** Value of the kind: `organisation.book`. */
  readonly kind: string;
  readonly required?: boolean;
  /** For choices: the live list that they come from. */
  readonly list?: string;
}

const TRIES = 8;

const rethrowAfter = (tries: number, error: unknown): false => {
  if (tries < TRIES) return false;
  throw error;
};

/** The page on which a route is drawn, used as an analyst does: with the mouse, and by filling in forms. */
export class Drawing {
  readonly #desk: Desk;

  private constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** "Nuovo iter", from an empty canvas. */
  static async begin(desk: Desk, name: string, sector: string): Promise<Drawing> {
    await desk.goto('/modeler');
    await desk.page.getByRole('link', { name: 'Nuovo iter' }).first().click();
    await desk.page.getByLabel(/^Nome dell’iter/).fill(name);
    await desk.page.getByLabel(/^Settore/).selectOption({ label: sector });
    await desk.button('Crea e disegna').click();
    return Drawing.#shown(desk);
  }

  static async open(desk: Desk, routeId: string): Promise<Drawing> {
    await desk.goto(`/modeler/iter/${routeId}`);
    return Drawing.#shown(desk);
  }

  static async #shown(desk: Desk): Promise<Drawing> {
    await desk.page.locator('.lf-editor-canvas .djs-shape').first().waitFor();
    return new Drawing(desk);
  }

  get canvas(): Locator {
    return this.#desk.page.locator('.lf-editor-canvas');
  }

  get form(): Locator {
    return this.#desk.page.locator('.lf-editor-form');
  }

  /** Id of the route, from the address. */
  get routeId(): string {
    return new URL(this.#desk.page.url()).pathname.split('/').at(-1) ?? '';
  }

  shape(id: string): Locator {
    return this.canvas.locator(`.djs-shape[data-element-id="${id}"]`);
  }

  /** Selects it alone, from the empty canvas: its form is shown then. */
  async select(id: string): Promise<void> {
    await this.canvas
      .locator('svg')
      .first()
      .click({ position: { x: 12, y: 12 } });
    await this.shape(id).click();
    await this.canvas.locator(`.djs-shape.selected[data-element-id="${id}"]`).waitFor();
  }

  /** "Che cosa viene dopo?": chosen in the menu beside the element. @returns id of the new element, which is selected */
  async append(after: string, word: string, name?: string): Promise<string> {
    await this.select(after);
    await this.#desk.page.locator('.djs-context-pad .lf-pad-append').click();
    const menu = this.#desk.page.locator('.djs-popup');
    await menu.getByText(word, { exact: true }).first().click();
    const id = await this.selected(after);
    await this.select(id);
    if (name !== undefined) await this.fill('lf-name', name);
    return id;
  }

  /** The selected shape, once it is another one. */
  async selected(besides: string): Promise<string> {
    const other = this.canvas.locator(`.djs-shape.selected:not([data-element-id="${besides}"])`).first();
    return (await other.getAttribute('data-element-id')) ?? '';
  }

  /** "Mostra tutto": long drawings do not fit the canvas otherwise. */
  async showAll(): Promise<void> {
    await this.#desk.button('Mostra tutto').click();
  }

  /** "Torna indietro": from one element to the other, when something is rejected. */
  async goBack(from: string, to: string): Promise<void> {
    await this.showAll();
    await this.select(from);
    await this.#desk.page.locator('.djs-context-pad .lf-pad-back').click();
    await this.shape(to).click();
  }

  /** Opens each group of the form, so that its fields can be reached. */
  async unfold(): Promise<void> {
    const closed = this.form.locator('.bio-properties-panel-group-header:not(.open)');
    while ((await closed.count()) > 0) await closed.first().click();
  }

  field(id: string): Locator {
    return this.form.locator(`#${id}`);
  }

  async fill(id: string, text: string): Promise<void> {
    await this.unfold();
    await this.field(id).fill(text);
    await this.field(id).blur();
  }

  /** Chooses an entry of a list by its words; it may still be on its way. */
  async choose(id: string, option: string | RegExp): Promise<void> {
    await this.unfold();
    const wanted = this.field(id).locator('option').filter({ hasText: option }).first();
    await wanted.waitFor({ state: 'attached' });
    // Lists of the case's values are drawn anew when another field was filled in: the words are read again then.
    for (let tries = 1; ; tries += 1) {
      const label = (await wanted.textContent()) ?? '';
      const chosen = this.field(id).selectOption({ label }, { timeout: 3_000 });
      if (await chosen.then(() => true).catch((error: unknown) => rethrowAfter(tries, error))) return;
    }
  }

  async chooseValue(id: string, value: string): Promise<void> {
    await this.unfold();
    await this.field(id).locator(`option[value="${value}"]`).waitFor({ state: 'attached' });
    await this.field(id).selectOption(value);
  }

  /** A value that comes out of the case. */
  async fromCase(id: string, variable: string | RegExp): Promise<void> {
    await this.chooseValue(`${id}-from`, 'case');
    await this.choose(id, variable);
  }

  /** "Chi lo fa": whoever has a position in the signature book that the request names. */
  async offerToBook(position: string, book: RegExp): Promise<void> {
    await this.unfold();
    await this.form.locator('[data-add="lf-who"]').click();
    await this.chooseValue('lf-who-0-kind', 'book');
    await this.chooseValue('lf-who-0-position', position);
    await this.choose('lf-who-0-book', book);
  }

  /** "Chi lo fa": whoever has a role, in any office. */
  async offerToRole(role: string): Promise<void> {
    await this.unfold();
    await this.form.locator('[data-add="lf-who"]').click();
    await this.chooseValue('lf-who-0-kind', 'role');
    await this.chooseValue('lf-who-0-role', role);
  }

  /** Takes it away, with its flows. */
  async remove(id: string): Promise<void> {
    await this.select(id);
    await this.#desk.page.keyboard.press('Delete');
    await this.shape(id).waitFor({ state: 'detached' });
  }

  /** Adds a field to the form of the selected element. */
  async addField(place: number, { label, kind, required = false, list }: DrawnField): Promise<void> {
    await this.unfold();
    await this.form.locator('[data-add="lf-form"]').click();
    await this.fill(`lf-form-${place}-label`, label);
    await this.chooseValue(`lf-form-${place}-kind`, kind);
    if (list !== undefined) await this.chooseValue(`lf-form-${place}-from`, list);
    if (required) await this.field(`lf-form-${place}-required`).check();
  }

  /** The draft is on the server. */
  async saved(): Promise<void> {
    await this.#desk.page.locator('.lfm-draft-saved').filter({ hasText: 'Bozza salvata' }).waitFor();
  }

  async publish(reason: string): Promise<void> {
    await this.#desk.button('Pubblica').click();
    const dialog = this.#desk.dialog();
    await dialog.getByLabel(/^Che cosa cambia e perché/).fill(reason);
    await dialog.getByRole('button', { name: 'Pubblica', exact: true }).click();
    await this.#desk.reads(/Pubblicata la versione \d+/);
  }
}
