import { expect } from 'chai';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { compileFeel, isFeelProblem } from '../../../engine/src/model/feel.js';
import { feelFunctions } from '../../src/editor/form/feel-functions.js';
import { append, idOf, openEditor, reveal, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

describe('a condition as a formula', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  it('is there for who asks for it, by keyboard alone, without all of BPMN', async () => {
    const { page } = await pages.open();
    page.setDefaultTimeout(60_000);
    await openEditor(page, await emptyRoute({ id: 'iter', name: 'Iter', sector: '*' }));
    await page.click('[data-element-id="richiesta"] .djs-hit');
    for (const shape of ['ask', 'choose', 'end']) await append(page, shape);
    const gateway = await idOf(page, 'exclusiveGateway');
    await reveal(page, gateway);
    await append(page, 'step-signing.signature:1');
    const flow = new RegExp(`<sequenceFlow id="([^"]+)" sourceRef="${gateway}"`).exec(await xmlOf(page))?.[1] ?? '';
    await reveal(page, flow);
    await page.locator('[data-formula]').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.lf-editor-form .cm-content').first().focus();
    await page.keyboard.type('total > 5');
    await page.locator('.lf-editor-canvas svg').first().focus();
    expect((await xmlOf(page)).replace(/&(gt|#62);/, '>')).to.contain('>=total > 5</');
    expect(await page.locator('.lf-expert').getAttribute('aria-checked')).to.equal('false');
    await page.context().close();
  });

  it('that rows cannot show opens as one, and its problem leads into it', async () => {
    const { page, complaints } = await pages.open();
    page.setDefaultTimeout(60_000);
    const flow = '<conditionExpression>=amount + 1 &gt; 5</conditionExpression>';
    await openEditor(page, choiceWith(flow));
    await page.click('[data-element-id="start"] .djs-hit');
    await page.evaluate(() => (window as never as TestWindow).ed.reveal('yes', 'condition'));
    await page.waitForFunction(() => document.activeElement?.matches('.cm-content'));
    expect(await page.locator('.lf-editor-form').innerText()).not.to.contain('Tutto il BPMN');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('outcome = "signed"');
    await page.waitForFunction(() => document.activeElement?.matches('.cm-content'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('t');
    await page.keyboard.press('Control+Space');
    const offered = await page.locator('.cm-tooltip-autocomplete').innerText();
    expect(offered).to.contain('today()');
    expect(offered).not.to.match(/trim|to json|fromAi|get or else/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('f');
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'floor' }).waitFor();
    expect(await page.locator('.cm-tooltip-autocomplete').innerText()).not.to.match(/function|definition/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('t');
    await page.locator('.lf-editor-canvas svg').first().focus();
    expect(await xmlOf(page)).to.contain('>=t</');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('is offered no function that the engine refuses', () => {
    expect(feelFunctions.length).to.be.greaterThan(60);
    for (const { name, params = [] } of feelFunctions) {
      const call = `=${name}(${params.map((_, at) => `p${at}`).join(', ')})`;
      expect(isFeelProblem(compileFeel(call)), call).to.equal(false);
    }
  });
});

/** A choice of two ways, drawn. */
const choiceWith = (condition: string): string => {
  const shapes = [
    ['start', 0, 36],
    ['choice', 100, 50],
    ['one', 250, 36],
    ['two', 250, 36],
  ] as const;
  const flows = ['go', 'yes', 'no'];
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="urn:t">
<process id="iter" isExecutable="true"><startEvent id="start"/><exclusiveGateway id="choice" default="no"/><endEvent id="one"/><endEvent id="two"/>
<sequenceFlow id="go" sourceRef="start" targetRef="choice"/><sequenceFlow id="yes" sourceRef="choice" targetRef="one">${condition}</sequenceFlow><sequenceFlow id="no" sourceRef="choice" targetRef="two"/></process>
<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="iter">${shapes
    .map(
      ([id, x, size], at) =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${at === 3 ? 200 : 100 - size / 2}" width="${size}" height="${size}"/></bpmndi:BPMNShape>`,
    )
    .join('')}${flows
    .map(
      (id, at) =>
        `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${at === 0 ? 36 : 150}" y="100"/><di:waypoint x="${at === 0 ? 100 : 250}" y="${at === 2 ? 218 : 100}"/></bpmndi:BPMNEdge>`,
    )
    .join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
};
