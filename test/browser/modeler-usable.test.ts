import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { Keyboard } from './support/keyboard.js';
import { publishedRoute, startedCase } from './support/small-route.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

interface Trial {
  readonly caseId: string;
  readonly tasks: readonly { readonly id: string }[];
}

describe('the modeler, for everybody:', function () {
  this.timeout(170_000);
  let town: Town;
  let analyst: Desk;
  let route: string;
  let running: string;
  let open: Trial;

  const trial = (path: string, body: object): Promise<Trial> =>
    town.people.want('analista', 'POST', path, { body }) as unknown as Promise<Trial>;

  before(async () => {
    town = await Town.open();
    route = await publishedRoute(town.people, 'Richiesta breve');
    running = await startedCase(town.people, route, 'Richiesta in corso');
    open = await trial(`routes/${route}/trials`, { version: 1, title: 'Prova aperta', values: {} });
    const over = await trial(`routes/${route}/trials`, { version: 1, title: 'Prova finita', values: {} });
    await trial(`trials/${over.caseId}/tasks/${over.tasks[0]?.id}/complete`, { values: {} });
    await trial(`trials/${over.caseId}/keep`, { name: 'Giro completo' });
    analyst = await town.desk('analista');
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const drawn = (): Locator => analyst.page.locator('.djs-shape').first();
  const text = (words: string): Locator => analyst.page.getByText(words).first();

  /** Each page by its path below a route's, and what is there when all of it is. */
  const pages: readonly { readonly name: string; readonly path: () => string; readonly there: () => Locator }[] = [
    { name: 'the list of routes', path: () => '/modeler', there: () => text('Richiesta breve') },
    { name: 'a new route', path: () => '/modeler/nuovo', there: () => analyst.button('Crea e disegna') },
    { name: 'the drawing', path: () => `/modeler/iter/${route}`, there: drawn },
    { name: 'the start', path: () => `/modeler/iter/${route}/avvio`, there: () => text('Istruttore') },
    { name: 'the trials', path: () => `/modeler/iter/${route}/prova`, there: () => analyst.button('Avvia la prova') },
    { name: 'one trial', path: () => `/modeler/iter/${route}/prova/${open.caseId}`, there: drawn },
    { name: 'the scenarios', path: () => `/modeler/iter/${route}/scenari`, there: () => text('Giro completo') },
    { name: 'the versions', path: () => `/modeler/iter/${route}/versioni`, there: () => text('Prima versione.') },
    { name: 'one version', path: () => `/modeler/iter/${route}/versioni/1`, there: drawn },
    {
      name: 'the running cases',
      path: () => `/modeler/iter/${route}/osserva`,
      there: () => text('Richiesta in corso'),
    },
    { name: 'one case', path: () => `/modeler/iter/${route}/osserva/${running}`, there: drawn },
  ];
  for (const { name, path, there } of pages) {
    it(`axe finds nothing on the page of ${name}, on a wide screen and on a phone`, async () => {
      await analyst.goto(path());
      await there().waitFor();
      await isUsable(analyst);
    });
  }

  it('tells what is wrong with a new route until that is put right', async () => {
    await analyst.goto('/modeler/nuovo');
    const { page } = analyst;
    await page.getByRole('radio', { name: 'Da un iter di esempio' }).check();
    await analyst.button('Crea e disegna').click();
    const wrong = page.locator('.lf-error-summary').getByRole('link');
    await wrong.nth(2).waitFor();
    await page.getByRole('textbox', { name: 'Nome dell’iter' }).fill('N');
    await page.getByText('Ci sono 2 campi da correggere').waitFor();
    await page.getByRole('radio', { name: 'Da un foglio vuoto' }).check();
    await page.getByText('C’è un campo da correggere').waitFor();
    expect(await wrong.allInnerTexts()).to.deep.equal(['Scegli il settore.']);
  });

  it('is looked at only by who draws no routes', async () => {
    const administrator = await town.desk('amministratore');
    await administrator.goto(`/modeler/iter/${route}`);
    const { page } = administrator;
    await page.getByText('Qui puoi guardare il disegno').waitFor();
    await page.locator('.djs-shape').first().waitFor();
    expect(await page.locator('.lf-palette-entry').count()).to.equal(0);
    expect(await page.getByRole('button', { name: /^(Prova|Pubblica)$/ }).count()).to.equal(0);
  });

  it('is drawn and published without a mouse: palette, canvas, form, publication', async () => {
    await Drawing.begin(analyst, 'Senza mouse', 'Tutti i settori');
    const { page } = analyst;
    const keys = new Keyboard(analyst);
    const canvas = page.locator('.lf-editor-canvas svg[tabindex]').first();
    const selected = page.locator('.lf-editor-canvas .djs-shape.selected');

    await keys.comeTo(canvas);
    await keys.press('Alt+ArrowRight');
    await selected.and(page.locator('[data-element-id="richiesta"]')).waitFor();
    await keys.use(page.locator('.lf-palette-entry[data-shape="ask"]'), 'Shift+Tab');
    const asked = selected.and(page.locator('[data-element-id^="Activity"]'));
    await asked.waitFor();

    await keys.comeTo(canvas);
    await keys.press('Enter');
    const name = page.locator('#lf-name');
    await keys.comeTo(name);
    await keys.press('Control+a');
    await keys.type('Risposta');
    const who = page.locator('.lf-editor-form [data-add="lf-who"]');
    const folded = page.locator(
      '.lf-editor-form .bio-properties-panel-group-header:not(.open) .bio-properties-panel-arrow',
    );
    while (!(await who.isVisible())) await keys.use(folded.first());
    await keys.use(who);
    await keys.comeTo(page.locator('#lf-who-0-role'));
    await keys.press('ArrowDown');

    await keys.press('Escape');
    await keys.press('a');
    await page.locator('.djs-popup').waitFor();
    await keys.type('Fine');
    await keys.press('Enter');
    await selected.and(page.locator('[data-element-id^="Event"]')).waitFor();
    await page.locator('.lfm-worst-none').waitFor();

    await keys.use(analyst.button('Pubblica'), 'Shift+Tab');
    const dialog = analyst.dialog();
    await keys.comeTo(dialog.getByLabel(/^Che cosa cambia e perché/));
    await keys.type('Prima versione, disegnata con la tastiera.');
    await keys.use(dialog.getByRole('button', { name: 'Pubblica', exact: true }));
    await analyst.reads(/Pubblicata la versione 1/);
  });
});
