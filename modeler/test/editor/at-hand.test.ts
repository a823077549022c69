import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { append, idOf, openEditor, reveal, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';
import { palermo } from './support/moddle.js';

const nota = palermo.find(({ name }) => name === 'nota-in-uscita.bpmn')?.xml ?? '';
const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../src/editor/text/${name}.json`, import.meta.url), 'utf8')) as never;

interface Seen {
  readonly scale: number;
  /** How far the drawing reaches out of its place on each side, in pixels of the screen. */
  readonly out: number;
}

/** How the drawing lies in its place. */
const seen = (page: Page, place: string): Promise<Seen> =>
  page.evaluate((selector) => {
    const around = document.querySelector(selector)!.getBoundingClientRect();
    const all = [...document.querySelectorAll(`${selector} .djs-shape .djs-visual`)].map((shape) =>
      shape.getBoundingClientRect(),
    );
    const transform = document.querySelector<SVGGElement>(`${selector} .viewport`)!.getCTM()!;
    return {
      scale: transform.a,
      out: Math.max(
        ...all.flatMap(({ left, right, top, bottom }) => [
          around.left - left,
          right - around.right,
          around.top - top,
          bottom - around.bottom,
        ]),
      ),
    };
  }, place);

const count = (page: Page, type: string): Promise<number> =>
  xmlOf(page).then((xml) => xml.match(new RegExp(`<${type} `, 'g'))?.length ?? 0);

/** Keys go to the drawing. */
const onCanvas = (page: Page): Promise<void> => page.locator('.lf-editor-canvas svg[tabindex]').first().focus();

describe('the editor at hand', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  const opened = async (xml: string, more: Parameters<typeof openEditor>[2] = {}): Promise<Page> => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, xml, more);
    return page;
  };
  const empty = (): Promise<string> => emptyRoute({ id: 'iter', name: 'Iter', sector: '*' });

  it('shows the whole drawing at first sight, never larger than it is drawn, and again when its place is resized', async () => {
    const page = await opened(nota);
    const before = await seen(page, '.lf-editor-canvas');
    expect(before.out).to.be.at.most(0);
    expect(before.scale).to.be.at.most(1);
    await page.setViewportSize({ width: 1180, height: 640 });
    await page.waitForFunction(
      (scale) => document.querySelector<SVGGElement>('.lf-editor-canvas .viewport')!.getCTM()!.a < scale,
      before.scale,
    );
    expect((await seen(page, '.lf-editor-canvas')).out).to.be.at.most(0);
    const small = await opened(await empty());
    expect((await seen(small, '.lf-editor-canvas')).scale).to.equal(1);
  });

  it('shows the whole drawing to whoever only looks, on a wide screen', async () => {
    const { page } = await pages.open({ width: 1280, height: 700 });
    await page.evaluate(async (xml) => {
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const { lf } = window as any;
      const container = document.getElementById('place');
      const viewer = lf.createViewer({ container, catalogue: lf.catalogue, language: 'it', iconSprite: lf.sprite });
      await viewer.open(xml);
      viewer.show(['fine']);
    }, nota);
    const { scale, out } = await seen(page, '#place');
    expect(out).to.be.at.most(0);
    expect(scale).to.be.at.most(1);
  });

  it('speaks English through and through', async () => {
    const page = await opened(nota, { language: 'en', expert: true });
    const [italian, english] = [read('it'), read('en')];
    const spoken = new Set([...Object.keys(italian).map((key) => english[key] ?? key)]);
    const foreign = Object.values(italian)
      .filter((word) => !spoken.has(word) && word.length > 3 && !word.includes('{'))
      .map(([, word]) => word);
    const own = [...nota.matchAll(/name="([^"]+)"/g)].map(([, name]) => name ?? '');
    const found = new Set<string>();
    for (const [, id] of nota.matchAll(
      /<(?:userTask|serviceTask|startEvent|boundaryEvent|exclusiveGateway|callActivity|sequenceFlow) id="([^"]+)"/g,
    )) {
      await reveal(page, id ?? '');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const words = await page.evaluate(() => {
        const said: string[] = [];
        for (const element of document.querySelectorAll('.lf-editor *')) {
          if (element.closest('.djs-visual, option, .djs-overlay') !== null) continue;
          for (const node of element.childNodes) if (node.nodeType === 3) said.push((node.textContent ?? '').trim());
          for (const name of ['title', 'aria-label', 'placeholder']) said.push(element.getAttribute(name) ?? '');
        }
        return said;
      });
      for (const word of words) if (foreign.includes(word) && !own.includes(word)) found.add(word);
    }
    expect([...found]).to.deep.equal([]);
    expect(await page.locator('.lf-palette-entry[data-shape="back"]').innerText()).to.match(/Go back/);
  });

  it('undoes and does again by keyboard, also what a form changed', async () => {
    const page = await opened(await empty());
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    await page.fill('#lf-name', 'Istruttoria');
    await page.locator('#lf-name').blur();
    await page.waitForFunction(() =>
      document.querySelector('.djs-visual')?.ownerDocument.body.textContent?.includes('Istruttoria'),
    );
    await onCanvas(page);
    await page.keyboard.press('Control+z');
    expect(await xmlOf(page)).not.to.contain('name="Istruttoria"');
    await page.keyboard.press('Control+Shift+z');
    expect(await xmlOf(page)).to.contain('name="Istruttoria"');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    expect(await xmlOf(page)).to.contain('name="Istruttoria"');
  });

  for (const allowed of [true, false]) {
    it(`copies and pastes by keyboard, with what the form says, ${allowed ? 'through' : 'without'} the clipboard of the system`, async () => {
      const page = await opened(await empty());
      if (allowed) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.click('[data-element-id="richiesta"] .djs-hit');
      await append(page, 'step-signing.signature:1');
      await page.fill('#lf-name', 'Firma');
      await page.locator('#lf-name').blur();
      await onCanvas(page);
      await page.keyboard.press('Control+c');
      await page.keyboard.press('Control+v');
      // What is pasted hangs on the pointer: a click puts it down.
      const { x, y, width, height } = (await page.locator('.lf-editor-canvas').boundingBox())!;
      await page.mouse.move(x + width / 2, y + height * 0.7);
      await page.locator('.djs-drag-active, .djs-dragger').first().waitFor({ state: 'attached' });
      await page.mouse.move(x + width / 2, y + height * 0.8, { steps: 4 });
      await page.mouse.click(x + width / 2, y + height * 0.8);
      expect(await count(page, 'userTask')).to.equal(2);
      expect((await xmlOf(page)).match(/type="signing.signature:1"/g)).to.have.length(2);
      await onCanvas(page);
      await page.keyboard.press('Control+z');
      expect(await count(page, 'userTask')).to.equal(1);
    });
  }

  it('finds an element by a word of its name', async () => {
    const page = await opened(nota);
    await onCanvas(page);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('corre');
    await page.locator('.djs-search-result').filter({ hasText: /corre/i }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.djs-search-container').waitFor({ state: 'hidden' });
    expect((await page.locator('.djs-element.selected').first().textContent())?.toLowerCase()).to.contain('corre');
  });

  it('opens the search by its button, with the cursor in it, and closes it at a click elsewhere', async () => {
    const page = await opened(nota);
    await page.locator('.lf-tool-find').click();
    const box = page.locator('.djs-search-container input');
    await box.waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('.djs-search-container') !== null);
    await page.keyboard.type('corre');
    await page.locator('.djs-search-result').filter({ hasText: /corre/i }).first().waitFor();
    await page.locator('.lf-tool-find').click();
    await page.waitForFunction(() => document.activeElement?.closest('.djs-search-container') !== null);
    await page.locator('.lf-editor-palette').click({ position: { x: 2, y: 2 } });
    await box.waitFor({ state: 'hidden' });
  });

  it('has an overview that is opened and closed by its button, and moves the drawing', async () => {
    const page = await opened(nota);
    const button = page.locator('.lf-tool-map');
    await button.click();
    await page.locator('.djs-minimap.open').waitFor();
    expect(await button.getAttribute('aria-pressed')).to.equal('true');
    for (let times = 0; times < 4; times += 1) await page.locator('.lf-tool-larger').click();
    const before = await page.evaluate(() =>
      document.querySelector('.lf-editor-canvas .viewport')!.getAttribute('transform'),
    );
    const { x, y, width, height } = (await page.locator('.djs-minimap .map').boundingBox())!;
    await page.mouse.click(x + width * 0.8, y + height / 2);
    await page.waitForFunction(
      (was) => document.querySelector('.lf-editor-canvas .viewport')!.getAttribute('transform') !== was,
      before,
    );
    await button.click();
    await page.locator('.djs-minimap:not(.open)').waitFor({ state: 'attached' });
  });

  it('is zoomed by buttons, by the wheel with Ctrl, which is also what a touchpad’s pinch sends, and fitted again', async () => {
    const page = await opened(nota);
    const scale = async (): Promise<number> => (await seen(page, '.lf-editor-canvas')).scale;
    const first = await scale();
    await page.locator('.lf-tool-larger').click();
    expect(await scale()).to.be.closeTo(first * 1.2, 0.01);
    await page.locator('.lf-tool-smaller').click();
    expect(await scale()).to.be.closeTo(first, 0.01);
    const { x, y, width, height } = (await page.locator('.lf-editor-canvas').boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    expect(await scale()).to.be.greaterThan(first);
    await page.locator('.lf-tool-fit').click();
    expect(await scale()).to.be.closeTo(first, 0.01);
  });

  it('takes the way on that is drawn after the way back for the one that is taken otherwise', async () => {
    const page = await opened(await empty());
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    await page.fill('#lf-name', 'Bozza');
    await append(page, 'step-signing.signature:1');
    await page.click('[data-shape="back"]');
    await page.click(`[data-element-id="${await idOf(page, 'userTask', 'Bozza')}"] .djs-hit`);
    await append(page, 'step-protocol.register:1');
    const xml = await xmlOf(page);
    const onward = /<exclusiveGateway [^>]*default="([^"]+)"/.exec(xml)?.[1];
    expect(xml).to.match(
      new RegExp(`<sequenceFlow id="${onward}" name="sì" [^>]*targetRef="${await idOf(page, 'serviceTask')}"`),
    );
    expect(xml).to.match(/name="no"[^>]*>\s*<conditionExpression[^>]*>=outcome = (&#34;|&quot;|")rejected\1</);
  });

  it('calls an arrow without a name by what it joins, and leads from a problem to its field', async () => {
    const page = await opened(await empty());
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'ask');
    await page.fill('#lf-name', 'Istruttoria');
    await page.locator('#lf-name').blur();
    const flow = await idOf(page, 'sequenceFlow');
    await page.evaluate(async (elementId) => {
      const { ed } = window as never as TestWindow;
      // What rests is checked once more; only then are these the problems that stay.
      await ed.check();
      ed.setProblems([
        { severity: 'error', code: 'condition-missing', elementId, text: { it: 'Manca la condizione.' } },
      ]);
    }, flow);
    const names = await page.evaluate(() =>
      (window as never as TestWindow).problems.map(({ elementName }) => elementName),
    );
    expect(names).to.include('La freccia da «Richiesta» a «Istruttoria»');
    const task = await idOf(page, 'userTask');
    await page.evaluate((id) => (window as never as TestWindow).ed.reveal(id, 'who'), task);
    await page.waitForFunction(() =>
      document.querySelector('[data-entry-id="lf-who"]')?.contains(document.activeElement),
    );
  });

  it('offers the newer version of a step, and keeps what is filled in', async () => {
    const { page } = await pages.open();
    await page.evaluate(() => {
      const { catalogue } = (window as never as { lf: { catalogue: { steps: { type: string }[] } } }).lf;
      const now = catalogue.steps.find(({ type }) => type === 'signing.signature:1');
      catalogue.steps.push({ ...now, type: 'signing.signature:2' });
    });
    const old = nota.includes('signing.signature:1')
      ? nota
      : (palermo.find(({ name }) => name === 'firme-del-libro.bpmn')?.xml ?? '');
    await openEditor(page, old);
    const id =
      /<userTask id="([^"]+)"[^>]*>\s*<extensionElements>\s*<lf:taskDefinition type="signing.signature:1"/.exec(
        old,
      )?.[1];
    await reveal(page, id ?? '');
    const position = /<lf:header key="position" value="(\d)"/.exec(old)?.[0] ?? '';
    await page.locator('[data-newer-step]').click();
    await page.locator('[data-newer-step]').waitFor({ state: 'detached' });
    const xml = await xmlOf(page);
    expect(xml).to.contain('signing.signature:2').and.to.contain(position);
  });

  it('keeps a name of three lines clear of the icon of its step', async () => {
    const page = await opened(await empty());
    await page.click('[data-element-id="richiesta"] .djs-hit');
    await append(page, 'step-signing.signature:1');
    await page.fill('#lf-name', 'Firma digitale del dirigente del settore');
    await page.locator('#lf-name').blur();
    const id = await idOf(page, 'userTask');
    await page.waitForFunction(
      (element) => document.querySelectorAll(`[data-element-id="${element}"] .djs-label tspan`).length >= 3,
      id,
    );
    const overlap = await page.evaluate((element) => {
      const box = (selector: string) =>
        document.querySelector(`[data-element-id="${element}"] ${selector}`)!.getBoundingClientRect();
      return box('.lf-step-badge').bottom - box('.djs-label').top;
    }, id);
    expect(overlap).to.be.at.most(1);
  });
});
