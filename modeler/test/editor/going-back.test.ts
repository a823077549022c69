import { catalogOf, compile } from '@libro-firma/engine';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { drawnRoute } from '../../../engine/src/model/drawn.js';
import { rejectionProblems } from '../../../engine/src/runtime/definitions/rejections.js';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { catalogue } from './support/catalogue.js';
import { append, idOf, openEditor, reveal, xmlOf } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

const steps = catalogOf(catalogue.steps as never);

const choose = (page: Page, id: string): Promise<void> => page.click(`[data-element-id="${id}"] .djs-hit`);

const hinted = (page: Page, words: string): Promise<void> =>
  page.locator('.lf-editor-hint').filter({ hasText: words }).waitFor();

describe('a way back', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  let page: Page;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  /** A request with documents, a signature, and the end. */
  beforeEach(async () => {
    ({ page } = await pages.open());
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await choose(page, 'richiesta');
    for (const [at, [label, kind]] of [
      ['Oggetto', 'longText'],
      ['Documenti', 'documents.bundle'],
    ].entries()) {
      await page.click('[data-add="lf-form"]');
      await page.fill(`#lf-form-${at}-label`, label ?? '');
      await page.selectOption(`#lf-form-${at}-kind`, kind ?? '');
    }
    await append(page, 'step-signing.signature:1');
    await page.click('[data-add="lf-who"]');
    await page.selectOption('#lf-who-0-role', { index: 1 });
    await append(page, 'end');
  });
  afterEach(() => page.context().close());

  const offered = async (signature: string): Promise<void> => {
    await reveal(page, signature);
    await page.locator('.lf-pad-append').click();
    await page.locator('.djs-popup').getByText('Torna indietro', { exact: true }).click();
  };

  it('stands in the menu behind "+", and to the start it is a correction by who made the request', async () => {
    const signature = await idOf(page, 'userTask', 'Firma');
    const before = await xmlOf(page);
    await offered(signature);
    await choose(page, 'richiesta');
    const xml = await xmlOf(page);
    const correction = await idOf(page, 'userTask', 'Correggi la richiesta');
    expect(xml).to.match(new RegExp(`sourceRef="${correction}" targetRef="${signature}"`));
    const said = xml.replaceAll('&#34;', '"').replaceAll('&quot;', '"');
    expect(said).to.contain('candidateGroups="=["person:" + case.requester]"');
    expect(said).to.contain('"key":"returnReason"').and.contain('"default":"=oggetto"');
    expect(said).to.contain('{"key":"bundle","label":"Documenti","kind":"documents.correction"}');

    const { graphs, problems } = await compile(xml, steps);
    expect(problems).to.deep.equal([]);
    const [graph] = graphs;
    if (graph === undefined) throw new Error('nothing was compiled');
    const nothing = (): Promise<undefined> => Promise.resolve(undefined);
    expect(await rejectionProblems({ route: drawnRoute(graph), catalog: steps, published: nothing })).to.deep.equal([]);

    await page.locator('.lf-tool-undo').click();
    expect(await xmlOf(page)).to.equal(before);
  });

  it('is gone with its arrows when the correction is deleted, and back with one undo', async () => {
    const [signature, end] = [await idOf(page, 'userTask', 'Firma'), await idOf(page, 'endEvent')];
    await offered(signature);
    await choose(page, 'richiesta');
    const before = await xmlOf(page);
    const gateway = await idOf(page, 'exclusiveGateway');
    await reveal(page, await idOf(page, 'userTask', 'Correggi la richiesta'));
    await page.locator('.lf-tool-delete').click();
    const xml = await xmlOf(page);
    const flows = [...xml.matchAll(/<sequenceFlow [^>]*sourceRef="([^"]+)" targetRef="([^"]+)"/g)];
    expect(flows.map(([, from, to]) => `${from} ${to}`)).to.have.members([
      `richiesta ${signature}`,
      `${signature} ${gateway}`,
      `${gateway} ${end}`,
    ]);
    expect(xml).not.to.contain('name="no"').and.not.to.contain(' default=');
    await page.locator('.lf-tool-undo').click();
    expect((await xmlOf(page)).split('\n').sort()).to.deep.equal(before.split('\n').sort());
  });

  it('of a second signature leads to the same correction', async () => {
    const first = await idOf(page, 'userTask', 'Firma');
    await offered(first);
    await choose(page, 'richiesta');
    const gateway = await idOf(page, 'exclusiveGateway');
    await reveal(page, gateway);
    await append(page, 'step-signing.endorsement:1');
    const second = await idOf(page, 'userTask', 'Visto');
    await offered(second);
    await choose(page, 'richiesta');
    const correction = await idOf(page, 'userTask', 'Correggi la richiesta');
    const xml = await xmlOf(page);
    expect(xml.match(/name="Correggi la richiesta"/g)).to.have.length(1);
    expect(xml.match(new RegExp(`targetRef="${correction}"`, 'g'))).to.have.length(2);
  });

  it('says in one sentence why it does not lead where somebody clicks, and goes on asking', async () => {
    const [signature, end] = [await idOf(page, 'userTask', 'Firma'), await idOf(page, 'endEvent')];
    await offered(signature);
    await hinted(page, 'Fai clic sul passo a cui si torna');
    await choose(page, end);
    await hinted(page, 'Da una fine non si prosegue');
    await choose(page, signature);
    await hinted(page, 'Un passo non torna a sé stesso');
    await page.keyboard.press('Escape');
    await append(page, 'step-notification.mail:1');
    await offered(signature);
    await choose(page, await idOf(page, 'sendTask'));
    await hinted(page, 'Questo passo viene dopo');
    await page.keyboard.press('Escape');
    await page.locator('.lf-editor-hint:empty').waitFor({ state: 'attached' });
    await choose(page, 'richiesta');
    await page.click('[data-shape="back"]');
    await hinted(page, 'Fai clic sul passo che qualcuno può respingere');
    await choose(page, 'richiesta');
    await hinted(page, 'Qui nessuno decide');
  });

  it('begun in the palette is given up with Esc wherever the focus is', async () => {
    await choose(page, 'richiesta');
    await page.click('[data-shape="back"]');
    await hinted(page, 'Esc per rinunciare');
    await page.keyboard.press('Escape');
    await page.locator('.lf-editor-hint:empty').waitFor({ state: 'attached' });
    expect(await page.locator('.lf-going-back').count()).to.equal(0);
  });

  it('begins at the step on which it is dropped; the drawing does not run away', async () => {
    const signature = await idOf(page, 'userTask', 'Firma');
    const [from, to] = [
      await page.locator('[data-shape="back"]').boundingBox(),
      await page.locator(`[data-element-id="${signature}"] .djs-hit`).first().boundingBox(),
    ];
    if (from === null || to === null) throw new Error('one of them is not seen');
    const drag = async (x: number, y: number): Promise<void> => {
      await page.mouse.move(from.x + 20, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(from.x + from.width + 14, from.y + 10, { steps: 5 });
      // Whoever looks for the step stays at the edge for a moment.
      await page.waitForTimeout(300);
      await page.mouse.move(x, y, { steps: 10 });
      await page.mouse.up();
    };
    const stands = (): Promise<string | null> => page.locator('.viewport').first().getAttribute('transform');
    const stood = await stands();
    await drag(to.x + 20, to.y + 200);
    await hinted(page, 'Fai clic sul passo che qualcuno può respingere');
    expect(await stands()).to.equal(stood);
    await drag(to.x + to.width / 2, to.y + to.height / 2);
    await hinted(page, 'Fai clic sul passo a cui si torna');
    // For a moment after a drag bpmn-js takes every click for the end of it.
    await page.waitForTimeout(600);
    await choose(page, 'richiesta');
    expect(await idOf(page, 'userTask', 'Correggi la richiesta')).to.be.a('string');
  });
});
