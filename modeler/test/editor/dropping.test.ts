import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, xmlOf } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

interface At {
  readonly x: number;
  readonly y: number;
}

const follows = async (page: Page): Promise<readonly string[]> =>
  [...(await xmlOf(page)).matchAll(/<sequenceFlow [^>]*sourceRef="([^"]+)" targetRef="([^"]+)"/g)].map(
    ([, from, to]) => `${from} ${to}`,
  );

const middleOf = async (page: Page, id: string): Promise<At> => {
  const box = await page.locator(`[data-element-id="${id}"] .djs-hit`).first().boundingBox();
  if (box === null) throw new Error(`${id} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const by = ({ x, y }: At, dx: number, dy: number): At => ({ x: x + dx, y: y + dy });

const place = (page: Page): Promise<string | null> => page.locator('.viewport').first().getAttribute('transform');

/** Slowly out of the palette, over its edge, to a place; the button stays down. */
const hold = async (page: Page, shape: string, to: At): Promise<void> => {
  const from = await page.locator(`[data-shape="${shape}"]`).boundingBox();
  if (from === null) throw new Error(`the palette has no ${shape}`);
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width - 2, from.y + 10, { steps: 3 });
  await page.mouse.move(from.x + from.width + 14, from.y + 10, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
};

const drop = async (page: Page, shape: string, to: At): Promise<void> => {
  await hold(page, shape, to);
  await page.mouse.up();
};

describe('a shape dragged from the palette', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  let page: Page;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());
  beforeEach(async () => {
    ({ page } = await pages.open());
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
  });
  afterEach(() => page.context().close());

  /** Richiesta, Chiedi, Fine. */
  const short = async (): Promise<{ readonly asked: string; readonly end: string; readonly flow: string }> => {
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    const asked = await idOf(page, 'userTask');
    await append(page, 'end');
    return { asked, end: await idOf(page, 'endEvent'), flow: await idOf(page, 'sequenceFlow') };
  };

  it('goes into the arrow that its body touches, which is marked before; the drawing does not run away', async () => {
    const { asked, end, flow } = await short();
    const before = await xmlOf(page);
    const stood = await place(page);
    await hold(page, 'step-signing.signature:1', by(await middleOf(page, flow), 0, 40));
    await page.locator(`.djs-connection.lf-takes[data-element-id="${flow}"]`).waitFor({ state: 'attached' });
    expect(await place(page)).to.equal(stood);
    await page.mouse.up();
    const signature = await idOf(page, 'userTask', 'Firma');
    expect(await follows(page)).to.have.members([`richiesta ${signature}`, `${signature} ${asked}`, `${asked} ${end}`]);
    expect(await page.locator('.lf-takes, .djs-direct-editing-parent').count()).to.equal(0);
    expect(await page.locator('.lf-editor-hint').textContent()).to.equal('');
    await page.locator('.lf-tool-undo').click();
    expect(await xmlOf(page)).to.equal(before);
  });

  it('follows the step that leads nowhere yet when it is dropped beside it', async () => {
    await drop(page, 'ask', by(await middleOf(page, 'richiesta'), 140, 25));
    const asked = await idOf(page, 'userTask');
    expect(await follows(page)).to.deep.equal([`richiesta ${asked}`]);
    const [start, task] = [await middleOf(page, 'richiesta'), await middleOf(page, asked)];
    expect(Math.abs(start.y - task.y), 'in one row').to.be.below(2);
  });

  it('stands alone where nothing is near: that is said at once, and moved onto an arrow it is taken in', async () => {
    const { asked, end, flow } = await short();
    const far = by(await middleOf(page, flow), 0, 200);
    await drop(page, 'step-signing.signature:1', far);
    await page.locator('.lf-editor-hint').filter({ hasText: 'Qui non arriva nessuna freccia' }).waitFor();
    const signature = await idOf(page, 'userTask', 'Firma');
    expect(await follows(page)).to.have.members([`richiesta ${asked}`, `${asked} ${end}`]);

    await page.mouse.move(far.x, far.y);
    await page.mouse.down();
    await page.mouse.move(far.x, far.y - 60, { steps: 4 });
    await page.mouse.move(far.x, far.y - 165, { steps: 8 });
    await page.locator(`.djs-connection.lf-takes[data-element-id="${flow}"]`).waitFor({ state: 'attached' });
    await page.mouse.up();
    expect(await follows(page)).to.have.members([`richiesta ${signature}`, `${signature} ${asked}`, `${asked} ${end}`]);
    await page.locator('.lf-editor-hint:empty').waitFor({ state: 'attached' });
  });

  it('that ends the route goes into no arrow', async () => {
    const { asked, end, flow } = await short();
    await drop(page, 'end', by(await middleOf(page, flow), 0, 30));
    expect(await follows(page)).to.have.members([`richiesta ${asked}`, `${asked} ${end}`]);
  });
});
