import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

describe('the form of the editor, while a button in it is pressed', function () {
  this.timeout(120_000);
  let pages: EditorPages;
  let page: Page;
  let task: string;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());
  beforeEach(async () => {
    page = (await pages.open()).page;
    await openEditor(page, await emptyRoute({ id: 'nota', name: 'Nota', sector: 'entrate' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    task = await idOf(page, 'userTask');
    // That it says nobody: it is at rest.
    await told(1);
    await press();
    // One more above the button.
    await page.evaluate(
      (elementId) =>
        (window as never as TestWindow).ed.setProblems([
          { severity: 'error', code: 'late', elementId, text: { it: 'Detto mentre il pulsante è premuto.' } },
        ]),
      task,
    );
  });

  const told = (count: number): Promise<unknown> =>
    page.waitForFunction((wanted) => document.querySelectorAll('.lf-problems li').length === wanted, count);

  const press = async (): Promise<void> => {
    const box = await page.locator('[data-add="lf-who"]').boundingBox();
    if (box === null) throw new Error('the button is not seen');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
  };

  const release = async (): Promise<void> => {
    expect(await page.locator('.lf-problems li').count(), 'told when the button is released').to.equal(1);
    await page.mouse.up();
    await page.locator('#lf-who-0-kind').waitFor();
    expect(await xmlOf(page)).to.contain('candidateGroups=');
  };

  it('stays below the pointer: a click is not lost to what is checked meanwhile', async () => {
    await page.waitForTimeout(800);
    await release();
  });

  it('stays there, too, when a field is written meanwhile', async () => {
    await page.fill('#lf-name', 'Controllo');
    await page.waitForTimeout(800);
    await release();
    expect(await xmlOf(page)).to.contain('name="Controllo"');
  });
});
