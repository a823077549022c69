import { expect } from 'chai';
import { until } from '../support/until.js';
import type { Desk } from './support/desk.js';
import { letter, table } from './support/files.js';
import { pdfsig } from './support/judges.js';
import { Notes } from './support/notes.js';
import { RequestForm } from './support/request-form.js';
import { signThis } from './support/signing.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const TITLE = 'Lavori in via Oreto: convocazione del sopralluogo';
const REASON = 'Manca l’ora del sopralluogo: indicarla nella lettera.';
const NUMBER = '0000001/2026';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RECIPIENTS = [
  'gare@concadorocostruzioni.example',
  'patrizia.aiello@comune.palermo.example',
  'viabilita@cittametropolitana.palermo.example',
];

const wrong = letter('nota-sopralluogo-ponte');
const right = letter('nota-richiesta-documenti');
const points = table('punti-del-sopralluogo.csv', 'Punto;Ora', 'Pila nord;10:00');

interface Mail {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly to: { readonly address: string };
}

describe('a note that does not go smoothly', function () {
  this.timeout(120_000);
  story(this);
  let town: Town;
  let notes: Notes;
  let asker: Desk;
  let signer: Desk;
  let deputy: Desk;
  let caseId: string;

  before(async () => {
    town = await Town.open();
    notes = new Notes(town.people);
    asker = await town.desk('richiedente');
    signer = await town.desk('dirigente1');
    deputy = await town.desk('sostituto', 390);
  });
  after(() => town?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await town?.photograph();
    expect(town?.failures).to.deep.equal([]);
  });

  const signaturesNow = async (): Promise<number> => {
    const report = await town.people.want('richiedente', 'GET', `signing/cases/${caseId}/verification`);
    return (report['signatures'] as readonly unknown[]).length;
  };
  const mails = async (): Promise<readonly Mail[]> => {
    const { items } = await town.people.want('richiedente', 'GET', `notification/cases/${caseId}/messages`);
    return items as readonly Mail[];
  };

  it('is asked for, and is not sent back without a reason', async () => {
    const form = await RequestForm.open(asker, 'Nota in uscita');
    await form.fill({
      title: TITLE,
      office: 'Ufficio Gare e Appalti',
      book: 'Ufficio Gare e Appalti',
      main: wrong,
      attachments: [points],
      recipients: ['Conca d’Oro', 'Città Metropolitana'],
      classification: 'VI.5',
    });
    caseId = await form.send();
    await notes.check(caseId);
    await signer.openTask(TITLE);
    await signer.seesDocument();
    await signer.button('Respingi').click();
    await signer.dialog().getByRole('button', { name: 'Respingi', exact: true }).click();
    await signer.reads('Scrivi il motivo');
    await isUsable(signer);
    await notes.task(caseId, 'firma');
  });

  it('is sent back by the manager with the reason', async () => {
    await signer.page.locator('#motivo').fill(REASON);
    await signer.dialog().getByRole('button', { name: 'Respingi', exact: true }).click();
    await signer.reads('Documento respinto');
    await asker.panel('Dove si trova').getByText('Correzione della richiesta').waitFor();
    await asker.panel('Storia').getByText(REASON).waitFor();
  });

  it('shows the reason to the requester, who brings another document and sends it round again', async () => {
    await asker.page.getByRole('link', { name: 'La mia scrivania' }).first().click();
    await asker.openTask(TITLE);
    expect(await asker.page.getByLabel('Motivo della restituzione').inputValue()).to.equal(REASON);
    await isUsable(asker);
    await new RequestForm(asker).upload('Scegli il PDF', [right]);
    await asker.button('Invia di nuovo').click();
    await asker.reads('Fatto: Invia di nuovo');
    await notes.check(caseId);
    await signer.task(TITLE).waitFor();
    expect(await signaturesNow()).to.equal(0);
  });

  it('passes to the substitute when the manager’s term is over, in a session that is over too', async () => {
    expect(await deputy.task(TITLE).count()).to.equal(0);
    await town.server.wait(3 * DAY);
    await notes.task(caseId, 'firma_sostituto');
    await deputy.signInAgain();
    await deputy.task(TITLE).waitFor();
    await deputy.button(/^Avvisi, \d+ da leggere$/).click();
    await deputy.reads(`È scaduto il termine per la firma di «${TITLE}»: ora può firmare anche il sostituto.`);
    await deputy.page.keyboard.press('Escape');
    await signer.signInAgain();
    await signer.task(TITLE).getByText('Firma del sostituto', { exact: true }).waitFor();
  });

  it('is not signed with a wrong PIN: one message says so', async () => {
    await deputy.openTask(TITLE);
    await signThis(deputy, '00000000');
    await deputy
      .dialog()
      .getByText(/PIN (è )?errato/i)
      .waitFor();
    await isUsable(deputy);
    expect(
      await deputy
        .dialog()
        .getByText(/errato/i)
        .count(),
    ).to.equal(1);
    expect(await signaturesNow()).to.equal(0);
    await notes.task(caseId, 'firma_sostituto');
  });

  it('is signed with the right one, in the same dialog', async () => {
    await deputy.page.locator('#pin').fill('12345678');
    await deputy.dialog().getByRole('button', { name: 'Firma', exact: true }).click();
    await deputy.reads('Documento firmato');
    await notes.task(caseId, 'firma_secondo');
    await signer.task(TITLE).waitFor({ state: 'detached' });
    expect(await signaturesNow()).to.equal(1);
  });

  it('takes its number and waits for a mail server that is down; the requester sees that it is tried again', async () => {
    await town.smtp.stop();
    await asker.signInAgain();
    await asker.goto(`/pratiche/${caseId}`);
    await asker.panel('Dove si trova').getByText('Firma del secondo firmatario').waitFor();
    await notes.sign('dirigente2', 'firma_secondo', [caseId]);
    await asker.panel('Protocollo').getByRole('link', { name: NUMBER }).waitFor();
    await asker
      .panel('Invii')
      .getByText(
        /^Il server di posta non risponde\. Si (riprova alle \d\d:\d\d: non devi fare nulla|sta riprovando adesso)\.$/,
      )
      .nth(1)
      .waitFor();
    await isUsable(asker);
    const waiting = await until('a second attempt', async () => {
      const all = await mails();
      return all.length > 0 && all.every(({ attempts }) => attempts > 1) ? all : undefined;
    });
    expect(new Set(waiting.map(({ state }) => state))).to.deep.equal(new Set(['queued']));
    expect((await notes.about(caseId)).incidents).to.equal(0);
  });

  it('is sent once to each when the server is back, with the Message-ID that it had from the beginning', async () => {
    const idOf = async ({ id }: Mail): Promise<string> =>
      String((await town.people.want('richiedente', 'GET', `notification/messages/${id}`))['messageId']);
    const before = await Promise.all((await mails()).map(idOf));
    await town.smtp.start();
    await town.server.wait(5 * MINUTE);
    await notes.ended(caseId);
    expect(town.smtp.received.map(({ to }) => to).sort()).to.deep.equal(RECIPIENTS);
    expect(town.smtp.received.map(({ parsed }) => parsed.messageId)).to.include.members(before);
    expect(new Set(town.smtp.received.map(({ parsed }) => parsed.messageId)).size).to.equal(RECIPIENTS.length);
  });

  it('bears the signatures of the substitute and of the second manager, on the corrected document', async () => {
    await asker.reads('Conclusa');
    const documents = asker.panel('Documenti').first();
    const { bytes } = await asker.download(documents.getByRole('link', { name: /^Scarica .*\.pdf$/ }).first());
    const sent = town.smtp.to(RECIPIENTS[0] ?? '')[0]?.parsed.attachments ?? [];
    expect(sent.some(({ content }) => content.equals(bytes))).to.equal(true);
    const found = await pdfsig(bytes);
    if (found === undefined) return;
    const names = await Promise.all(
      ['sostituto', 'dirigente2'].map(
        async (who) => ((await town.people.want(who, 'GET', 'session'))['actor'] as { name: string }).name,
      ),
    );
    expect(found.map(({ signer: name, valid }) => ({ name, valid }))).to.deep.equal(
      names.map((name) => ({ name, valid: true })),
    );
    expect(found.at(-1)?.total).to.equal(true);
  });

  it('keeps the whole story: what was refused and why stays in its history, and one number was taken', async () => {
    await asker.panel('Storia').getByText(REASON).waitFor();
    const { items } = await town.people.want('protocollo', 'GET', 'protocol/registrations');
    expect((items as readonly { label: string }[]).map(({ label }) => label)).to.have.length(1);
  });
});
