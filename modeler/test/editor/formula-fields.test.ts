import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { catalogOf, compile } from '../../../engine/src/model/index.js';
import { fieldOfProblem } from '../../src/app/drawing/problem-field.js';
import { catalogue } from './support/catalogue.js';
import { openEditor, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';

interface Formulas {
  readonly list?: string;
  readonly collected?: string;
  readonly done?: string;
  readonly due?: string;
  readonly who?: string;
  readonly input?: string;
  readonly wait?: string;
  readonly subject?: string;
}

/** A task for each of a list, a pause and a mail, with their formulas; drawn. */
const drawing = (formulas: Formulas): string => {
  const { list = 'all', collected = 'item', done = 'false', due = 'today()', who = '["requester"]' } = formulas;
  const { input = 'case.title', wait = 'duration("P3D") * 2', subject = '"Pratica " + case.title' } = formulas;
  const said = (formula: string): string =>
    `=${formula}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const elements = [
    ['start', 0, 36, 36],
    ['task', 100, 100, 80],
    ['pause', 260, 36, 36],
    ['mail', 360, 100, 80],
    ['end', 520, 36, 36],
  ] as const;
  const flows = elements
    .slice(1)
    .map(([id], at) => [`to-${id}`, elements[at] ?? elements[0], elements[at + 1]] as const);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:lf="${catalogue.lfDescriptor.uri}" id="d" targetNamespace="urn:t">
<process id="iter" name="Iter" isExecutable="true"><startEvent id="start"/>
<userTask id="task" name="Leggi"><extensionElements><lf:assignmentDefinition candidateGroups="${said(who)}"/><lf:taskSchedule dueDate="${said(due)}"/><lf:ioMapping><lf:input source="${said(input)}" target="title"/></lf:ioMapping></extensionElements>
<multiInstanceLoopCharacteristics><extensionElements><lf:loopCharacteristics inputCollection="${said(list)}" inputElement="item" outputCollection="found" outputElement="${said(collected)}"/></extensionElements><completionCondition>${said(done)}</completionCondition></multiInstanceLoopCharacteristics></userTask>
<intermediateCatchEvent id="pause" name="Pausa"><timerEventDefinition><timeDuration>${said(wait)}</timeDuration></timerEventDefinition></intermediateCatchEvent>
<sendTask id="mail" name="Avvisa"><extensionElements><lf:taskDefinition type="notification.mail:1"/><lf:taskHeaders><lf:header key="subject" value="${said(subject)}"/></lf:taskHeaders></extensionElements></sendTask>
<endEvent id="end"/>${flows.map(([id, from, to]) => `<sequenceFlow id="${id}" sourceRef="${from[0]}" targetRef="${to?.[0]}"/>`).join('')}</process>
<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="iter">${elements
    .map(
      ([id, x, width, height]) =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${100 - height / 2}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
    )
    .join('')}${flows
    .map(
      ([id, from, to]) =>
        `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${from[1] + from[2]}" y="100"/><di:waypoint x="${to?.[1]}" y="100"/></bpmndi:BPMNEdge>`,
    )
    .join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
};

const steps = catalogOf(catalogue.steps as never);

describe('a formula in the form of a step', function () {
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
  });
  afterEach(() => page.context().close());

  const here = (): Promise<string> =>
    page.evaluate(() =>
      document.activeElement?.matches('.cm-content') === true ? document.activeElement.textContent : '',
    );

  const wrong: readonly (readonly [keyof Formulas, string])[] = [
    ['list', 'all +'],
    ['collected', 'item +'],
    ['done', 'count(found) >'],
    ['due', 'today( +'],
    ['who', '["role:" +'],
    ['input', 'case.title +'],
    ['wait', 'duration( +'],
    ['subject', '"Pratica " +'],
  ];
  for (const [what, formula] of wrong) {
    it(`that cannot be read is led to by what is said against it (${what}: ${formula})`, async () => {
      const xml = drawing({ [what]: formula });
      await openEditor(page, xml);
      const { problems } = await compile(xml, steps);
      const found = problems.find(({ code }) => code === 'feel-invalid');
      if (found?.elementId === undefined) throw new Error(`not found: ${JSON.stringify(problems)}`);
      await page.evaluate(async (problem) => {
        const { ed } = window as never as TestWindow;
        await ed.check();
        ed.setProblems([problem]);
      }, found);
      await page.evaluate(([id, field]) => (window as never as TestWindow).ed.reveal(id ?? '', field), [
        found.elementId,
        fieldOfProblem(found),
      ] as const);
      await page.waitForFunction(() => document.activeElement?.matches('.cm-content'));
      expect(await here()).to.equal(formula);
    });
  }

  it('is changed there, stays one while it is written anew, and is given up for a plain value', async () => {
    await openEditor(page, drawing({}));
    const reveal = (field: string): Promise<void> =>
      page.evaluate((name) => (window as never as TestWindow).ed.reveal('mail', name), field);
    await reveal('config-subject');
    await page.waitForFunction(() => document.activeElement?.matches('.cm-content'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.waitForFunction(
      () => !document.querySelector('[data-entry-id="lf-config-subject"] .cm-content')!.textContent,
    );
    await page.waitForTimeout(600);
    await page.keyboard.type('title');
    await page.waitForTimeout(600);
    await page.keyboard.type(' + "!"');
    await page.locator('.lf-editor-canvas svg').first().focus();
    expect(await xmlOf(page)).to.match(/key="subject" value="=title \+ (&#34;|&quot;)!\1"/);
    await reveal('config-subject');
    await page.selectOption('#lf-config-subject-from', 'fixed');
    await page.fill('#lf-config-subject', 'Avviso');
    await page.locator('#lf-config-subject').blur();
    expect(await xmlOf(page)).to.contain('key="subject" value="Avviso"');
    expect(await page.locator('.lf-expert').getAttribute('aria-checked')).to.equal('false');
    expect(await page.locator('.lf-editor-form').innerText()).not.to.contain('Tutto il BPMN');
  });

  it('gives way to the choices of its field by a button', async () => {
    await openEditor(page, drawing({}));
    await page.evaluate(() => (window as never as TestWindow).ed.reveal('pause', 'timer'));
    await page.locator('[data-no-formula="lf-timer"]').click();
    await page.selectOption('#lf-timer', 'after');
    expect(await xmlOf(page)).to.match(/<timeDuration[^>]*>P3D</);
  });
});
