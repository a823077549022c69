import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { append, openEditor } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';

/** How far the buttons stand from the upper right corner of their element, in pixels; `undefined` while there are none. */
const away = async (page: Page): Promise<{ readonly right: number; readonly top: number } | undefined> => {
  const pad = await page.locator('.djs-context-pad.open').boundingBox();
  const element = await page.locator('.djs-element.selected').boundingBox();
  return pad === null || element === null
    ? undefined
    : { right: pad.x - element.x - element.width, top: pad.y - element.y };
};

const follows = async (page: Page, when: string): Promise<void> => {
  // Placed when the browser has time for it.
  for (let tries = 0; tries < 100; tries += 1) {
    const { right, top } = (await away(page)) ?? { right: Number.NaN, top: Number.NaN };
    if (right >= 0 && right < 25 && Math.abs(top) < 15) return;
    await page.waitForTimeout(50);
  }
  expect.fail(`${when} the buttons stand ${JSON.stringify(await away(page))} from their element`);
};

describe('the buttons beside a step', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    it(`go where it goes, with ${reducedMotion === 'reduce' ? 'less' : 'all'} motion`, async () => {
      const { page } = await pages.open();
      page.setDefaultTimeout(60_000);
      await page.emulateMedia({ reducedMotion });
      await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
      await page.click('[data-element-id="richiesta"] .djs-hit');
      for (const shape of ['ask', 'step-signing.signature:1', 'step-protocol.register:1']) await append(page, shape);
      await follows(page, 'when it is drawn');
      for (const tool of ['smaller', 'smaller', 'fit', 'larger', 'fit']) {
        await page.click(`.lf-tool-${tool}`);
        await follows(page, `after ${tool}`);
      }
      const size = (height: number, hidden: boolean): Promise<void> =>
        page.evaluate(
          ([tall, away]) => {
            const place = document.getElementById('place');
            if (place !== null) Object.assign(place, { hidden: away }).style.height = `${tall}px`;
          },
          [height, hidden] as const,
        );
      await size(420, false);
      await follows(page, 'in a lower place');
      await size(420, true);
      await page.setViewportSize({ width: 390, height: 800 });
      await page.setViewportSize({ width: 1000, height: 800 });
      await size(600, false);
      await follows(page, 'shown again');
      await page.context().close();
    });
  }

  it('open their menus beside them, by what the libraries offer today', async () => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    const warned: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warned.push(message.text());
    });
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    for (const button of ['lf-append', 'replace']) {
      const pad = await page.locator('.djs-context-pad.open').boundingBox();
      await page.click(`.djs-context-pad.open [data-action="${button}"]`);
      const menu = await page.locator('.djs-popup').boundingBox();
      expect(Math.abs((menu?.x ?? Number.NaN) - (pad?.x ?? 0)), button).to.be.below(5);
      await page.keyboard.press('Escape');
      await page.locator('.djs-popup').waitFor({ state: 'detached' });
    }
    expect(warned).to.deep.equal([]);
    await page.context().close();
  });
});
