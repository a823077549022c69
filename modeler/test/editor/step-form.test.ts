import { expect } from 'chai';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

describe('the form of a signature', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  it('asks first who signs; where the stamp goes is folded away, behind everything that is asked more often', async () => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'step-signing.signature:1');
    await page.locator('[data-add="lf-who"]').waitFor();
    const titles = (await page.locator('.bio-properties-panel-group-header-title').allInnerTexts()).filter(
      (title) => title !== 'Da correggere',
    );
    expect(titles.slice(0, 5)).to.deep.equal(['Che cos’è', 'Chi lo fa', 'Firma digitale', 'Scadenza', 'Timbro']);
    const stamp = page.locator('.bio-properties-panel-group-header').filter({ hasText: 'Timbro' });
    const phrase = page.locator('#lf-config-anchorPhrase');
    expect(await phrase.isVisible()).to.equal(false);
    await stamp.click();
    await phrase.waitFor();
    expect(await page.locator('.bio-properties-panel-arrow').first().getAttribute('title')).to.equal(
      'Apri o chiudi la sezione',
    );
    expect(await page.locator('.lf-form-icon svg').isVisible()).to.equal(true);
  });

  it('cuts a name that is longer than its step, keeps all of it in the tooltip, and advises a shorter one', async () => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    const name = 'Controllo dei dati della richiesta '.repeat(9).trim();
    await page.fill('#lf-name', name);
    await page.locator('#lf-name').blur();
    const shape = page.locator(`[data-element-id="${await idOf(page, 'userTask')}"].djs-element`);
    await shape.locator('title').waitFor({ state: 'attached' });
    expect(await shape.locator('title').textContent()).to.equal(name);
    const [inside, around] = [
      await shape.locator('.djs-label').boundingBox(),
      await shape.locator('rect').first().boundingBox(),
    ];
    expect(inside?.y).to.be.at.least(around?.y ?? 0);
    expect((inside?.y ?? 0) + (inside?.height ?? 0)).to.be.at.most((around?.y ?? 0) + (around?.height ?? 0));
    const said = await page.evaluate(() => (window as never as TestWindow).ed.check());
    expect(said.find(({ code }) => code === 'editor.long-name')?.severity).to.equal('warning');
    await page.fill('#lf-name', 'Controllo dei dati');
    await page.locator('#lf-name').blur();
    await shape.locator('title').waitFor({ state: 'detached' });
  });
});
