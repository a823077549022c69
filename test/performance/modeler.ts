import { editorPages } from '../../modeler/test/editor/support/editor-page.js';
import { openEditor, type TestWindow } from '../../modeler/test/editor/support/drawn.js';

/** A route of `size` tasks in rows of 25, as an import of a large drawing would be. */
const largeRoute = (size: number): string => {
  const at = (n: number): { x: number; y: number } => ({ x: 160 + (n % 25) * 160, y: 100 + Math.floor(n / 25) * 140 });
  const flow = (n: number): boolean => n < size - 1;
  const nodes = Array.from({ length: size }, (_, n) => {
    const ways = `${n > 0 ? `<incoming>f${n - 1}</incoming>` : ''}${flow(n) ? `<outgoing>f${n}</outgoing>` : ''}`;
    return `<userTask id="t${n}" name="Attività ${n}">${ways}</userTask>`;
  });
  const flows = Array.from(
    { length: size - 1 },
    (_, n) => `<sequenceFlow id="f${n}" sourceRef="t${n}" targetRef="t${n + 1}" />`,
  );
  const shapes = Array.from({ length: size }, (_, n) => {
    const { x, y } = at(n);
    return `<bpmndi:BPMNShape id="t${n}_di" bpmnElement="t${n}"><dc:Bounds x="${x}" y="${y}" width="100" height="80" /></bpmndi:BPMNShape>`;
  });
  const edges = Array.from({ length: size - 1 }, (_, n) => {
    const [a, b] = [at(n), at(n + 1)];
    return `<bpmndi:BPMNEdge id="f${n}_di" bpmnElement="f${n}"><di:waypoint x="${a.x + 100}" y="${a.y + 40}" /><di:waypoint x="${b.x}" y="${b.y + 40}" /></bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="x">
<process id="grande" isExecutable="true">${nodes.join('')}${flows.join('')}</process>
<bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="p" bpmnElement="grande">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
};

const ELEMENTS = 500;
const EDITS = 30;

/** Milliseconds of a name, a move and an undo on a drawing of {@link ELEMENTS} elements; and of opening it. */
const measure = async (): Promise<void> => {
  const pages = await editorPages();
  try {
    const began = performance.now();
    const { page } = await pages.open();
    const loaded = performance.now() - began;
    const opening = performance.now();
    await openEditor(page, largeRoute(ELEMENTS / 2));
    const opened = performance.now() - opening;
    const times = await page.evaluate(async (edits) => {
      const { ed } = window as never as TestWindow;
      const done: number[] = [];
      for (let at = 0; at < edits; at += 1) {
        ed.reveal(`t${at * 3}`);
        let field = document.querySelector<HTMLInputElement>('#lf-name');
        for (let tries = 0; field?.value !== `Attività ${at * 3}` && tries < 200; tries += 1) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          field = document.querySelector<HTMLInputElement>('#lf-name');
        }
        if (field?.value !== `Attività ${at * 3}`) throw new Error('the form did not open');
        field.focus();
        field.value = `Nuovo nome ${at}`;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        const start = performance.now();
        field.blur();
        done.push(performance.now() - start);
      }
      return done.sort((left, right) => left - right);
    }, EDITS);
    const at = (part: number): string => (times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(1);
    console.log(`page and editor loaded       ${loaded.toFixed(0)} ms`);
    console.log(`${ELEMENTS} elements opened          ${opened.toFixed(0)} ms`);
    console.log(`an edit: median ${at(0.5)} ms, 90% ${at(0.9)} ms, longest ${at(0.999)} ms`);
  } finally {
    await pages.close();
  }
};

await measure();
