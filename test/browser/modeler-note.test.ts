import { expect } from 'chai';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { letter } from './support/files.js';
import { picture } from './support/pictures.js';
import { RequestForm } from './support/request-form.js';
import { signThis } from './support/signing.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const ROUTE = 'Nota della Giunta';
const TITLE = 'Convocazione del sopralluogo al ponte di via Oreto';
const NUMBER = '0000001/2026';
const BOOK = /^Libro firma › Libro firma/;
const SUBJECT = /Oggetto della pratica/;

const FIELDS = [
  { label: 'Ufficio', kind: 'organisation.office', required: true },
  { label: 'Libro firma', kind: 'organisation.book', required: true },
  { label: 'Documenti', kind: 'documents.bundle', required: true },
  { label: 'Destinatari', kind: 'notification.recipients', required: true },
  { label: 'Classificazione', kind: 'choice', list: 'protocol.classification', required: true },
] as const;

describe('a note, from the empty canvas to the recipients,', function () {
  this.timeout(170_000);
  story(this);
  let town: Town;
  let analyst: Desk;
  let watcher: Desk;
  let drawing: Drawing;
  let caseId: string;

  before(async () => {
    town = await Town.open();
    analyst = await town.desk('analista');
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  it('is drawn with the mouse: who asks for what, who checks, who signs, number and dispatch', async () => {
    drawing = await Drawing.begin(analyst, ROUTE, 'Tutti i settori');
    await drawing.select('richiesta');
    for (const [place, field] of FIELDS.entries()) await drawing.addField(place, field);
    const check = await drawing.append('richiesta', 'Chiedi', 'Controllo dei dati');
    await drawing.offerToBook('clerk', BOOK);
    const first = await drawing.append(check, 'Firma', 'Firma del dirigente');
    await drawing.offerToBook('signer1', BOOK);
    const second = await drawing.append(first, 'Firma', 'Seconda firma');
    await drawing.offerToBook('signer2', BOOK);
    const register = await drawing.append(second, 'Protocolla');
    await drawing.fromCase('lf-config-classification', /^Classificazione/);
    await drawing.fromCase('lf-config-subject', SUBJECT);
    await drawing.fill('lf-config-signatures', '2');
    const mail = await drawing.append(register, 'Invia');
    await drawing.append(mail, 'Fine');
    for (const signature of [first, second]) await drawing.goBack(signature, check);
    await drawing.saved();
    await analyst.page.locator('.lfm-worst-none').waitFor();
    await isUsable(analyst);
    await picture(analyst, 'disegno');
  });

  it('is published with a reason, and can be asked for at once', async () => {
    await drawing.publish('Prima versione, provata con la segreteria.');
    await analyst.page.getByText('Versione 1', { exact: true }).first().waitFor();
    watcher = analyst;
    await watcher.page.getByRole('link', { name: /^In corso/ }).click();
    await watcher.reads('0 pratiche in corso');
    await watcher.page.evaluate(() => {
      document.documentElement.dataset['stayed'] = 'yes';
    });
  });

  /** How many cases stand on an element, as its badge on the drawing says. */
  const stands = async (name: string, count: number): Promise<void> => {
    const shape = watcher.page.locator('.djs-element').filter({ hasText: name }).first();
    const id = await shape.getAttribute('data-element-id');
    await watcher.page
      .locator(`.djs-overlays[data-container-id="${id}"] .lf-badge-tokens`)
      .getByText(String(count), { exact: true })
      .waitFor();
  };

  it('is asked for in the desk, and the analyst sees it stand at the check', async () => {
    const asker = await town.desk('richiedente');
    const form = await RequestForm.open(asker, ROUTE);
    await form.fill({
      title: TITLE,
      office: 'Ufficio Gare e Appalti',
      book: 'Ufficio Gare e Appalti',
      main: letter('nota-sopralluogo-ponte'),
      recipients: ['Conca d’Oro'],
      classification: 'VI.5',
    });
    caseId = await form.send();
    await watcher.reads('1 pratica in corso');
    await stands('Controllo dei dati', 1);
    await watcher.page.getByRole('link', { name: TITLE, exact: true }).waitFor();
    await isUsable(watcher);
    await picture(watcher, 'osserva');
  });

  it('is checked and signed by two managers while its token moves on the analyst’s page', async () => {
    const clerk = await town.desk('protocollo');
    await clerk.openTask(TITLE);
    await clerk.button('Completa').click();
    await stands('Firma del dirigente', 1);
    const first = await town.desk('dirigente1');
    await first.openTask(TITLE);
    await signThis(first);
    await first.reads('Documento firmato');
    await stands('Seconda firma', 1);
    const second = await town.desk('dirigente2', 390);
    await second.openTask(TITLE);
    await signThis(second);
    await second.reads('Documento firmato');
  });

  it('is numbered and sent, and is gone from the analyst’s page, which was never loaded again', async () => {
    await watcher.reads('0 pratiche in corso');
    expect(await watcher.page.evaluate(() => document.documentElement.dataset['stayed'])).to.equal('yes');
    const asker = await town.desk('richiedente');
    await asker.goto(`/pratiche/${caseId}`);
    await asker.panel('Protocollo').getByRole('link', { name: NUMBER }).waitFor();
    await asker.panel('Invii').getByText('Accettata dal server').first().waitFor();
    await asker.reads('Conclusa');
  });
});
