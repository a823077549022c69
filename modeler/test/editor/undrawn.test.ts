import { expect } from 'chai';
import { openEditor, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

const file = (process: string, more = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d" targetNamespace="urn:test">
  ${more === '' ? '' : '<collaboration id="insieme"><participant id="vasca" processRef="p" /></collaboration>'}
  <process id="p" isExecutable="true">${process}
    <startEvent id="inizio" name="Inizio" />
    <sequenceFlow id="f1" sourceRef="inizio" targetRef="mano" />
    <manualTask id="mano" name="A mano" />
    <boundaryEvent id="scade" attachedToRef="mano"><timerEventDefinition id="t" /></boundaryEvent>
    <sequenceFlow id="f2" sourceRef="mano" targetRef="danza" />
    <choreographyTask id="danza" name="Danza" initiatingParticipantRef="vasca" />
    <sequenceFlow id="f3" sourceRef="danza" targetRef="inizio" />
    <subProcess id="dentro" name="Dentro"><choreographyTask id="nascosto" name="Nascosto" /></subProcess>
  </process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="piano" bpmnElement="${more === '' ? 'p' : 'insieme'}">
    ${more}
    <bpmndi:BPMNShape id="inizio_di" bpmnElement="inizio"><dc:Bounds x="182" y="162" width="36" height="36" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;

const lanes = `<laneSet id="corsie"><lane id="su"><flowNodeRef>inizio</flowNodeRef></lane>
  <lane id="giu"><flowNodeRef>danza</flowNodeRef></lane></laneSet>`;
const pool = `<bpmndi:BPMNShape id="vasca_di" bpmnElement="vasca" isHorizontal="true"><dc:Bounds x="100" y="80" width="300" height="300" /></bpmndi:BPMNShape>
  <bpmndi:BPMNShape id="su_di" bpmnElement="su" isHorizontal="true"><dc:Bounds x="130" y="80" width="270" height="150" /></bpmndi:BPMNShape>
  <bpmndi:BPMNShape id="giu_di" bpmnElement="giu" isHorizontal="true"><dc:Bounds x="130" y="230" width="270" height="150" /></bpmndi:BPMNShape>`;

const shapeOf = (xml: string, id: string): { x: number; y: number; width: number; height: number } => {
  const found = new RegExp(
    `bpmnElement="${id}"[^>]*>\\s*<dc:Bounds x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"`,
  );
  const [x = NaN, y = NaN, width = NaN, height = NaN] = (found.exec(xml)?.slice(1) ?? []).map(Number);
  return { x, y, width, height };
};

describe('a file that draws only a part of its process', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  it('shows the rest below, joined by its arrows, to be replaced or deleted', async () => {
    const { page, complaints } = await pages.open();
    await openEditor(page, file(''));
    for (const id of ['mano', 'scade', 'danza', 'dentro'])
      await page.locator(`.djs-shape[data-element-id="${id}"]`).waitFor();
    for (const id of ['f1', 'f2', 'f3'])
      await page.locator(`.djs-connection[data-element-id="${id}"]`).waitFor({ state: 'attached' });
    const xml = await xmlOf(page);
    expect(shapeOf(xml, 'mano').y).to.be.above(198);
    expect(shapeOf(xml, 'danza').x).to.be.above(shapeOf(xml, 'mano').x + 100);
    await page.locator('.djs-shape[data-element-id="danza"] .djs-hit').click();
    await page.locator('.djs-shape.selected[data-element-id="danza"]').waitFor();
    await page.keyboard.press('Delete');
    await page.locator('.djs-shape[data-element-id="danza"]').waitFor({ state: 'detached' });
    expect(await xmlOf(page)).to.not.contain('name="Danza"');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('says of what has no place even so that the file has it and the drawing has not', async () => {
    const { page } = await pages.open();
    await openEditor(page, file(''));
    await page.waitForFunction(() => ((window as never as TestWindow).problems ?? []).length > 0);
    const told = await page.evaluate(() => (window as never as TestWindow).problems);
    const hidden = told.filter(({ elementName }) => elementName === 'Nascosto');
    expect(
      hidden.map(({ elementId, doNow }) => [elementId, doNow?.it.includes('nel file ma non nel disegno')]),
    ).to.deep.equal([[undefined, true]]);
    expect(told.find(({ elementName }) => elementName === 'Danza')).to.have.property('elementId', 'danza');
    await page.context().close();
  });

  it('lengthens its pool for the rest, each in its lane', async () => {
    const { page, complaints } = await pages.open();
    await openEditor(page, file(lanes, pool));
    await page.locator('.djs-shape[data-element-id="danza"]').waitFor();
    const xml = await xmlOf(page);
    const [danza, mano, giu, vasca] = ['danza', 'mano', 'giu', 'vasca'].map((id) => shapeOf(xml, id));
    expect(danza?.y).to.equal(265);
    expect(mano?.y).to.equal(115);
    expect(danza?.x).to.be.above(399);
    expect((giu?.x ?? 0) + (giu?.width ?? 0)).to.equal((vasca?.x ?? 0) + (vasca?.width ?? 0));
    expect((vasca?.x ?? 0) + (vasca?.width ?? 0)).to.be.above((danza?.x ?? 0) + 100);
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
