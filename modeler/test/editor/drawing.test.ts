import { catalogOf, compile } from '@libro-firma/engine';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { catalogue } from './support/catalogue.js';
import { append, idOf, openEditor, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPage, type EditorPages } from './support/editor-page.js';

const steps = catalogOf(catalogue.steps as never);
const shots = process.env['LF_SCREENSHOTS'];

/** One more field of the request. */
const askFor = async (page: Page, at: number, label: string, kind: string): Promise<void> => {
  await page.click('[data-add="lf-form"]');
  await page.fill(`#lf-form-${at}-label`, label);
  await page.selectOption(`#lf-form-${at}-kind`, kind);
  await page.check(`#lf-form-${at}-required`);
};

const whoInBook = async (page: Page, position: string): Promise<void> => {
  await page.click('[data-add="lf-who"]');
  await page.selectOption('#lf-who-0-kind', 'book');
  await page.selectOption('#lf-who-0-position', position);
};

describe('the editor, drawing nota in uscita from an empty canvas', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  let opened: EditorPage;
  let page: Page;
  before(async () => {
    pages = await editorPages();
    opened = await pages.open();
    page = opened.page;
    page.setDefaultTimeout(30_000);
    await openEditor(page, await emptyRoute({ id: 'nota', name: 'Nota in uscita', sector: 'entrate' }));
  });
  after(() => pages.close());

  it('asks for book, documents, recipients and classification when somebody makes a request', async () => {
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await askFor(page, 0, 'Libro firma', 'organisation.book');
    await askFor(page, 1, 'Documenti', 'documents.bundle');
    await askFor(page, 2, 'Destinatari', 'notification.recipients');
    await askFor(page, 3, 'Classificazione', 'choice');
    await page.selectOption('#lf-form-3-from', 'protocol.classification');
    const xml = await xmlOf(page);
    for (const key of ['book', 'bundle', 'recipients', 'classificazione']) {
      expect(xml).to.match(new RegExp(`(&#34;|&quot;|")key\\1:\\1${key}\\1`));
    }
  });

  it('has the clerk check and the director sign, who may send it back', async () => {
    await append(page, 'ask');
    await page.fill('#lf-name', 'Controllo dei dati');
    await whoInBook(page, 'clerk');
    await append(page, 'step-signing.signature:1');
    await whoInBook(page, 'signer1');
    await page.selectOption('#lf-due', 'after');
    await page.fill('#lf-due-amount', '2');
    await page.click('[data-shape="back"]');
    await page.click(`[data-element-id="${await idOf(page, 'userTask', 'Controllo dei dati')}"] .djs-hit`);
    const xml = await xmlOf(page);
    expect(xml).to.contain('type="signing.signature:1"').and.contain('name="Approvato?"');
    expect(xml).to.contain('=now() + duration(&#34;P2D&#34;)');
  });

  it('takes the number with what the request said, and sends it', async () => {
    await append(page, 'step-protocol.register:1');
    await page.selectOption('#lf-config-classification-from', 'case');
    await page.selectOption('#lf-config-classification', 'classificazione');
    await page.selectOption('#lf-config-subject-from', 'case');
    await page.selectOption('#lf-config-subject', 'case.title');
    await append(page, 'step-notification.mail:1');
    await append(page, 'end');
    const xml = await xmlOf(page);
    expect(xml).to.contain('source="=book.id" target="book"').and.contain('source="=recipients" target="recipients"');
    expect(xml).to.contain('key="classification" value="=classificazione"');
  });

  it('gives XML that the engine compiles, and nothing is left to mend', async () => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/editor-drawn.png` });
    const { problems, graphs } = await compile(await xmlOf(page), steps);
    expect(problems).to.deep.equal([]);
    expect(graphs).to.have.length(1);
    const said = await page.evaluate(() => (window as never as TestWindow).ed.check());
    expect(said).to.deep.equal([]);
  });

  it('goes back and forth through everything that was done', async () => {
    const drawn = await xmlOf(page);
    const undo = page.locator('.lf-tool-undo');
    let times = 0;
    for (; await undo.isEnabled(); times += 1) await undo.click();
    expect(times).to.be.greaterThan(10);
    expect(await page.evaluate(() => (window as never as TestWindow).ed.dirty)).to.equal(false);
    expect(await xmlOf(page)).not.to.contain('userTask');
    for (let redone = 0; redone < times; redone += 1) await page.locator('.lf-tool-redo').click();
    expect(await xmlOf(page)).to.equal(drawn);
  });

  it('needed nothing that the policy of the server refuses', () => {
    expect(opened.complaints).to.deep.equal([]);
  });
});
