import { expect } from 'chai';
import { startDesk, type DeskHouse, type DeskPage } from './support/desk.js';

describe('a task', function () {
  this.timeout(60_000);
  let house: DeskHouse;
  let desk: DeskPage;
  before(async () => {
    house = await startDesk();
  });
  after(() => house.close());
  afterEach(() => desk.close());

  const completion = '/tasks/01e.3/complete';

  it('shows its document, what it is about and how it came here', async () => {
    desk = await house.open('/attivita/01a.3');
    await desk.page.waitForFunction(() => document.body.dataset['opened'] === 'yes');
    expect(await desk.page.locator('.textLayer').first().innerText()).to.contain('Comune di Palermo');
    expect(await desk.page.getByText('Manca la planimetria').count()).to.equal(1);
    expect(await desk.page.getByText('Giuseppe Lo Cascio ha siglato: «Sigla del responsabile»').count()).to.equal(1);
    expect(await desk.page.getByText('ha inviato la richiesta').count(), 'called processes are not told').to.equal(1);
    expect(await desk.page.getByText('Giuseppe Lo Cascio (per conto di Rosalia Messina) ha respinto').count()).to.equal(
      1,
    );
    expect(desk.errors).to.deep.equal([]);
    expect(desk.server.violations).to.deep.equal([]);
  });

  it('shows what was asked for, in the words of the form, but for what the page shows elsewhere', async () => {
    const told = async (): Promise<readonly string[]> => {
      const panel = desk.page.getByRole('region', { name: 'Dati della richiesta' });
      await panel.getByText('Ufficio Tributi').waitFor();
      return (await panel.locator('dl > div').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    };
    desk = await house.open('/attivita/01a.3');
    const all = [
      'Luogo Presso Palazzo delle Aquile',
      'Ufficio Ufficio Tributi',
      'Modalità di trasmissione Posta elettronica',
    ];
    const amount = 'Importo in euro 24.400,50';
    expect(await told()).to.deep.equal([...all, 'Osservazioni Da inviare entro venerdì', amount]);
    await desk.page.goto(`${desk.server.url}/attivita/01e.3`);
    expect(await told(), 'its own form has the remarks').to.deep.equal([...all, amount]);
    await desk.page.goto(`${desk.server.url}/pratiche/c-01a.3`);
    expect(await told()).to.have.length(5);
  });

  it('has no gap between its panels, however tall either side of it is', async () => {
    desk = await house.open('/attivita/01a.3');
    const { page } = desk;
    await page.waitForFunction(() => document.body.dataset['opened'] === 'yes');
    const gaps = async (): Promise<readonly number[]> => {
      const [main, todo, more, aside] = await Promise.all(
        ['main', 'todo', 'more', 'aside'].map((part) => page.locator(`.lf-work-${part}`).boundingBox()),
      );
      if (!main || !todo || !more || !aside) throw new Error('A part of the page is missing.');
      return [more.y - main.y - main.height, aside.y - todo.y - todo.height].map(Math.round);
    };
    expect(await gaps()).to.deep.equal([20, 20]);
    const taller = (part: string): Promise<void> =>
      page.locator(`.lf-work-${part} > :last-child`).evaluate((panel) => {
        (panel as HTMLElement).style.minHeight = '3000px';
      });
    await taller('aside');
    expect(await gaps()).to.deep.equal([20, 20]);
    await taller('todo');
    await page.locator('.lf-work-tall').waitFor();
    expect(await gaps()).to.deep.equal([20, 20]);
    await taller('more');
    expect(await gaps()).to.deep.equal([20, 20]);
  });

  it('leads from its document to the decision on a phone, and back from below', async () => {
    desk = await house.open('/attivita/01e.3', 'narrow');
    const { page } = desk;
    const jump = page.getByRole('link', { name: 'Vai a cosa devi fare' });
    await jump.waitFor();
    const inSight = (): Promise<boolean> =>
      page.getByRole('region', { name: 'Cosa devi fare' }).evaluate((part) => {
        const { top } = part.getBoundingClientRect();
        return top >= 0 && top < window.innerHeight && part === document.activeElement;
      });
    await jump.focus();
    await page.keyboard.press('Enter');
    expect(await inSight()).to.equal(true);
    await jump.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Storia' }).scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await jump.click();
    expect(await inSight()).to.equal(true);
  });

  it('is not offered to be taken on where nobody else could take it', async () => {
    desk = await house.open('/attivita/01e.3');
    const take = desk.page.getByRole('button', { name: 'Prendi in carico' });
    await take.waitFor();
    desk.server.tasks = desk.server.tasks.map((task) => ({ ...task, shared: false }));
    await desk.page.reload();
    await desk.page.getByRole('button', { name: 'Approva' }).waitFor();
    expect(await take.count()).to.equal(0);
  });

  it('that is over has no deadline any more; one that is not there leads back', async () => {
    desk = await house.open('/attivita/01c.3');
    await desk.page.getByText('Scadenza').waitFor();
    desk.server.tasks = desk.server.tasks.map((task) => ({ ...task, state: 'completed' }));
    await desk.page.reload();
    await desk.page.getByText('Attività già completata').waitFor();
    expect(await desk.page.getByText('Scadenza').count()).to.equal(0);
    await desk.page.goto(`${desk.server.url}/attivita/nessuna`);
    await desk.page.getByRole('link', { name: 'Torna alla scrivania' }).click();
    await desk.page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
  });

  it('is completed by its form, whose fields depend on one another; then the next one is offered', async () => {
    desk = await house.open('/attivita/01e.3');
    const { page } = desk;
    await page.getByRole('button', { name: 'Approva' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'C’è un campo da correggere' });
    await summary.getByRole('link').click();
    await page.getByRole('radio', { name: 'Urgente' }).check();
    await page.getByRole('textbox', { name: 'Motivo dell’urgenza' }).fill('Scade il bando');
    await page.getByRole('button', { name: 'Approva' }).click();
    const next = page.getByRole('link', { name: /^Apri la prossima: «Convenzione/ });
    await next.waitFor();
    expect(await next.evaluate((link) => link === document.activeElement)).to.equal(true);
    const [write] = desk.server.writes;
    expect(write?.path).to.equal(completion);
    expect(write?.body).to.deep.equal({ outcome: 'approved', values: { urgency: 'high', why: 'Scade il bando' } });
    expect(write?.headers['x-csrf']).to.equal('gettone');
    expect(write?.headers['idempotency-key']).to.match(/^[0-9a-f]{32}$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Convenzione/ }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('H1');
  });

  it('opens nothing by itself after another: a document counts as read only by whoever asked for it', async () => {
    desk = await house.open('/attivita/01a.3');
    const { page } = desk;
    await page.waitForFunction(() => document.body.dataset['opened'] === 'yes');
    await page.evaluate(() => delete document.body.dataset['opened']);
    await page.getByRole('button', { name: 'Firma', exact: true }).click();
    await page.getByText('Documento firmato.').waitFor();
    await page.getByText('Richiesta di parere alla Soprintendenza').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.body.dataset['opened'])).to.equal(undefined);
    await page.getByRole('link', { name: 'Torna alla scrivania' }).click();
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
  });

  it('leads back to the queue when it was the last one', async () => {
    desk = await house.open('/attivita/01a.3');
    const { page, server } = desk;
    server.tasks = server.tasks.slice(0, 1);
    await page.getByRole('button', { name: 'Firma', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
  });

  it('is rejected by keyboard alone, never without a reason', async () => {
    desk = await house.open('/attivita/01e.3');
    const { page } = desk;
    await page.getByRole('button', { name: 'Respingi' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Respingi' });
    await dialog.waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('motivo');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Respingi');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Respingi' }).click();
    expect(await dialog.innerText()).to.contain('Scrivi il motivo');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('motivo');
    await page.keyboard.type('Manca l’allegato 2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(desk.server.writes[0]?.body).to.deep.equal({
      outcome: 'rejected',
      reason: 'Manca l’allegato 2',
      values: {},
    });
  });

  it('keeps what was typed when the server refuses, and shows the refusal beside its field', async () => {
    desk = await house.open('/attivita/01e.3');
    const { page } = desk;
    desk.server.refuse(completion, {
      status: 400,
      code: 'engine.form-invalid',
      detail: 'Le osservazioni citano un atto che non esiste.',
      details: { fields: { note: 'L’atto 12/2026 non esiste.' } },
    });
    await page.getByRole('textbox', { name: 'Osservazioni' }).fill('Vedi atto 12/2026');
    await page.getByRole('radio', { name: 'Ordinaria' }).check();
    await page.getByRole('button', { name: 'Approva' }).click();
    await page.locator('#campo-note-error').waitFor();
    expect(await page.locator('#campo-note-error').innerText()).to.contain('L’atto 12/2026 non esiste.');
    expect(await page.getByRole('textbox', { name: 'Osservazioni' }).inputValue()).to.equal('Vedi atto 12/2026');
  });

  it('says that somebody else was faster', async () => {
    desk = await house.open('/attivita/01e.3');
    const { page } = desk;
    desk.server.refuse(completion, {
      status: 409,
      code: 'engine.task-completed',
      detail: 'Attività già completata da altri.',
    });
    await page.getByRole('radio', { name: 'Ordinaria' }).check();
    await page.getByRole('button', { name: 'Approva' }).click();
    await page.getByText('Attività già completata da altri.').waitFor();
  });

  it('is worked on in the panel of its plugin when there is one', async () => {
    desk = await house.open('/attivita/01a.3');
    await desk.page.getByRole('button', { name: 'Firma', exact: true }).click();
    await desk.page.getByText('Documento firmato.').first().waitFor();
  });

  it('can be seen on the drawing of its route, moved and zoomed by keyboard', async () => {
    desk = await house.open('/attivita/01a.3');
    const { page } = desk;
    await page.getByRole('button', { name: 'Guarda sul diagramma' }).click();
    await page.locator('[data-element-id="sign1"].lf-active').waitFor();
    expect(await page.locator('[data-element-id="check"].lf-visited').count()).to.equal(1);
    expect(await page.locator('[data-element-id="f0"].lf-visited').count()).to.equal(1);
    const transform = (): Promise<string | null> => page.locator('.djs-container .viewport').getAttribute('transform');
    const before = await transform();
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('+');
    expect(await transform()).to.not.equal(before);
    expect(desk.server.violations).to.deep.equal([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
