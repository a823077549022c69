import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, reveal, xmlOf } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const numbers = (text: string, names: readonly string[]): readonly number[] =>
  names.map((name) => Number(new RegExp(` ${name}="([^"]+)"`).exec(text)?.[1]));

const boundsOf = (xml: string, id: string): Box => {
  const tag = new RegExp(`bpmnElement="${id}"[^]*?<(?:[a-z]+:)?Bounds ([^>]*)`).exec(xml)?.[1] ?? '';
  const [x, y, width, height] = numbers(` ${tag}`, ['x', 'y', 'width', 'height']) as [number, number, number, number];
  return { x, y, width, height };
};

const wayOf = (xml: string, from: string, to: string): readonly { readonly x: number; readonly y: number }[] => {
  const id = new RegExp(`<sequenceFlow id="([^"]+)"[^>]*sourceRef="${from}" targetRef="${to}"`).exec(xml)?.[1];
  const edge = new RegExp(`bpmnElement="${id}">([^]*?)</(?:[a-z]+:)?BPMNEdge>`).exec(xml)?.[1] ?? '';
  return [...edge.matchAll(/waypoint( [^>]*)/g)].map(([, at]) => {
    const [x, y] = numbers(at ?? '', ['x', 'y']) as [number, number];
    return { x, y };
  });
};

const draw = async (page: Page, from: string, to: string): Promise<void> => {
  await reveal(page, from);
  await page.click('.djs-context-pad.open [data-action="connect"]');
  const box = await page.locator(`[data-element-id="${to}"] .djs-hit`).first().boundingBox();
  if (box === null) throw new Error(`${to} is not drawn`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 10 });
  await page.mouse.down();
  await page.mouse.up();
  await page.locator('.djs-connection.selected').waitFor({ state: 'attached' });
};

describe('an arrow drawn by hand', function () {
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
    await page.click('[data-element-id="richiesta"] .djs-hit');
  });
  afterEach(() => page.context().close());

  it('goes below the steps between a decision and a later step, and back above them; one undo takes it away', async () => {
    for (const shape of ['choose', 'ask', 'step-signing.signature:1', 'end']) await append(page, shape);
    await page.locator('.lf-tool-fit').click();
    const [gateway, asked, end] = [
      await idOf(page, 'exclusiveGateway'),
      await idOf(page, 'userTask', 'Chiedi'),
      await idOf(page, 'endEvent'),
    ];
    const signature = await idOf(page, 'userTask', 'Firma');
    const before = await xmlOf(page);
    await draw(page, gateway, end);
    const xml = await xmlOf(page);
    const way = wayOf(xml, gateway, end);
    const step = boundsOf(xml, asked);
    expect(way).to.have.length(4);
    expect(way[1]?.y, 'below')
      .to.be.greaterThan(step.y + step.height)
      .and.equal(way[2]?.y);
    await page.locator('.lf-tool-undo').click();
    expect(await xmlOf(page)).to.equal(before);
    await draw(page, signature, gateway);
    const back = wayOf(await xmlOf(page), signature, gateway);
    expect(back[1]?.y, 'above').to.be.below(step.y).and.equal(back[2]?.y);
  });

  it('is straight where nothing stands between', async () => {
    for (const shape of ['choose', 'ask']) await append(page, shape);
    const [gateway, asked] = [await idOf(page, 'exclusiveGateway'), await idOf(page, 'userTask', 'Chiedi')];
    const flows = (await xmlOf(page)).match(/<sequenceFlow /g)?.length ?? 0;
    await draw(page, gateway, asked);
    const xml = await xmlOf(page);
    expect(xml.match(/<sequenceFlow /g)).to.have.length(flows + 1);
    expect(wayOf(xml, gateway, asked)).to.have.length(2);
  });
});
