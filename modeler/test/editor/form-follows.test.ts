import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../src/editor/model/empty-route.js';
import { append, openEditor, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

describe('the form of the editor', function () {
  this.timeout(120_000);
  let pages: EditorPages;
  let page: Page;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());
  beforeEach(async () => {
    page = (await pages.open()).page;
    await openEditor(page, emptyRoute({ id: 'nota', name: 'Nota', sector: 'entrate' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
  });

  it('stays below the pointer while a button is pressed: a click is not lost to what is checked meanwhile', async () => {
    const button = page.locator('[data-add="lf-who"]');
    await append(page, 'ask');
    const box = await button.boundingBox();
    if (box === null) throw new Error('the button is not seen');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    // The list of what is to be mended comes above the button meanwhile.
    await page.waitForTimeout(800);
    await page.mouse.up();
    await page.locator('#lf-who-0-kind').waitFor({ timeout: 10_000 });
    await page.fill('#lf-name', 'Controllo');
    expect(await xmlOf(page))
      .to.contain('name="Controllo"')
      .and.contain('candidateGroups=');
  });

  it('stays there, too, when a field is written meanwhile: what was found since the last look waits', async () => {
    const button = page.locator('[data-add="lf-who"]');
    await append(page, 'ask');
    const box = await button.boundingBox();
    if (box === null) throw new Error('the button is not seen');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForFunction(() => (window as never as TestWindow).problems.length > 0);
    await page.fill('#lf-name', 'Controllo');
    await page.waitForTimeout(800);
    expect(await page.locator('.lf-problems').count(), 'told when the button is released').to.equal(0);
    await page.mouse.up();
    await page.locator('#lf-who-0-kind').waitFor({ timeout: 10_000 });
  });
});
