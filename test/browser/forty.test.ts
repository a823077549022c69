import { expect } from 'chai';
import { Documents } from '@libro-firma/plugin-documents/ports';
import type { Browser } from 'playwright-core';
import { openMunicipality, TENANT, type Municipality } from '../http/support/municipality.js';
import { finished, mainOf, taskAt, type Task } from '../http/support/requests.js';
import type { Visitor } from '../http/support/visitor.js';
import { launchChromium } from '../support/chromium.js';
import { until } from '../support/until.js';
import { Desk } from './support/desk.js';
import { amend, publishAmendable, startForty, titleOf } from './support/forty.js';
import { Line } from './support/line.js';
import { PIN } from './support/signing.js';
import { isUsable } from './support/usable.js';

const SIGNER = 'dirigente2';
/** Numbers of the notes that cannot be signed. The last in the queue is rejected while the others are being signed. */
const [CHANGED, LOCKED, REJECTED] = [7, 21, 40];
const CUT_AT = 15;

describe('forty documents signed on a phone', function () {
  this.timeout(300_000);
  let town: Municipality;
  let line: Line;
  let browser: Browser;
  let desk: Desk;
  let signer: Visitor;
  let cases: ReadonlyMap<number, string>;

  before(async () => {
    town = await openMunicipality({ log: { level: 'warn' } });
    line = await Line.to(town.url);
    browser = await launchChromium();
    await publishAmendable(await town.as('analista'));
    cases = await startForty(town, CHANGED);
    signer = await town.as(SIGNER);
    // Whoever stands in for the director may reject, too.
    const { actor } = await (await town.as('sostituto')).want<{ actor: { id: string } }>('GET', 'session');
    const validFrom = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(town.server.clock.now());
    await signer.want('POST', 'organisation/substitutions', { body: { kind: 'substitute', to: actor.id, validFrom } });
    desk = await Desk.open(browser, line.url, SIGNER, 390);
  });
  after(async () => {
    await browser?.close();
    await line?.close();
    await town?.close();
  });

  const caseOf = (n: number): string => cases.get(n) ?? '';

  /** Each of them on the screen, one after the other. */
  const openAll = async (): Promise<void> => {
    const { page } = desk;
    for (const box of await page.getByRole('checkbox', { name: /^Seleziona tutte/ }).all()) await box.check();
    await desk.reads('40 selezionate');
    await desk.button('Firma i selezionati').click();
    await desk.reads('40 documenti da aprire');
    await isUsable(desk);
    const content = (): Promise<unknown> => page.waitForResponse(/\/versions\/1\/content$/);
    await Promise.all([content(), desk.button('Aprili uno dopo l’altro').click()]);
    for (let left = 39; left >= 0; left -= 1) {
      await desk.dialog().locator('.lf-pdf-page canvas').first().waitFor();
      if (left > 1) await desk.reads(`Dopo questo ne restano ${left} da aprire.`);
      if (left > 0) await Promise.all([content(), desk.button('Prossimo da aprire').click()]);
    }
    await desk.button('Torna all’elenco').click();
    await desk.button('Firma 40 documenti').waitFor();
  };

  /** What happens to two of them between the reading and the PIN. */
  const meanwhile = async (): Promise<void> => {
    await amend(await town.as('richiedente'), caseOf(CHANGED));
    const { id, head } = await mainOf(signer, caseOf(LOCKED));
    await town.server.db.write(TENANT, (tx) =>
      town.port(Documents).lock(tx, {
        documentId: id,
        expectedHead: head.digest,
        holder: 'signing:of-somebody-else',
        ttlMs: 3_600_000,
      }),
    );
  };

  /** At the fifteenth signature the phone loses its connection, and somebody rejects the last document. */
  const cutAtFifteenth = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let signed = 0;
      const end = town.server.engine.onCommit(({ hints }) => {
        signed += hints.filter(({ type, elementId }) => type === 'task.completed' && elementId === 'firma').length;
        if (signed < CUT_AT) return;
        end();
        line.cut();
        rejectLast().then(resolve, reject);
      });
    });

  const rejectLast = async (): Promise<void> => {
    const other = await town.as('sostituto');
    const { id } = await taskAt(other, caseOf(REJECTED), 'firma');
    await other.want('POST', `tasks/${id}/complete`, { body: { outcome: 'rejected', reason: 'Manca un allegato.' } });
  };

  it('are all read, and signed under one PIN', async () => {
    await desk.reads('40 attività da svolgere');
    const { items } = await signer.want<{ items: readonly Task[] }>('GET', 'tasks?limit=100');
    expect(items.at(-1)?.caseTitle).to.equal(titleOf(REJECTED));
    await openAll();
    await desk.page.locator('#pin').fill(PIN);
    await meanwhile();
  });

  it('go on being signed while the phone is without connection', async () => {
    const cut = cutAtFifteenth();
    await desk.button('Firma 40 documenti').click();
    await desk.page.waitForURL(/\/firme\/.+/);
    await cut;
    await desk.page.context().setOffline(true);
    await desk.reads('Sei senza connessione');
    const batch = await finished(signer, batchId());
    expect(batch.items.filter(({ outcome }) => outcome === 'signed')).to.have.length(37);
    expect(await desk.page.getByText('37 firmati').count(), 'the phone does not know yet').to.equal(0);
    expect(await desk.page.getByText('Non aggiornato').count(), 'one notice is enough').to.equal(0);
  });

  const batchId = (): string => desk.page.url().split('/').at(-1) ?? '';

  it('are told on one screen when the phone is back: 37 signed, and why three were not', async () => {
    line.mend();
    await desk.page.context().setOffline(false);
    await desk.reads('37 firmati, 3 non firmati');
    await desk.page.getByText('quello che vedi potrebbe non essere aggiornato').waitFor({ state: 'detached' });
    await isUsable(desk);
    const not = desk.panel('Non firmati').getByRole('listitem');
    expect(await not.count()).to.equal(3);
    const why = async (n: number): Promise<string> => (await not.filter({ hasText: titleOf(n) }).innerText()).trim();
    expect(await why(CHANGED))
      .to.include('è cambiato dopo che è stato aperto')
      .and.to.include('Modificato');
    expect(await why(LOCKED))
      .to.include('in corso un’altra firma')
      .and.to.include('Firma in corso');
    expect(await why(REJECTED))
      .to.include('respinto nel frattempo')
      .and.to.include('Respinto');
    const signed = desk.page.getByRole('region', { name: 'Firmati', exact: true });
    expect(await signed.getByRole('listitem').count()).to.equal(37);
    expect(desk.failures).to.deep.equal([]);
  });

  it('are signed for good: each once, verified, and numbered without a gap', async () => {
    const author = await town.as('richiedente');
    const numbers: number[] = [];
    for (const [n, caseId] of cases) {
      const { signatures, valid } = await author.want<{ valid: boolean; signatures: readonly unknown[] }>(
        'GET',
        `signing/cases/${caseId}/verification`,
      );
      const expected = [CHANGED, LOCKED, REJECTED].includes(n) ? 0 : 1;
      expect({ n, signed: signatures.length, valid }).to.deep.equal({ n, signed: expected, valid: expected === 1 });
      if (expected === 0) continue;
      numbers.push(
        await until(`the number of ${titleOf(n)}`, async () => {
          const { items } = await author.want<{ items: readonly { number: number }[] }>(
            'GET',
            `protocol/cases/${caseId}/registrations`,
          );
          return items[0]?.number;
        }),
      );
    }
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 37 }, (_none, index) => index + 1));
  });
});
