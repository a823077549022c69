import { expect } from 'chai';
import { makeTask } from './support/data.js';
import { startDesk, type DeskHouse, type DeskPage } from './support/desk.js';

describe('La mia scrivania', function () {
  this.timeout(60_000);
  let house: DeskHouse;
  let desk: DeskPage;
  before(async () => {
    house = await startDesk();
  });
  after(() => house.close());
  afterEach(() => desk.close());

  const lead = (text: string): Promise<void> => desk.page.locator('.lf-page-lead', { hasText: text }).waitFor();
  const titles = (): Promise<string[]> => desk.page.locator('.lf-task-title').allInnerTexts();

  it('stands in the order of deadlines, with overdue ones marked in words', async () => {
    desk = await house.open('/');
    await desk.page.getByRole('heading', { name: 'Scadute' }).waitFor();
    expect((await titles())[0]).to.contain('Convenzione');
    expect(await desk.page.locator('.lf-task').first().innerText()).to.contain('Scaduta ieri');
    expect(await desk.page.getByText('PROVA', { exact: true }).count()).to.equal(1);
    expect(await desk.page.getByText('Per conto di Giuseppe Lo Cascio').count()).to.equal(1);
  });

  it('shows a task that arrives without reload, and announces it politely', async () => {
    desk = await house.open('/');
    await lead('6 attività da svolgere');
    await desk.server.connected();
    desk.server.tasks.push(makeTask('09z.1', 'Ordinanza per il mercato di Ballarò', { createdAt: Date.now() }));
    desk.server.hint('task.opened');
    await desk.page.getByText('Ordinanza per il mercato di Ballarò').first().waitFor();
    await desk.page.locator('[aria-live="polite"]', { hasText: 'Nuova attività' }).waitFor({ state: 'attached' });
    expect(await desk.page.getByText('Nuova', { exact: true }).count()).to.equal(1);
    expect(await desk.page.getByRole('navigation', { name: 'Principale' }).innerText()).to.contain('7');
  });

  it('shows what came between its reading and its first connection', async () => {
    desk = await house.open('/');
    await lead('6 attività da svolgere');
    const letIn = desk.server.holdConnections();
    await desk.page.reload();
    await lead('6 attività da svolgere');
    desk.server.tasks.pop();
    desk.server.hint('task.completed');
    letIn();
    await lead('5 attività da svolgere');
  });

  it('is read once where nothing came in between', async () => {
    desk = await house.open('/');
    await desk.server.caughtUp();
    await lead('6 attività da svolgere');
    const reads: string[] = [];
    desk.page.on('request', (request) => reads.push(request.url()));
    desk.server.tasks.pop();
    desk.server.hint('task.completed');
    await lead('5 attività da svolgere');
    expect(reads.filter((url) => /\/tasks\?/.test(url))).to.have.lengthOf(1);
  });

  it('reads again after the connection was lost', async () => {
    desk = await house.open('/');
    await lead('6 attività da svolgere');
    await desk.server.connected();
    desk.server.tasks.pop();
    desk.server.dropConnections();
    await lead('5 attività da svolgere');
  });

  it('searches, filters, and says when nothing fits', async () => {
    desk = await house.open('/');
    await desk.page.getByRole('searchbox').fill('maqueda');
    await desk.page.locator('.lf-task').nth(1).waitFor({ state: 'detached' });
    expect(await titles()).to.deep.equal(['Richiesta di parere alla Soprintendenza per i lavori in via Maqueda']);
    await desk.page.getByRole('searchbox').fill('non c’è');
    await desk.page.getByText('Nessuna attività corrisponde').waitFor();
    await desk.page.getByRole('button', { name: 'Mostra tutte' }).click();
    await desk.page.getByRole('button', { name: /Per conto di altri/ }).click();
    expect(await titles()).to.deep.equal(['Affidamento del servizio di pulizia degli uffici']);
  });

  it('names the route of the case, not the part of it that the task stands in', async () => {
    desk = await house.open('/');
    desk.server.tasks = [
      makeTask('08a.1', 'Nota al provveditorato', {
        processName: 'Controllo di protocollo',
        caseProcessName: 'Nota in uscita',
      }),
    ];
    await desk.page.reload();
    const row = desk.page.locator('.lf-task', { hasText: 'Nota al provveditorato' });
    await row.getByText('· Nota in uscita').waitFor();
    expect(await row.innerText()).to.not.contain('Controllo di protocollo');
  });

  it('offers a plugin’s action on the ticked tasks, and not on those that are not ready', async () => {
    desk = await house.open('/', 'narrow');
    const locked = desk.page.getByRole('checkbox', { name: /bloccata/ });
    expect(await locked.isDisabled()).to.equal(true);
    expect(await desk.page.locator('.lf-task', { hasText: 'bloccata' }).innerText()).to.contain(
      'Apri prima il documento',
    );
    expect(await desk.page.getByRole('checkbox', { name: /Affidamento/ }).count()).to.equal(0);
    await desk.page.getByRole('checkbox', { name: /Convenzione/ }).check();
    await desk.page.getByRole('checkbox', { name: /Riscontro/ }).check();
    const bar = desk.page.getByRole('region', { name: 'Azioni sulle attività selezionate' });
    expect(await bar.innerText()).to.contain('2 selezionate');
    await bar.getByRole('button', { name: 'Firma i selezionati' }).click();
    const dialog = desk.page.getByRole('dialog', { name: 'Firma i selezionati' });
    expect(await dialog.getByRole('listitem').count()).to.equal(2);
    await dialog.getByRole('button', { name: 'Firma' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await bar.count()).to.equal(0);
  });

  it('says so when there is nothing to do', async () => {
    desk = await house.open('/password');
    desk.server.tasks = [];
    await desk.page.getByRole('link', { name: /La mia scrivania/ }).click();
    await desk.page.getByText('Non hai attività da svolgere').waitFor();
  });
});
