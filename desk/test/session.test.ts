import { expect } from 'chai';
import { startDesk, type DeskHouse, type DeskPage } from './support/desk.js';

describe('the session', function () {
  this.timeout(60_000);
  let house: DeskHouse;
  let desk: DeskPage;
  before(async () => {
    house = await startDesk();
  });
  after(() => house.close());
  afterEach(() => desk.close());

  const signIn = async (): Promise<void> => {
    await desk.page.getByLabel('Nome utente').fill('maria.alaimo');
    await desk.page.getByLabel('Password', { exact: true }).fill('una lunga frase segreta');
    await desk.page.keyboard.press('Enter');
  };

  it('begins with name and password, and leads to the page that was asked for', async () => {
    desk = await house.open('/password');
    desk.server.signedIn = false;
    await desk.page.goto(`${desk.server.url}/richieste`);
    await signIn();
    await desk.page.getByRole('heading', { level: 1, name: 'Le mie richieste' }).waitFor();
    expect(desk.server.writes.at(-1)?.body).to.deep.equal({
      username: 'maria.alaimo',
      password: 'una lunga frase segreta',
    });
  });

  it('says when name or password are wrong', async () => {
    desk = await house.open('/');
    desk.server.signedIn = false;
    await desk.page.reload();
    desk.server.refuse('/session', {
      status: 401,
      code: 'server.login',
      detail: 'Nome utente o password non corretti.',
    });
    await signIn();
    await desk.page.getByRole('alert').filter({ hasText: 'Nome utente o password non corretti.' }).waitFor();
  });

  it('when it ends, is begun again over the page that is open, with nothing lost', async () => {
    desk = await house.open('/nuova/nota-in-uscita');
    const { page, server } = desk;
    await page.getByRole('textbox', { name: 'Oggetto' }).fill('Mezza lettera');
    server.signedIn = false;
    server.refuse('/cases', { status: 401, code: 'server.unauthenticated', detail: 'Accesso richiesto.' });
    await page.getByRole('textbox', { name: 'Luogo' }).fill('Palermo');
    await page.getByRole('combobox', { name: 'Ufficio' }).fill('gare');
    await page.getByRole('option', { name: 'Ufficio Gare', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    await page.getByRole('dialog', { name: 'La sessione è scaduta' }).waitFor();
    await signIn();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: 'Oggetto' }).inputValue()).to.equal('Mezza lettera');
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    await page.waitForURL('**/pratiche/**');
  });

  it('ends with the way out', async () => {
    desk = await house.open('/');
    await desk.page.getByRole('button', { name: /profilo e uscita/ }).click();
    expect(await desk.page.getByRole('region', { name: 'Profilo' }).innerText()).to.contain('come sostituto');
    await desk.page.getByRole('button', { name: 'Esci' }).click();
    await desk.page.getByRole('heading', { level: 1, name: 'Accedi' }).waitFor();
  });

  it('opens pages by permission, and says when there is none', async () => {
    desk = await house.open('/protocollo/registro');
    await desk.page.getByRole('heading', { level: 1, name: 'Registro di protocollo' }).waitFor();
    expect(await desk.page.title()).to.equal('Registro di protocollo – Libro Firma');
    await desk.page.goto(`${desk.server.url}/segreta`);
    await desk.page.getByRole('heading', { level: 1, name: 'Pagina non consentita' }).waitFor();
    await desk.page.goto(`${desk.server.url}/nessuna`);
    await desk.page.getByRole('heading', { level: 1, name: 'Pagina non trovata' }).waitFor();
  });

  it('waits for a server that restarts', async () => {
    desk = await house.open('/password');
    await desk.page.route('**/api/v1/session', (route) => route.abort(), { times: 1 });
    await desk.page.goto(`${desk.server.url}/`);
    await desk.page.getByText('Il server non risponde').waitFor();
    await desk.page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
  });
});
