import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { drawnRoute } from '../../../test/browser/support/drawn-route.js';
import { openEditor } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

/** As a step stands that was copied out of a route whose request names a book into one whose request does not. */
const pasted = drawnRoute({
  elements: `<startEvent id="richiesta" name="Richiesta" />
    <userTask id="firma" name="Firma"><extensionElements><lf:taskDefinition type="signing.signature:1" />
      <lf:assignmentDefinition candidateGroups="=[&quot;book:&quot; + book.id + &quot;:signer1&quot;]" />
      <lf:ioMapping><lf:input source="=book" target="book" /></lf:ioMapping></extensionElements></userTask>
    <serviceTask id="numero" name="Protocollo"><extensionElements><lf:taskDefinition type="protocol.register:1" />
      <lf:taskHeaders><lf:header key="subject" value="=case.title" /></lf:taskHeaders>
      <lf:ioMapping><lf:input source="=book" target="book" /></lf:ioMapping></extensionElements></serviceTask>`,
  places: { richiesta: [182, 162, 36, 36], firma: [280, 140, 100, 80], numero: [440, 140, 100, 80] },
  flows: [
    { from: 'richiesta', to: 'firma' },
    { from: 'firma', to: 'numero' },
  ],
});

describe('what the case offers to the form of a step', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  const offered = async (page: Page, element: string, field: string): Promise<readonly string[]> => {
    await page.click(`.djs-shape[data-element-id="${element}"] .djs-hit`);
    await page.locator(`#${field}`).waitFor({ state: 'attached' });
    return page.locator(`#${field} option`).allTextContents();
  };

  it('is told in words, also where it is not there', async () => {
    const { page } = await pages.open();
    await openEditor(page, pasted);
    const books = await offered(page, 'firma', 'lf-who-0-book');
    expect(books).to.include('qualcosa che qui la pratica non ha');
    expect(books.join()).to.not.contain('book.id');
    const subjects = await offered(page, 'numero', 'lf-config-subject');
    expect(subjects).to.include('Libro firma');
    expect(subjects).to.not.include('book');
    await page.context().close();
  });

  it('leaves out what means something only to who writes formulas', async () => {
    const { page } = await pages.open();
    await openEditor(page, pasted);
    const subjects = await offered(page, 'numero', 'lf-config-subject');
    expect(subjects.some((label) => label.startsWith('Firma apposta › Firmatario'))).to.equal(true);
    expect(subjects.filter((label) => /Identificativo \(|Istante|Impronta|› id/.test(label))).to.deep.equal([]);
    await page.context().close();
  });
});
