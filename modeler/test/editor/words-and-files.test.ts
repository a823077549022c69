import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { bpmn } from '../../../test/conformance/support/bpmn.js';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { localRules } from '../../src/editor/lint/rules.js';
import { createLint } from '../../src/editor/lint/lint.js';
import { Support } from '../../src/editor/model/support.js';
import { catalogue } from './support/catalogue.js';
import { openEditor, reveal, xmlOf, type TestWindow } from './support/drawn.js';
import { editorPages, type EditorPages } from './support/editor-page.js';
import { moddle, palermo } from './support/moddle.js';

const drawing = (route: string): string => palermo.find(({ name }) => name === `${route}.bpmn`)?.xml ?? '';
const nota = drawing('nota-in-uscita');
/** The part of it that takes the number and sends. */
const numbering = drawing('protocolla-e-invia');
const stepNames = new Set(catalogue.steps.map(({ label }) => label.it));

const drop = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    ({ file, content }) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file));
      const at = document.querySelector('.lf-editor-canvas');
      at?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { file: name, content: text },
  );

const heard = (page: Page): Promise<readonly string[]> => page.evaluate(() => (window as never as TestWindow).heard);

describe('the editor on a page', function () {
  this.timeout(240_000);
  let pages: EditorPages;
  before(async () => {
    pages = await editorPages();
  });
  after(() => pages.close());

  it('has every word in Italian, whatever is chosen and however much is shown', async () => {
    const { page, complaints } = await pages.open();
    for (const [xml, expert] of [
      [nota, false],
      [nota, true],
      [numbering, false],
      [numbering, true],
    ] as const) {
      await openEditor(page, xml, { expert });
      const ids = [...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id ?? '');
      for (const id of ids) {
        await reveal(page, id);
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      await page.evaluate(() => (window as never as TestWindow).ed.destroy());
    }
    const missed = await page.evaluate(() => [
      ...(window as never as { lf: { missedWords: Set<string> } }).lf.missedWords,
    ]);
    expect(missed.filter((word) => !stepNames.has(word))).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
  });

  it('opens a dropped file, and refuses others with the drawing staying', async () => {
    const { page } = await pages.open();
    await openEditor(page, await emptyRoute({ id: 'vuoto', name: 'Vuoto', sector: '*' }));
    const before = await xmlOf(page);
    const refused = [
      ['lettera.txt', 'Gentile ufficio', 'editor.not-bpmn', 'non è un diagramma BPMN'],
      ['doctype.bpmn', `<!DOCTYPE x [<!ENTITY a "b">]>${before}`, 'editor.doctype', 'DOCTYPE'],
      [
        'senza-disegno.bpmn',
        before.replace(/<bpmndi:BPMNDiagram[\s\S]*BPMNDiagram>/, ''),
        'editor.no-diagram',
        'disegno',
      ],
      ['rotto.bpmn', before.replace('</process>', ''), 'editor.not-bpmn', 'non è un diagramma BPMN'],
      ['enorme.bpmn', before + ' '.repeat(5 * 1024 * 1024), 'editor.too-large', 'al massimo 5'],
    ] as const;
    for (const [name, text, code, words] of refused) {
      await drop(page, name, text);
      await page.waitForSelector(`.lf-editor-refusal p:has-text("${name}")`);
      expect(await page.textContent('.lf-editor-refusal')).to.contain(words);
      expect((await heard(page)).at(-1)).to.contain(code);
      expect(await xmlOf(page)).to.equal(before);
    }
    await drop(page, 'nota.bpmn', numbering);
    await page.waitForSelector('[data-element-id="protocollo"]');
    await page.waitForFunction(() =>
      (window as never as TestWindow).heard.some((event) => event.includes('imported {"name":"nota.bpmn"}')),
    );
  });

  it('says on the element what does not run, in the list and in its form', async () => {
    const { page } = await pages.open();
    const xml = numbering.replace(
      /<exclusiveGateway id="trasmissione"([\s\S]*?)<\/exclusiveGateway>/,
      (_, rest: string) => `<complexGateway id="trasmissione"${rest}</complexGateway>`,
    );
    await openEditor(page, xml);
    await page.waitForSelector('.lf-badge-problem-error');
    const problems = await page.evaluate(() => (window as never as TestWindow).ed.check());
    expect(problems.map(({ code, elementId }) => [code, elementId])).to.deep.equal([
      ['editor.unsupported', 'trasmissione'],
    ]);
    await reveal(page, 'trasmissione');
    await page.waitForSelector('.lf-problems li:has-text("non esegue questo elemento")');
  });

  it('is worked with the keyboard: walks over the drawing, opens the form, adds what comes next', async () => {
    const { page } = await pages.open();
    await openEditor(page, await emptyRoute({ id: 'vuoto', name: 'Vuoto', sector: '*' }));
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('Alt+ArrowRight');
    await page.waitForSelector('.lf-editor-said:has-text("Inizio: Richiesta")', { state: 'attached' });
    await page.waitForSelector('#lf-name');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('lf-name');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.waitForSelector('.djs-popup');
    await page.keyboard.type('Firma');
    await page.keyboard.press('Enter');
    await page.waitForFunction(async () =>
      (await (window as never as TestWindow).ed.xml()).includes('signing.signature:1'),
    );
  });

  it('shows a drawing to look at, with marks, badges and a choice by keyboard', async () => {
    const { page, complaints } = await pages.open({ width: 390, height: 700 });
    await page.evaluate(async (text) => {
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const shared = window as any;
      const { createViewer, catalogue: all, sprite } = shared.lf;
      const container = document.getElementById('place');
      shared.chosen = [];
      shared.viewer = createViewer({ container, catalogue: all, language: 'it', iconSprite: sprite });
      await shared.viewer.open(text);
      shared.viewer.onSelect((element: { id: string } | undefined) => shared.chosen.push(element?.id ?? 'canvas'));
      shared.viewer.mark('lf-active', ['protocollo', 'sconosciuto']);
      shared.viewer.mark('lf-active', ['invio']);
      shared.viewer.badge('cases', [{ elementId: 'invio', text: '3', label: '3 pratiche' }]);
    }, numbering);
    expect(await page.locator('.lf-active').getAttribute('data-element-id')).to.equal('invio');
    expect(await page.locator('.lf-badge-cases').getAttribute('aria-label')).to.equal('3 pratiche');
    const stop = page.locator('[data-element-id="invio"]').first();
    expect(await stop.getAttribute('aria-label')).to.equal('Invio per e-mail: Invio ai destinatari');
    await stop.focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => (window as never as { chosen: string[] }).chosen)).to.deep.equal(['invio']);
    expect(complaints).to.deep.equal([]);
  });
});

describe('what the drawing alone tells', () => {
  const lint = createLint(localRules({ catalogue, support: new Support(catalogue), kind: (key) => key }));

  it('finds nothing in the routes of Palermo', async () => {
    for (const { name, xml } of palermo) {
      expect(await lint((await moddle.fromXML(xml)).rootElement), name).to.deep.equal([]);
    }
  });

  it('finds what is missing, and says what to do', async () => {
    const xml = nota
      .replace(/<lf:assignmentDefinition [^>]*initials[^>]*>/, '')
      .replace('type="notification.notice:1"', 'type="altro.passo:7"')
      .replace(' default="da_siglata_a_torna_siglata"', '');
    const unnamed = numbering.replace(/<lf:header key="subject"[^>]*>/, '');
    const found = (
      await Promise.all([xml, unnamed].map(async (drawn) => lint((await moddle.fromXML(drawn)).rootElement)))
    ).flat();
    expect(found.map(({ code, elementId }) => `${code} ${elementId}`)).to.have.members([
      'editor.setting-missing protocollo',
      'editor.nobody sigla',
      'editor.unknown-step avviso_ritiro',
      'editor.undecided siglata',
    ]);
    for (const { doNow } of found) expect(doNow?.it).to.match(/\S/);
  });

  it('says in good Italian of how many ways it is not known when they are taken', async () => {
    const said = async (...conditions: readonly string[]) => {
      const ways = conditions.map(
        (condition, at) => `<sequenceFlow id="way${at}" sourceRef="ok" targetRef="end">
        ${condition === '' ? '' : `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`,
      );
      const out = conditions.map((_, at) => `<outgoing>way${at}</outgoing>`).join('');
      const gateway = `<exclusiveGateway id="ok">${out}</exclusiveGateway>`;
      const { rootElement } = await moddle.fromXML(bpmn(`${gateway}<endEvent id="end"/>${ways.join('')}`, ''));
      const found = await lint(rootElement);
      return found.filter(({ code }) => code === 'editor.undecided').map(({ text }) => text.it);
    };
    expect(await said('=a', '')).to.deep.equal(['Non è detto quando si prende una delle vie che escono da qui.']);
    expect(await said('', '')).to.deep.equal(['Non è detto quando si prendono 2 delle vie che escono da qui.']);
  });
});
