import { expect } from 'chai';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, reveal, xmlOf } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

describe('a condition as a formula', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  it('is there for who asks for it, by keyboard alone, without all of BPMN', async () => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
    for (const shape of ['ask', 'choose', 'end']) await append(page, shape);
    const gateway = await idOf(page, 'exclusiveGateway');
    await reveal(page, gateway);
    await append(page, 'step-signing.signature:1');
    const flow = new RegExp(`<sequenceFlow id="([^"]+)" sourceRef="${gateway}"`).exec(await xmlOf(page))?.[1] ?? '';
    await reveal(page, flow);
    await page.locator('[data-formula]').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.lf-editor-form .cm-content').first().focus();
    await page.keyboard.type('total > 5');
    await page.locator('.lf-editor-canvas svg').first().focus();
    expect((await xmlOf(page)).replace(/&(gt|#62);/, '>')).to.contain('>=total > 5</');
    expect(await page.locator('.lf-expert').getAttribute('aria-checked')).to.equal('false');
    await page.context().close();
  });
});
