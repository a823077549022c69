import { expect } from 'chai';
import { startDesk, type DeskHouse, type DeskPage } from './support/desk.js';

const MINUTE = 60_000;

describe('a case that waits for the system', function () {
  this.timeout(60_000);
  let house: DeskHouse;
  let desk: DeskPage;
  before(async () => {
    house = await startDesk();
  });
  after(() => house.close());
  afterEach(() => desk.close());

  it('says what is being tried again, since when and when next, until it has succeeded', async () => {
    desk = await house.open('/pratiche/c-2');
    const { page, server } = desk;
    const about = server.cases.find(({ id }) => id === 'c-2');
    if (about === undefined) throw new Error('no case');
    await page.getByText('In lavorazione automatica').waitFor();
    expect(await page.getByText('non è ancora riuscito').count()).to.equal(0);

    const retry = { elementId: 'invio', elementName: 'Invio', message: 'Il server di posta non risponde.' };
    about.retries = [{ ...retry, since: Date.now() - 2 * MINUTE, dueAt: Date.now() + 600 * MINUTE }];
    await page.reload();
    await page.getByText(/^«Invio» non è ancora riuscito: il sistema ci prova da/).waitFor();
    await page.getByText(/Prossimo tentativo (domani )?alle \d\d:\d\d\./).waitFor();
    await page.getByText('Perché non riesce').click();
    await page.getByText('Il server di posta non risponde.').waitFor();
    await page.getByText(/^Non devi fare nulla/).waitFor();

    about.retries = [{ ...retry, dueAt: Date.now() - 1 }];
    // Nothing tells of a failed attempt: the page asks by itself.
    await page.getByText('«Invio» non è ancora riuscito. Sta riprovando adesso.').waitFor();
    about.retries = [];
    await page.getByText('non è ancora riuscito').waitFor({ state: 'detached' });
  });
});
