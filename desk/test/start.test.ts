import { expect } from 'chai';
import { startDesk, type DeskHouse, type DeskPage } from './support/desk.js';

describe('Nuova richiesta', function () {
  this.timeout(60_000);
  let house: DeskHouse;
  let desk: DeskPage;
  before(async () => {
    house = await startDesk();
  });
  after(() => house.close());
  afterEach(() => desk.close());

  const fill = async (): Promise<void> => {
    const { page } = desk;
    await page.getByRole('textbox', { name: 'Oggetto' }).fill('Convocazione della conferenza di servizi');
    const office = page.getByRole('combobox', { name: 'Ufficio' });
    await office.fill('tributi');
    await page.getByRole('option', { name: 'Ufficio Tributi', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await office.inputValue()).to.equal('Ufficio Tributi');
    await page.getByRole('textbox', { name: 'Luogo' }).fill('Palazzo delle Aquile');
  };

  it('begins with the choice of a route and ends on the page of the case', async () => {
    desk = await house.open('/nuova');
    const { page } = desk;
    await page.getByRole('link', { name: /Nota in uscita/ }).click();
    await fill();
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    await page.waitForURL('**/pratiche/**');
    expect(desk.server.writes[0]?.body).to.deep.equal({
      processId: 'nota-in-uscita',
      title: 'Convocazione della conferenza di servizi',
      values: { office: 'o-3', place: 'Palazzo delle Aquile', copies: 1, urgent: false },
    });
  });

  it('tells all errors at once, beside the fields and above them, and leads to each', async () => {
    desk = await house.open('/nuova/nota-in-uscita');
    const { page } = desk;
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    const links = page.getByRole('alert').getByRole('link');
    expect(await links.allInnerTexts()).to.deep.equal([
      'Compila «Oggetto».',
      'Scegli un valore per «Ufficio».',
      'Compila «Luogo».',
    ]);
    await links.nth(1).click();
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('campo-office');
    expect(await page.getByRole('textbox', { name: 'Oggetto' }).getAttribute('aria-invalid')).to.equal('true');
    const place = page.getByRole('textbox', { name: 'Luogo' });
    await place.press('P');
    await page.waitForFunction(() => document.querySelector('#campo-place-error') === null);
    expect(await links.allInnerTexts(), 'one field was changed').to.deep.equal([
      'Compila «Oggetto».',
      'Scegli un valore per «Ufficio».',
    ]);
    expect(await page.getByRole('textbox', { name: 'Oggetto' }).getAttribute('aria-invalid')).to.equal('true');
    expect(await place.evaluate((input) => input === document.activeElement)).to.equal(true);
    expect(desk.server.writes).to.deep.equal([]);
  });

  it('asks before it is left only when somebody wrote something: what fills itself in is no loss', async () => {
    desk = await house.open('/nuova/determina');
    const { page } = desk;
    const book = page.getByRole('textbox', { name: 'Libro firma' });
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#campo-book')?.value === 'unico');
    await page.getByRole('link', { name: 'Le mie richieste' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Le mie richieste' }).waitFor();
    await page.goBack();
    await book.fill('un altro');
    await page.getByRole('link', { name: 'Le mie richieste' }).first().click();
    await page.getByRole('dialog', { name: 'Lasciare la pagina?' }).waitFor();
  });

  it('takes an amount as an Italian writes it, shows how it was understood, and sends the number', async () => {
    desk = await house.open('/nuova/determina');
    const { page } = desk;
    await page.getByRole('textbox', { name: 'Oggetto' }).fill('Fornitura di segnaletica');
    const amount = page.getByRole('textbox', { name: 'Importo in euro' });
    const send = page.getByRole('button', { name: 'Invia la richiesta' });
    const told = page.locator('#campo-amount-error');
    await amount.focus();
    await page.keyboard.press('Tab');
    expect(await told.count(), 'empty, when it is left').to.equal(0);
    await amount.pressSequentially('24.4');
    expect(await told.count(), 'while it is typed').to.equal(0);
    await page.keyboard.press('Tab');
    expect(await told.innerText(), 'when it is left').to.contain('«24.4» non è chiaro');
    await send.click();
    expect(await told.innerText()).to.contain('«24.4» non è chiaro');
    expect(await amount.inputValue()).to.equal('24.4');
    await amount.fill('0,001');
    await send.click();
    expect(await told.innerText()).to.contain('più di due decimali');
    await amount.fill('0');
    await send.click();
    expect(await told.innerText()).to.contain('non può essere minore di 0,01.');
    expect(desk.server.writes).to.deep.equal([]);
    await amount.fill('');
    await amount.pressSequentially('24400,5');
    expect(await amount.inputValue()).to.equal('24400,5');
    await page.keyboard.press('Tab');
    expect(await amount.inputValue()).to.equal('24.400,50');
    await amount.fill('24.400');
    await send.click();
    await page.waitForURL('**/pratiche/**');
    expect(desk.server.writes[0]?.body).to.deep.include({ values: { book: 'unico', amount: 24400 } });
  });

  it('cuts no subject that is too long: it says so, and how much is left once it is near', async () => {
    desk = await house.open('/nuova/determina');
    const { page } = desk;
    const subject = page.getByRole('textbox', { name: 'Oggetto' });
    await subject.fill('a'.repeat(5000));
    expect(await subject.inputValue()).to.have.length(5000);
    const told = page.locator('#campo-title-error');
    expect(await told.innerText()).to.equal('Ha 5000 caratteri, al massimo sono 250: togline 4750.');
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    expect(await told.innerText()).to.equal('«Oggetto» ha 5000 caratteri: al massimo sono 250.');
    expect(desk.server.writes).to.deep.equal([]);
    await subject.fill('a'.repeat(245));
    await page.getByText('Restano 5 caratteri').waitFor();
    expect(await told.count()).to.equal(0);
    await subject.fill('Fornitura');
    expect(await page.getByText('Restano').count()).to.equal(0);
  });

  it('loses nothing when the connection fails, and sends the same key again', async () => {
    desk = await house.open('/nuova/nota-in-uscita');
    const { page } = desk;
    await fill();
    await page.route('**/api/v1/cases', (route) => route.abort(), { times: 1 });
    const keys: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') keys.push(request.headers()['idempotency-key'] ?? '');
    });
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    await page.getByText('La richiesta non è partita').waitFor();
    expect(await page.getByRole('textbox', { name: 'Luogo' }).inputValue()).to.equal('Palazzo delle Aquile');
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    await page.waitForURL('**/pratiche/**');
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('asks before work that was not sent is left', async () => {
    desk = await house.open('/nuova');
    const { page } = desk;
    await page.getByRole('link', { name: /Nota in uscita/ }).click();
    await page.getByRole('textbox', { name: 'Oggetto' }).fill('Mezza lettera');
    await page.getByRole('link', { name: 'Le mie richieste' }).click();
    const question = page.getByRole('dialog', { name: 'Lasciare la pagina?' });
    await question.getByRole('button', { name: 'Resta qui' }).click();
    expect(await page.getByRole('textbox', { name: 'Oggetto' }).inputValue()).to.equal('Mezza lettera');
    await page.goBack();
    await question.waitFor();
    expect(new URL(page.url()).pathname).to.equal('/nuova/nota-in-uscita');
    await question.getByRole('button', { name: 'Lascia la pagina' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nuova richiesta' }).waitFor();
    expect(new URL(page.url()).pathname).to.equal('/nuova');
  });
});
