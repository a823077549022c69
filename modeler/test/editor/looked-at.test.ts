import { expect } from 'chai';
import type { CDPSession, Page } from 'playwright-core';
import { editorPages, type EditorPages } from './support/editor-page.js';
import { palermo } from './support/moddle.js';

const LONG = 'determinazione-dirigenziale.bpmn';

/** A drawing to look at, filling the page. */
const look = (page: Page, xml: string): Promise<void> =>
  page.evaluate(async (text) => {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const { lf } = window as any;
    const container = document.getElementById('place');
    container?.classList.add('lf-diagram-canvas');
    const viewer = lf.createViewer({ container, catalogue: lf.catalogue, language: 'it', iconSprite: lf.sprite });
    await viewer.open(text);
    Object.assign(window, { viewer });
  }, xml);

const scale = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector<SVGGElement>('.viewport')?.getCTM()?.a ?? 0);

const startOf = (xml: string): string => /<startEvent id="([^"]+)"/.exec(xml)?.[1] ?? '';

const inSight = async (page: Page, id: string): Promise<boolean> => {
  const box = await page.locator(`.djs-shape[data-element-id="${id}"]`).first().boundingBox();
  const size = page.viewportSize();
  if (box === null || size === null) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
};

type Finger = readonly [x: number, y: number];

const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: readonly Finger[]) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(([x, y], id) => ({ x, y, id })) });

describe('a drawing that is looked at', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  for (const width of [390, 1280]) {
    it(`begins where the route begins, large enough to be read, at ${width} px; all of it on demand`, async () => {
      const { page } = await pages.open({ width, height: 700 });
      const { xml } = palermo.find(({ name }) => name === LONG)!;
      await look(page, xml);
      expect(13 * (await scale(page)), 'height of the names').to.be.at.least(width === 390 ? 9 : 5);
      expect(await inSight(page, startOf(xml))).to.equal(true);
      await page.evaluate(() => (window as never as { viewer: { fit(): void } }).viewer.fit());
      const last = /<endEvent id="([^"]+)"/.exec(xml)?.[1] ?? '';
      expect(await inSight(page, last)).to.equal(true);
      await page.context().close();
    });
  }

  it('is shown whole at once where that can be read', async () => {
    const { page } = await pages.open({ width: 1280, height: 700 });
    const { xml } = palermo.find(({ name }) => name === 'certificato-anagrafico.bpmn')!;
    await look(page, xml);
    for (const [, id = ''] of xml.matchAll(/<(?:start|end)Event id="([^"]+)"/g)) {
      expect(await inSight(page, id), id).to.equal(true);
    }
    await page.context().close();
  });

  it('grows between two fingers, and goes with one', async () => {
    const { page } = await pages.open({ width: 390, height: 700 });
    await look(page, palermo.find(({ name }) => name === LONG)!.xml);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
    const before = await scale(page);
    await touch(session, 'touchStart', [
      [170, 350],
      [220, 350],
    ]);
    for (let by = 5; by <= 50; by += 5) {
      await touch(session, 'touchMove', [
        [170 - by, 350],
        [220 + by, 350],
      ]);
    }
    await touch(session, 'touchEnd', []);
    expect(await scale(page)).to.be.within(before * 2.4, before * 3.4);
    const left = () => page.evaluate(() => document.querySelector<SVGGElement>('.viewport')?.getCTM()?.e ?? 0);
    const stood = await left();
    await touch(session, 'touchStart', [[200, 350]]);
    for (let by = 10; by <= 100; by += 10) await touch(session, 'touchMove', [[200 - by, 350]]);
    await touch(session, 'touchEnd', []);
    expect(stood - (await left())).to.be.within(80, 110);
    await page.context().close();
  });
});
