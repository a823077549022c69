import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { Desk } from './support/desk.js';
import { letter, officePdf, table } from './support/files.js';
import { agidSchema, opensslVerify, pdfsig, signaturesIn } from './support/judges.js';
import { Notes } from './support/notes.js';
import { picture, picturing } from './support/pictures.js';
import { RequestForm } from './support/request-form.js';
import { signThis, signTogether } from './support/signing.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';
import { until } from '../support/until.js';

const TITLE = 'Convocazione del sopralluogo al ponte di via Oreto';
const OTHERS = ['Richiesta di documenti per la gara del lotto 2', 'Chiusura al traffico di via Roma'] as const;
const NUMBER = '0000001/2026';
const COMPANY = 'gare@concadorocostruzioni.example';
const ROADS = 'viabilita@cittametropolitana.palermo.example';
const REQUESTER = 'patrizia.aiello@comune.palermo.example';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const main = picturing ? letter('nota-sopralluogo-ponte') : officePdf('word-365-paragraph', 'nota-sopralluogo-ponte');
const plan = letter('planimetria-del-sopralluogo');
const points = table('punti-del-sopralluogo.csv', 'Punto;Ora', 'Pila nord;10:00', 'Pila sud;11:30');

describe('a note to somebody outside, by four people at their desks,', function () {
  this.timeout(120_000);
  story(this);
  let town: Town;
  let notes: Notes;
  let asker: Desk;
  let clerk: Desk;
  let first: Desk;
  let second: Desk;
  let caseId: string;
  let others: readonly string[] = [];
  const files: Record<'signed' | 'plan' | 'points' | 'segnatura' | 'copy', Buffer> = {
    signed: Buffer.alloc(0),
    plan: Buffer.alloc(0),
    points: Buffer.alloc(0),
    segnatura: Buffer.alloc(0),
    copy: Buffer.alloc(0),
  };

  before(async () => {
    town = await Town.open();
    notes = new Notes(town.people);
    asker = await town.desk('richiedente');
    clerk = await town.desk('protocollo');
    first = await town.desk('dirigente1');
    second = await town.desk('dirigente2', 390);
  });
  after(() => town?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await town?.photograph();
    expect(town?.failures).to.deep.equal([]);
  });

  /** A word in the page's memory that a reload would take away. */
  const remember = (desk: Desk): Promise<void> =>
    desk.page.evaluate(() => {
      document.documentElement.dataset['stayed'] = 'yes';
    });
  const remembers = (desk: Desk): Promise<boolean> =>
    desk.page.evaluate(() => document.documentElement.dataset['stayed'] === 'yes');

  it('is asked for in one form, with a PDF from an office program and two attachments', async () => {
    const form = await RequestForm.open(asker, 'Nota in uscita');
    await form.fill({
      title: TITLE,
      office: 'Ufficio Gare e Appalti',
      book: 'Ufficio Gare e Appalti',
      main,
      attachments: [plan, points],
      recipients: ['Conca d’Oro', 'Città Metropolitana'],
      classification: 'VI.5',
    });
    await isUsable(asker);
    await picture(asker, 'richiesta');
    caseId = await form.send();
    await asker.panel('Dove si trova').getByText('Controllo dei dati di protocollo').waitFor();
    await asker.seesDocument();
    await isUsable(asker);
    await remember(asker);
  });

  it('appears on the clerk’s desk by itself, and is found complete', async () => {
    await clerk.task(TITLE).getByText('· Nota in uscita').waitFor();
    await clerk.openTask(TITLE);
    await clerk.seesDocument();
    await isUsable(clerk);
    await picture(clerk, 'controllo');
    await clerk.button('I dati sono completi').click();
    await clerk.reads('Fatto: I dati sono completi');
    await asker.panel('Dove si trova').getByText('Firma del dirigente').waitFor();
  });

  it('is signed by the first manager with two others, opened one by one, under one PIN', async () => {
    others = [
      await notes.forSignature({ title: OTHERS[0], main: officePdf('libreoffice-7.4', 'nota-richiesta-documenti') }),
      await notes.forSignature({ title: OTHERS[1], main: letter('nota-chiusura-strada') }),
    ];
    for (const title of [TITLE, ...OTHERS]) await first.task(title).waitFor();
    await isUsable(first);
    await picture(first, 'scrivania');
    await signTogether(first, [TITLE, ...OTHERS], async () => {
      await isUsable(first);
      await picture(first, 'firma-insieme');
    });
    await first.reads('3 firmati');
    await isUsable(first);
    await picture(first, 'esito-della-firma');
    await asker.panel('Dove si trova').getByText('Firma del secondo firmatario').waitFor();
    await asker.panel('Firme').getByText('PROVA - SENZA VALORE LEGALE', { exact: true }).waitFor();
  });

  it('is signed by the second manager on a phone', async () => {
    await second.openTask(TITLE);
    await second.seesDocument();
    const asked = second.panel('Dati della richiesta');
    for (const words of ['gare@concadorocostruzioni.example', 'Posta elettronica', 'VI.5']) {
      await asked.getByText(words).waitFor();
    }
    await isUsable(second);
    await picture(second, 'firma');
    await signThis(second);
    await second.reads('Documento firmato');
  });

  it('takes its number and goes to the mail server; the requester’s page says so without being loaded again', async () => {
    await asker.panel('Protocollo').getByRole('link', { name: NUMBER }).waitFor();
    const mails = asker.panel('Invii').getByRole('listitem');
    await mails.filter({ hasText: 'Accettata dal server' }).nth(2).waitFor();
    expect(await mails.count()).to.equal(3);
    await asker.reads('Conclusa');
    const history = asker.panel('Storia');
    await history.getByText('ha firmato: «Firma del secondo firmatario»').waitFor();
    expect(await history.getByText('«Controllo dei dati»').count(), 'what is called is told by its tasks').to.equal(0);
    await asker.button(/^Avvisi, \d+ da leggere$/).click();
    await asker.reads(`La nota «${TITLE}» è registrata con il numero ${NUMBER}.`);
    await isUsable(asker);
    await picture(asker, 'avvisi');
    await asker.page.keyboard.press('Escape');
    await picture(asker, 'pratica-conclusa');
    await picture(asker, 'documento-firmato', asker.page.getByRole('region', { name: main.name, exact: true }));
    expect(await remembers(asker)).to.equal(true);
  });

  it('stands in the register, with the digests of its documents', async () => {
    await asker.panel('Protocollo').getByRole('link', { name: NUMBER }).click();
    await asker.page.getByRole('heading', { name: `Protocollo n. ${NUMBER}` }).waitFor();
    await asker.page.getByRole('cell', { name: sha256(plan.buffer) }).waitFor();
    await isUsable(asker);
    await picture(asker, 'registrazione');
    await asker.goto(`/pratiche/${caseId}`);
  });

  it('can be taken away by the requester: signed, with its attachments, segnatura and courtesy copy', async () => {
    const documents = asker.panel('Documenti').first();
    await asker.seesDocument();
    const link = (name: string | RegExp) => documents.getByRole('link', { name });
    files.signed = (await asker.download(link(`Scarica ${main.name}`))).bytes;
    files.plan = (await asker.download(link(`Scarica ${plan.name}`))).bytes;
    files.points = (await asker.download(link(`Scarica ${points.name}`))).bytes;
    const protocol = asker.panel('Protocollo');
    files.segnatura = (await asker.download(protocol.getByRole('link', { name: 'Segnatura XML' }))).bytes;
    files.copy = (await asker.download(protocol.getByRole('link', { name: 'Copia di cortesia' }))).bytes;
    expect(files.plan.equals(plan.buffer)).to.equal(true);
    expect(files.points.equals(points.buffer)).to.equal(true);
  });

  it('bears two signatures that pdfsig finds valid, the last over the whole file', async () => {
    const names = ['dirigente1', 'dirigente2'].map(async (who) => {
      const { actor } = (await town.people.want(who, 'GET', 'session')) as { actor: { name: string } };
      return actor.name;
    });
    const [one, two] = await Promise.all(names);
    const found = await pdfsig(files.signed);
    if (found === undefined) return;
    expect(found.map(({ valid, total }) => ({ valid, total }))).to.deep.equal([
      { valid: true, total: false },
      { valid: true, total: true },
    ]);
    expect(found.map(({ signer }) => signer)).to.deep.equal([one, two]);
  });

  it('bears signatures that openssl verifies against the authority, over the bytes that they name', async () => {
    const authority = await town.people.fetch('richiedente', 'signing/demo/ca.cer');
    const signatures = signaturesIn(files.signed);
    expect(signatures).to.have.length(2);
    for (const signature of signatures) {
      const verdict = await opensslVerify(signature, authority, town.server.now());
      if (verdict !== undefined) expect(verdict.code, verdict.output).to.equal(0);
    }
  });

  it('has a segnatura that AgID’s schema admits, with number and digests', async () => {
    const verdict = await agidSchema(files.segnatura);
    if (verdict !== undefined) expect(verdict.code, verdict.output).to.equal(0);
    const xml = files.segnatura.toString('utf8');
    expect(xml).to.include('0000001').and.to.include('PROVA - SENZA VALORE LEGALE');
    for (const bytes of [files.signed, files.plan, files.points]) {
      const digest = createHash('sha256').update(bytes).digest();
      expect(xml.includes(digest.toString('hex')) || xml.includes(digest.toString('base64'))).to.equal(true);
    }
  });

  it('reached the mail server once for each recipient, byte for byte what the desk gives', async () => {
    const wanted = Object.values(files).map(sha256).sort();
    for (const address of [COMPANY, ROADS]) {
      const [mail, ...more] = town.smtp.to(address);
      expect(more).to.deep.equal([]);
      expect(mail?.parsed.subject).to.include(NUMBER);
      expect(mail?.parsed.attachments.map(({ content }) => sha256(content)).sort()).to.deep.equal(wanted);
      expect(mail?.parsed.attachments.map(({ filename }) => filename)).to.include('segnatura.xml');
    }
    expect(new Set(town.smtp.received.map(({ parsed }) => parsed.messageId)).size).to.equal(3);
  });

  it('told the requester number and date by e-mail, and nobody else', async () => {
    const [mail, ...more] = town.smtp.to(REQUESTER);
    expect(more).to.deep.equal([]);
    expect(mail?.parsed.text).to.include(NUMBER).and.to.include('03/03/2026');
    expect(town.smtp.received.map(({ to }) => to).sort()).to.deep.equal([COMPANY, REQUESTER, ROADS].sort());
  });

  it('is followed in the register by the other two of the batch, once they have their second signature', async () => {
    await notes.sign('dirigente2', 'firma_secondo', others);
    for (const id of others) {
      await until(`the end of ${id}`, async () => ((await notes.about(id)).state === 'completed' ? true : undefined));
    }
    await clerk.page.getByRole('link', { name: 'Registro di protocollo' }).click();
    for (const number of [1, 2, 3]) await clerk.reads(`000000${number}/2026`);
    await isUsable(clerk);
    await picture(clerk, 'registro');
  });
});
