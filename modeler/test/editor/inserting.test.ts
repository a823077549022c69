import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, xmlOf } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';
import { palermo } from './support/moddle.js';

/** With lanes, boundary events and ways back; one with settings in another order than that of their forms. */
const LANES = ['firme-del-libro.bpmn', 'protocolla-e-invia.bpmn', 'parere.bpmn'];

interface Drawn {
  readonly boxes: readonly { readonly id: string; readonly left: number; readonly right: number }[];
  /** Pairs of elements that lie on one another. */
  readonly overlaps: readonly string[];
  /** Arrows that end left of where they begin. */
  readonly backwards: readonly string[];
}

/** The elements as they lie on the drawing, lanes and parts left out. */
const drawn = async (page: Page): Promise<Drawn> => {
  const xml = await xmlOf(page);
  const flowing = new Set(
    [...xml.matchAll(/<(?:\w*[tT]ask|\w*[eE]vent|\w*Gateway|callActivity) id="([^"]+)"/g)].map(([, id]) => id),
  );
  const boxes = [
    ...xml.matchAll(
      /bpmnElement="([^"]+)"[^>]*>\s*<dc:Bounds x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    ),
  ]
    .map(([, id = '', ...numbers]) => {
      const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
      return { id, left: x, right: x + width, top: y, bottom: y + height };
    })
    .filter(({ id }) => flowing.has(id));
  const overlaps = boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      )
      .map((other) => `${one.id} ${other.id}`),
  );
  const of = (id: string | undefined) => boxes.find((box) => box.id === id);
  const backwards = [
    ...xml.matchAll(/<sequenceFlow id="([^"]+)"[^>]*sourceRef="([^"]+)" targetRef="([^"]+)"/g),
  ].flatMap(([, id = '', from, to]) => ((of(to)?.left ?? 0) < (of(from)?.right ?? 0) ? [id] : []));
  return { boxes, overlaps, backwards };
};

/** All that the drawing says, in whatever order: what comes back with an undo stands behind the others. */
const saidBy = async (page: Page): Promise<readonly string[]> =>
  ((await xmlOf(page)).split('<bpmndi:')[0] ?? '').split('\n').sort();

/** Who follows whom, by id. */
const follows = async (page: Page): Promise<readonly string[]> =>
  [...(await xmlOf(page)).matchAll(/<sequenceFlow [^>]*sourceRef="([^"]+)" targetRef="([^"]+)"/g)].map(
    ([, from, to]) => `${from} ${to}`,
  );

const choose = (page: Page, id: string): Promise<void> => page.click(`[data-element-id="${id}"] .djs-hit`);

const undo = async (page: Page): Promise<void> => page.locator('.lf-tool-undo').click();

describe('a step that comes between two others', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  const opened = async (xml: string): Promise<Page> => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, xml);
    return page;
  };

  /** Richiesta, Chiedi, Fine. */
  const short = async (): Promise<{ page: Page; asked: string; end: string }> => {
    const page = await opened(await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await choose(page, 'richiesta');
    await append(page, 'ask');
    const asked = await idOf(page, 'userTask');
    await append(page, 'end');
    return { page, asked, end: await idOf(page, 'endEvent') };
  };

  it('is put there by "+" on the first of them, with the others moved on, and is gone with one undo', async () => {
    const { page, asked, end } = await short();
    const before = await xmlOf(page);
    await choose(page, 'richiesta');
    await page.locator('.lf-pad-append').click();
    await page.locator('.djs-popup').getByText('Firma', { exact: true }).first().click();
    const xml = await xmlOf(page);
    const signature = /<userTask id="([^"]+)" name="Firma"/.exec(xml)?.[1] ?? '';
    expect(await follows(page)).to.have.members([`richiesta ${signature}`, `${signature} ${asked}`, `${asked} ${end}`]);
    const { boxes, overlaps, backwards } = await drawn(page);
    expect(boxes).to.have.length(4);
    expect({ overlaps, backwards }).to.deep.equal({ overlaps: [], backwards: [] });
    await page.locator(`.djs-shape.selected[data-element-id="${signature}"]`).waitFor();
    await undo(page);
    expect(await xmlOf(page)).to.equal(before);
  });

  it('makes a second way only behind a gateway, which is there for it', async () => {
    const { page, asked, end } = await short();
    await choose(page, asked);
    await append(page, 'choose');
    const gateway = await idOf(page, 'exclusiveGateway');
    await append(page, 'step-signing.signature:1');
    const xml = await xmlOf(page);
    const signature = /<userTask id="([^"]+)" name="Firma"/.exec(xml)?.[1] ?? '';
    expect(await follows(page)).to.have.members([
      `richiesta ${asked}`,
      `${asked} ${gateway}`,
      `${gateway} ${end}`,
      `${gateway} ${signature}`,
    ]);
    expect((await drawn(page)).overlaps).to.deep.equal([]);
  });

  it('is dropped on their arrow, which makes room, and is gone with one undo', async () => {
    const { page, asked, end } = await short();
    const before = await xmlOf(page);
    const flow = await idOf(page, 'sequenceFlow');
    const arrow = (await page.locator(`[data-element-id="${flow}"] .djs-hit`).first().boundingBox())!;
    await page.click('[data-shape="step-signing.signature:1"]');
    const at = { x: arrow.x + arrow.width / 2, y: arrow.y + arrow.height / 2 };
    await page.mouse.move(at.x - 20, at.y - 40);
    await page.mouse.move(at.x, at.y, { steps: 5 });

    await page.mouse.click(at.x, at.y);

    const xml = await xmlOf(page);
    const signature = /<userTask id="([^"]+)" name="Firma"/.exec(xml)?.[1] ?? '';
    expect(await follows(page)).to.have.members([`richiesta ${signature}`, `${signature} ${asked}`, `${asked} ${end}`]);
    const { overlaps, backwards } = await drawn(page);
    expect({ overlaps, backwards }).to.deep.equal({ overlaps: [], backwards: [] });
    await undo(page);
    expect(await xmlOf(page)).to.equal(before);
  });

  for (const { name, xml } of palermo.filter((one) => LANES.includes(one.name))) {
    it(`lies on nothing behind any step of ${name}, and leaves nothing behind when it is undone`, async () => {
      const page = await opened(xml);
      const before = await drawn(page);
      const original = await saidBy(page);
      const steps = [...xml.matchAll(/<(?:userTask|serviceTask|callActivity|startEvent) id="([^"]+)"/g)];
      for (const [, id = ''] of steps) {
        await page.evaluate((element) => {
          const { ed } = window as never as { ed: { reveal(id: string): void } };
          ed.reveal(element);
        }, id);
        await append(page, 'ask');
        const after = await drawn(page);
        const fresh = (now: readonly string[], then: readonly string[]) => now.filter((one) => !then.includes(one));
        expect(fresh(after.overlaps, before.overlaps), `behind ${id}`).to.deep.equal([]);
        await undo(page);
        expect(await saidBy(page), `undone behind ${id}`).to.deep.equal(original);
        expect((await drawn(page)).boxes).to.deep.equal(before.boxes);
      }
    });
  }
});
