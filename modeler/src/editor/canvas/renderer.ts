import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer.js';
import type { StepDescription } from '../contract.js';
import { stepTypeOf } from '../model/extension.js';
import type { IconShape } from './icons.js';
import type { DiagramElement, EventBus } from './services.js';

const PRIORITY = 1500;
const SVG = 'http://www.w3.org/2000/svg';
const HOUSE_BLUE = '#0057b8';
const BADGE = 24;
const INSET = 5;
/** From so many lines on, a name in the middle of a task would run through the badge. */
const LONG_NAME = 2;
const LINE = 14.4;
/** More lines than these leave less room for the badge. */
const LONGEST_BESIDE = 3;
const SMALL = 0.7;

interface BpmnRenderer {
  readonly handlers: Readonly<
    Record<string, (parent: SVGElement, element: DiagramElement, attrs?: object) => SVGElement>
  >;
  getShapePath(element: DiagramElement): string;
}

/** Filled in when the editor or viewer is made. */
export interface StepLook {
  readonly steps: ReadonlyMap<string, StepDescription>;
  icons: ReadonlyMap<string, IconShape>;
}

/** Draws plugin steps: a task with the colour and the icon of its step. */
export class StepRenderer extends BaseRenderer {
  static readonly $inject = ['eventBus', 'bpmnRenderer', 'lfLook'];
  readonly #bpmn: BpmnRenderer;
  readonly #look: StepLook;

  constructor(eventBus: EventBus, bpmnRenderer: BpmnRenderer, look: StepLook) {
    super(eventBus as never, PRIORITY);
    this.#bpmn = bpmnRenderer;
    this.#look = look;
  }

  override canRender(element: object): boolean {
    return this.#stepOf(element as DiagramElement) !== undefined;
  }

  override drawShape(parent: SVGElement, shape: object): SVGElement {
    const element = shape as DiagramElement;
    const step = this.#stepOf(element);
    const color = step?.color ?? HOUSE_BLUE;
    const drawTask = this.#bpmn.handlers['bpmn:Task'];
    if (drawTask === undefined) throw new Error('bpmn-js draws no tasks');
    const own = element.di?.get('stroke') !== undefined;
    const drawn = drawTask(parent, element, own ? {} : { stroke: color, fill: '#ffffff' });
    const lines = parent.querySelectorAll('.djs-label tspan').length;
    if (lines >= LONG_NAME) lower(parent.querySelector('.djs-label'), lines, element.height);
    parent.append(this.#badge(step, color, lines > LONGEST_BESIDE ? SMALL : 1));
    return drawn;
  }

  override getShapePath(shape: object): string {
    return this.#bpmn.getShapePath(shape as DiagramElement);
  }

  #stepOf(element: DiagramElement): StepDescription | undefined {
    const task = element.businessObject;
    if (element.labelTarget !== undefined || task === undefined || !task.$instanceOf('bpmn:Task')) return undefined;
    const type = stepTypeOf(task);
    return type === undefined ? undefined : this.#look.steps.get(type);
  }

  #badge(step: StepDescription | undefined, color: string, scale: number): SVGElement {
    const inset = scale === 1 ? INSET : INSET / 2;
    const transform = `translate(${inset} ${inset}) scale(${scale})`;
    const badge = create('g', { class: 'lf-step-badge', transform });
    badge.append(create('rect', { width: String(BADGE), height: String(BADGE), rx: '6', fill: color }));
    const icon = this.#look.icons.get(step?.icon ?? '');
    if (icon !== undefined) {
      const inner = create('g', { transform: 'translate(4 4) scale(0.6667)', fill: '#ffffff' });
      for (const { d, evenOdd } of icon.paths) {
        inner.append(create('path', evenOdd ? { d, 'fill-rule': 'evenodd', 'clip-rule': 'evenodd' } : { d }));
      }
      badge.append(inner);
    }
    return badge;
  }
}

/** A long name stands below the badge, as far as the task has room. */
const lower = (label: Element | null, lines: number, height: number): void => {
  const top = (height - lines * LINE) / 2;
  const room = Math.max(0, top - 3);
  label?.setAttribute('transform', `translate(0 ${Math.min(room, INSET + BADGE + 5 - top)})`);
};

const create = (name: string, attributes: Readonly<Record<string, string>>): SVGElement => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

export const rendererModule = (look: StepLook): object => ({
  __init__: ['lfStepRenderer'],
  lfLook: ['value', look],
  lfStepRenderer: ['type', StepRenderer],
});
