import { expect } from 'chai';
import { startDesk, type DeskHouse, type DeskPage } from './support/desk.js';

describe('the parts of the kit', function () {
  this.timeout(60_000);
  let house: DeskHouse;
  let desk: DeskPage;
  before(async () => {
    house = await startDesk();
  });
  after(() => house.close());
  beforeEach(async () => {
    desk = await house.open('/campionario');
    await desk.page.getByRole('heading', { level: 1, name: 'Campionario' }).waitFor();
  });
  afterEach(() => desk.close());

  it('tabs: arrows move and open, one stands in the order of Tab', async () => {
    const { page } = desk;
    await page.getByRole('tab', { name: 'Prima scheda' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tabpanel').innerText()).to.equal('Contenuto della seconda');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Seconda scheda');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tabpanel').innerText()).to.equal('Contenuto della prima');
    expect(await page.locator('[role="tab"][tabindex="0"]').count()).to.equal(1);
  });

  it('combobox: asks the server, is chosen from by keyboard, closed by Esc, and takes what is new', async () => {
    const { page } = desk;
    const field = page.getByRole('combobox', { name: 'Dal server' });
    await field.fill('gare');
    await page.getByRole('option', { name: /Trovato gare/ }).waitFor();
    await page.keyboard.press('Escape');
    expect(await field.getAttribute('aria-expanded')).to.equal('false');
    expect(await field.inputValue()).to.equal('');
    await field.fill('verde');
    await page.getByRole('option', { name: /Trovato verde/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await field.getAttribute('aria-activedescendant')).to.match(/option-1$/);
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).to.equal('verde');
    await page.getByRole('button', { name: 'Togli verde' }).click();
    expect(await field.inputValue()).to.equal('');
  });

  it('preview: a scanned page is drawn, not left empty', async () => {
    const { page } = desk;
    await page.getByRole('toolbar', { name: /scansione/ }).scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.body.dataset['scan'] === 'yes');
    const darkness = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.lf-pdf-page canvas');
      const pixel = canvas?.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
      return pixel?.[0];
    });
    expect(darkness).to.equal(0);
    expect(desk.errors).to.deep.equal([]);
  });

  it('top bar: the panel of an item closes by Esc and gives the focus back', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Avvisi, 2 da leggere' }).click();
    await page.getByRole('region', { name: 'Avvisi' }).getByText('ha firmato').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Avvisi' }).getByText('ha firmato').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).to.equal('false');
  });
});
