import { expect } from 'chai';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { openEditor, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

describe('what is typed in a form and refused there', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  it('is among the problems, with its element and field, as long as it stands there', async () => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }), { expert: true });
    await page.click('[data-element-id="richiesta"] .djs-hit');
    const field = page.locator('#lf-id');
    const id = await field.inputValue();
    const told = (): Promise<readonly string[]> =>
      page.evaluate(() =>
        (window as never as TestWindow).problems
          .filter(({ code }) => code === 'editor.refused-text')
          .map(({ elementId, field: where }) => `${elementId} ${where}`),
      );
    await field.fill('outcome (((');
    await page.waitForFunction(() =>
      (window as never as TestWindow).problems.some(({ code }) => code === 'editor.refused-text'),
    );
    expect(await told()).to.deep.equal([`${id} id`]);
    await field.fill(id);
    await page.waitForFunction(() =>
      (window as never as TestWindow).problems.every(({ code }) => code !== 'editor.refused-text'),
    );
    await page.context().close();
  });
});
