import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, xmlOf, type TestWindow } from './support/drawn.js';
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
  const entry = page.locator(`[data-shape="${shape}"]`);
  await entry.scrollIntoViewIfNeeded();
  const from = await entry.boundingBox();
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

  for (const shape of ['choose', 'catch-timer', 'ask', 'note']) {
    it(`is taken away again by the next key, onto an arrow and beside it (${shape})`, async () => {
      const { flow } = await short();
      await page.evaluate(() => (window as never as TestWindow).ed.setExpert(true));
      const before = await xmlOf(page);
      for (const below of [0, 150]) {
        const at = by(await middleOf(page, flow), 0, below);
        await drop(page, shape, at);
        expect(await xmlOf(page)).not.to.equal(before);
        if (shape !== 'note') expect(await page.locator('.djs-direct-editing-parent').count()).to.equal(0);
        await page.keyboard.press('Control+z');
        expect(await xmlOf(page), `${below} below`).to.equal(before);
      }
    });
  }

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
    const drawn = [`richiesta ${asked}`, `${asked} ${end}`];
    const middle = await middleOf(page, flow);
    for (const below of [30, 0]) {
      await drop(page, 'end', by(middle, 0, below));
      await page.locator('.lf-editor-hint').filter({ hasText: 'Qui non arriva nessuna freccia' }).waitFor();
      expect(await follows(page)).to.have.members(drawn);
      expect((await xmlOf(page)).match(/<endEvent /g)).to.have.length(2);
      await page.locator('.lf-tool-undo').click();
    }
    await drop(page, 'end', by(middle, 0, 150));
    await page.mouse.move(middle.x, middle.y + 150);
    await page.mouse.down();
    await page.mouse.move(middle.x, middle.y + 60, { steps: 4 });
    await page.mouse.move(middle.x, middle.y, { steps: 8 });
    await page.mouse.up();
    expect(await follows(page), 'moved onto it').to.have.members(drawn);
  });

  it('that begins a route goes into no arrow', async () => {
    const { asked, end, flow } = await short();
    await page.evaluate(() => (window as never as TestWindow).ed.setExpert(true));
    await drop(page, 'start', await middleOf(page, flow));
    await page.locator('.lf-editor-hint').filter({ hasText: 'Da qui non parte nessuna freccia' }).waitFor();
    expect(await follows(page)).to.have.members([`richiesta ${asked}`, `${asked} ${end}`]);
  });

  it('is in view with its buttons when others make room for it at the edge; so is what is clicked there', async () => {
    const { asked, end, flow } = await short();
    const inView = async (id: string, when: string): Promise<void> => {
      const place = await page.locator('.lf-editor-canvas').boundingBox();
      if (place === null) throw new Error('the drawing has no place');
      const outside = async (): Promise<string | undefined> => {
        for (const what of [`.djs-shape[data-element-id="${id}"] .djs-hit >> nth=0`, '.djs-context-pad.open']) {
          const box = await page.locator(what).boundingBox();
          const right = box === null ? Number.NaN : box.x + box.width;
          if (!(right <= place.x + place.width + 0.5)) return `${what} ends at ${right} of ${place.x + place.width}`;
        }
        return undefined;
      };
      // A click waits for a second one; the buttons are placed when the browser has time.
      for (let tries = 0; tries < 100 && (await outside()) !== undefined; tries += 1) await page.waitForTimeout(50);
      expect(await outside(), when).to.equal(undefined);
    };
    const pushed = async (id: string, left: number): Promise<void> => {
      const place = await page.locator('.lf-editor-canvas').boundingBox();
      if (place === null) throw new Error('the drawing has no place');
      const wanted = place.x + place.width - left;
      await page.mouse.move(place.x + place.width / 2, place.y + place.height - 100);
      for (let tries = 0; tries < 40 && Math.abs((await middleOf(page, id)).x - wanted) > 5; tries += 1) {
        await page.mouse.wheel((await middleOf(page, id)).x - wanted, 0);
        await page.waitForTimeout(100);
      }
      expect((await middleOf(page, id)).x, `${id} is pushed`).to.be.closeTo(wanted, 5);
    };
    await pushed(asked, 70);
    await drop(page, 'step-signing.signature:1', await middleOf(page, flow));
    const signature = await idOf(page, 'userTask', 'Firma');
    expect(await follows(page)).to.have.members([`richiesta ${signature}`, `${signature} ${asked}`, `${asked} ${end}`]);
    await inView(signature, 'dropped');
    await page.keyboard.press('Escape');
    await pushed(asked, 55);
    await page.click(`[data-element-id="${asked}"] .djs-hit`);
    await inView(asked, 'clicked');
  });

  it('leaves the sentence that says so beside it, wherever it is dropped', async () => {
    await short();
    const place = await page.locator('.lf-editor-canvas').boundingBox();
    if (place === null) throw new Error('the drawing has no place');
    for (const y of [60, place.height - 70]) {
      await drop(page, 'step-signing.signature:1', { x: place.x + place.width / 2, y: place.y + y });
      await page.locator('.lf-editor-hint').filter({ hasText: 'Qui non arriva nessuna freccia' }).waitFor();
      const [step, hint] = [
        await page.locator('.djs-shape.selected .djs-hit').first().boundingBox(),
        await page.locator('.lf-editor-hint').boundingBox(),
      ];
      if (step === null || hint === null) throw new Error('one of them is not seen');
      expect(step.y + step.height < hint.y, `dropped at ${y}`).to.equal(true);
      await page.locator('.lf-tool-undo').click();
    }
  });
});
