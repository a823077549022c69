import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer.js';
import type { StepDescription } from '../contract.js';
import { stepTypeOf } from '../model/extension.js';
import type { IconShape } from './icons.js';
import type { DiagramElement, EventBus } from './services.js';
import { cutName, linesIn, lowerName } from './task-label.js';

const PRIORITY = 1500;
const SVG = 'http://www.w3.org/2000/svg';
const HOUSE_BLUE = '#0057b8';
const BADGE = 24;
const INSET = 5;
/** Where BPMN's own icons of tasks end. */
const ICON = 26;
const WITH_ICON = ['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ScriptTask', 'bpmn:ReceiveTask'];
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

/** Draws tasks so that their names are read, and plugin steps with the colour and the icon of their step. */
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
    const { businessObject, labelTarget, type } = element as DiagramElement;
    if (labelTarget !== undefined || businessObject === undefined) return false;
    if (this.#bpmn.handlers[type] === undefined) return businessObject.$instanceOf('bpmn:FlowNode');
    return businessObject.$instanceOf('bpmn:Task') || type === 'bpmn:CallActivity';
  }

  override drawShape(parent: SVGElement, shape: object): SVGElement {
    const element = shape as DiagramElement;
    const step = this.#stepOf(element);
    if (step === undefined) return this.#plain(parent, element);
    const color = step.color ?? HOUSE_BLUE;
    const drawTask = this.#bpmn.handlers['bpmn:Task'];
    if (drawTask === undefined) throw new Error('bpmn-js draws no tasks');
    const own = element.di?.get('stroke') !== undefined;
    const drawn = drawTask(parent, element, own ? {} : { stroke: color, fill: '#ffffff' });
    cutName(parent, element.businessObject.name ?? '', element.height);
    lowerName(parent, element.height, INSET + BADGE);
    const lines = linesIn(parent);
    parent.append(this.#badge(step, color, lines > LONGEST_BESIDE ? SMALL : 1));
    return drawn;
  }

  #plain(parent: SVGElement, element: DiagramElement): SVGElement {
    // What bpmn-js knows no sign for (a choreography's tasks) is seen as a task, so that it can be replaced or deleted.
    const draw = this.#bpmn.handlers[element.type] ?? this.#bpmn.handlers['bpmn:Task'];
    if (draw === undefined) throw new Error(`bpmn-js draws no ${element.type}`);
    const drawn = draw(parent, element);
    cutName(parent, element.businessObject.name ?? '', element.height);
    if (WITH_ICON.includes(element.type)) lowerName(parent, element.height, ICON);
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

  #badge(step: StepDescription, color: string, scale: number): SVGElement {
    const inset = scale === 1 ? INSET : INSET / 2;
    const transform = `translate(${inset} ${inset}) scale(${scale})`;
    const badge = create('g', { class: 'lf-step-badge', transform });
    badge.append(create('rect', { width: String(BADGE), height: String(BADGE), rx: '6', fill: color }));
    const icon = this.#look.icons.get(step.icon);
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
