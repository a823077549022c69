import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, reveal, xmlOf, type TestWindow } from './support/drawn.js';
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

  for (const below of [25, 60])
    it(`stays inside its pool, ${below} pixels from the steps`, async () => {
      await page.evaluate((text) => (window as never as TestWindow).ed.open(text), inPool(below));
      await page.locator('.lf-tool-fit').click();
      await draw(page, 'choice', 'end');
      const xml = await xmlOf(page);
      const [pool, step] = [boundsOf(xml, 'pool'), boundsOf(xml, 'first')];
      const way = wayOf(xml, 'choice', 'end');
      expect(way).to.have.length(4);
      for (const { y } of way)
        expect(y)
          .to.be.greaterThan(pool.y)
          .and.lessThan(pool.y + pool.height);
      const beyond = (way[1]?.y ?? 0) > step.y + step.height || (way[1]?.y ?? 0) < step.y;
      expect(beyond, 'around the steps').to.equal(true);
    });
});

/** A choice, two steps and an end in one row of a pool that leaves little room above and below. */
const inPool = (room: number): string => {
  const shapes = [
    ['start', 80, 36, 36],
    ['choice', 160, 50, 50],
    ['first', 260, 100, 80],
    ['second', 420, 100, 80],
    ['end', 580, 36, 36],
  ] as const;
  const joined = shapes.slice(1).map(([id, x], at) => {
    const [from, left, width] = shapes[at] ?? shapes[0];
    return { id: `to-${id}`, from, to: id, begin: left + width, end: x };
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="urn:t">
<collaboration id="together"><participant id="pool" name="Comune" processRef="iter"/></collaboration>
<process id="iter" isExecutable="true"><startEvent id="start"/><exclusiveGateway id="choice"/><userTask id="first"/><userTask id="second"/><endEvent id="end"/>${joined
    .map(({ id, from, to }) => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`)
    .join('')}</process>
<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="together"><bpmndi:BPMNShape id="pool_di" bpmnElement="pool" isHorizontal="true"><dc:Bounds x="0" y="${160 - room}" width="700" height="${80 + 2 * room}"/></bpmndi:BPMNShape>${shapes
    .map(
      ([id, x, width, height]) =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${200 - height / 2}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
    )
    .join('')}${joined
    .map(
      ({ id, begin, end }) =>
        `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${begin}" y="200"/><di:waypoint x="${end}" y="200"/></bpmndi:BPMNEdge>`,
    )
    .join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
};
