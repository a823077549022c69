import { expect } from 'chai';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import type { Manners, ReceivedMail } from '../../plugins/notification/test/support/smtp-server.js';
import type { Desk } from './support/desk.js';
import { letter } from './support/files.js';
import { mailedOnce, numberedWithoutGap, onDisk, signedOnce } from './support/leavings.js';
import { Notes } from './support/notes.js';
import { carryOn, randomFrom, shake } from './support/shaken.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';
import { until } from '../support/until.js';

const TITLE = 'Sopralluogo al ponte di via Oreto';
const COMPANY = 'gare@concadorocostruzioni.example';
const ROADS = 'viabilita@cittametropolitana.palermo.example';
const seed = Number(process.env['LF_SEED'] ?? Date.now() % 1_000_000);

/** One server, killed again and again, and one set of cases on it that are counted at the end. */
describe('a server that is killed', function () {
  this.timeout(300_000); // eleven starts of the whole product, on whatever machine
  story(this);
  let town: Town;
  let notes: Notes;
  let watcher: Desk;
  /** The case that somebody follows on a screen all the time. */
  let watched: string;
  let companions: readonly string[] = [];
  const all: string[] = [];

  before(async () => {
    town = await Town.open();
    notes = new Notes(town.people);
    watcher = await town.desk('richiedente');
  });
  after(() => town?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await town?.photograph();
    expect(town?.failures).to.deep.equal([]);
  });

  /** The server dies at the nth passage through a place, counted from a fresh start. */
  const dyingAt = async (place: string, work: () => Promise<unknown>): Promise<void> => {
    await town.server.stop();
    await town.server.start({ LF_CRASH_AT: place });
    const answer = work().catch(() => undefined); // whoever asks while it dies has no answer
    await town.server.died();
    await answer;
  };

  const stands = (where: string): Promise<void> =>
    watcher.panel('Dove si trova').getByText(where, { exact: true }).waitFor();

  /** Signed for the second time, the case takes its number and goes to the mail server, which sees the server die. */
  const dyingWhile = async (caseId: string, manners: (die: () => Promise<void>) => Manners): Promise<void> => {
    const killed = new Promise<void>((resolve) => {
      town.smtp.manners = manners(async () => {
        town.smtp.manners = {};
        await town.server.kill();
        resolve();
      });
    });
    await notes.batch('dirigente2', 'firma_secondo', [caseId]);
    await killed;
    await town.server.start();
    await notes.ended(caseId);
  };
  const copiesFor = async (caseId: string, address: string): Promise<readonly ReceivedMail[]> => {
    const { items } = await town.people.want('richiedente', 'GET', `protocol/cases/${caseId}/registrations`);
    const [{ label }] = items as readonly [{ label: string }];
    return town.smtp.to(address).filter(({ parsed }) => parsed.subject?.includes(label));
  };

  it('in the middle of an upload keeps nothing of it, and takes the file when it is sent again', async () => {
    const main = letter('nota-sopralluogo-ponte');
    const { cookie, csrf } = await town.people.session('richiedente');
    const half = request(`${town.server.url}/api/v1/documents/uploads?name=nota.pdf&as=main`, {
      method: 'POST',
      headers: { cookie, 'x-csrf': csrf, 'content-type': 'application/pdf', 'content-length': main.buffer.length },
    });
    const cut = new Promise<Error>((resolve) => half.once('error', resolve));
    half.write(main.buffer.subarray(0, main.buffer.length / 2));
    await until('the beginning of the file', async () => {
      const files = await readdir(town.server.dataDir, { recursive: true });
      return files.some((file) => /arriving.[0-9a-f-]+$/.test(file)) || undefined;
    });
    await town.server.kill();
    expect(await cut).to.have.property('code', 'ECONNRESET');
    await town.server.start();
    watched = await notes.start({ title: TITLE, main });
    all.push(watched);
    await watcher.goto(`/pratiche/${watched}`);
    await stands('Controllo dei dati di protocollo');
    await watcher.page.evaluate(() => {
      document.documentElement.dataset['stayed'] = 'yes';
    });
  });

  it('right after a task was completed remembers it, and gives the same answer to whoever asks again', async () => {
    const check = await notes.toCheck(watched);
    const first = await notes.complete(check, 'check-once');
    await town.server.kill();
    expect(first.status).to.equal(200);
    await town.server.start();
    await notes.task(watched, 'firma');
    expect(await notes.complete(check, 'check-once')).to.deep.equal(first);
    const { status, body } = await notes.complete(check);
    expect({ status, code: body['code'] }).to.deep.equal({ status: 409, code: 'engine.task-completed' });
    await stands('Firma del dirigente');
  });

  it('while documents of a batch are signed goes on with it, asks for no PIN again, and signs each once', async () => {
    companions = await Promise.all(
      ['nota-chiusura-strada', 'nota-richiesta-documenti'].map((name) =>
        notes.forSignature({ title: name, main: letter(name) }),
      ),
    );
    all.push(...companions);
    let batchId = '';
    await dyingAt('group.written:2', async () => {
      batchId = await notes.batch('dirigente1', 'firma', all);
    });
    await town.server.start();
    expect(await notes.outcomes('dirigente1', batchId)).to.deep.equal(['signed', 'signed', 'signed']);
    for (const caseId of all) await signedOnce(town.people, caseId, 1);
    await stands('Firma del secondo firmatario');
  });

  it('between the registration and its commit takes the number once', async () => {
    await dyingAt('job.answered:1', () => notes.batch('dirigente2', 'firma_secondo', [watched]));
    expect(await onDisk(town.server.dataDir, 'select count(*) as n from protocol_registration')).to.deep.equal([
      { n: 0 },
    ]);
    expect(await onDisk(town.server.dataDir, 'select type from lf_job')).to.deep.equal([
      { type: 'protocol.register:1' },
    ]);
    await town.server.start();
    await watcher.panel('Protocollo').getByRole('link', { name: '0000001/2026' }).waitFor();
    await notes.ended(watched);
  });

  it('before a mail server has the whole of a mail sends it again, and it is there once', async () => {
    const [caseId = ''] = companions;
    await dyingWhile(caseId, (die) => ({
      rcpt: (address) => {
        if (address === COMPANY) void die();
        return undefined;
      },
    }));
    expect(await copiesFor(caseId, COMPANY)).to.have.length(1);
  });

  it('before it hears that the mail server took a mail sends the very same again, since nobody can know', async () => {
    const [, caseId = ''] = companions;
    await dyingWhile(caseId, (die) => ({ beforeAnswer: (address) => (address === ROADS ? die() : Promise.resolve()) }));
    const copies = await copiesFor(caseId, ROADS);
    expect(copies).to.have.length(2);
    expect(new Set(copies.map(({ raw }) => raw.toString('base64'))).size).to.equal(1);
  });

  it(`at random instants (LF_SEED=${seed}) loses nothing`, async () => {
    const more = await Promise.all([1, 2].map((n) => notes.start({ title: `Nota n. ${n}` })));
    all.push(...more);
    await Promise.all([shake(town.server, 3, randomFrom(seed), 4_000), carryOn(notes, all)]);
  });

  it('has numbered without a gap, signed each document twice and no more, and sent each mail', async () => {
    await numberedWithoutGap(town.people, all);
    for (const caseId of all) await signedOnce(town.people, caseId, 2);
    await mailedOnce(town.people, town.smtp, all, 3);
  });

  it('is followed on a screen that was never loaded again', async () => {
    await watcher.reads('Conclusa');
    expect(await watcher.page.evaluate(() => document.documentElement.dataset['stayed'])).to.equal('yes');
  });
});
