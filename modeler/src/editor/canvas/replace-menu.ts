import BpmnReplaceMenu from 'bpmn-js/lib/features/popup-menu/ReplaceMenuProvider.js';
import type { Shape, ShapeGroup } from '../model/shapes.js';
import { targetOf } from '../model/support.js';
import type { DiagramElement, Rules } from './services.js';
import type { Shapes } from './shapes.js';

/** bpmn-js' own menu: what it offers on flows and pools, and its switches for repetition, are used as they are. */
interface Original {
  getPopupMenuEntries(target: DiagramElement): Readonly<Record<string, object>>;
  getPopupMenuHeaderEntries(target: DiagramElement): Readonly<Record<string, object>>;
}

const LOOPS: Readonly<Record<string, 'parallel' | 'sequential' | 'standard'>> = {
  'toggle-parallel-mi': 'parallel',
  'toggle-sequential-mi': 'sequential',
  'toggle-loop': 'standard',
};

/** The wrench: makes an element another one that runs. */
export class ReplaceMenu extends (BpmnReplaceMenu as unknown as new (...services: unknown[]) => Original) {
  static readonly $inject = [
    'bpmnFactory',
    'popupMenu',
    'modeling',
    'moddle',
    'bpmnReplace',
    'rules',
    'translate',
    'moddleCopy',
    'lfShapes',
  ];
  readonly #shapes: Shapes;
  readonly #rules: Rules;

  constructor(...services: readonly unknown[]) {
    super(...services.slice(0, 8));
    this.#rules = services[5] as Rules;
    this.#shapes = services[8] as Shapes;
  }

  override getPopupMenuEntries(target: DiagramElement): Readonly<Record<string, object>> {
    if (Array.isArray(target) || this.#rules.allowed('shape.replace', { element: target }) === false) return {};
    const { businessObject } = target;
    if (businessObject.$type === 'bpmn:Participant' || businessObject.$type === 'bpmn:SequenceFlow') {
      return super.getPopupMenuEntries(target);
    }
    return Object.fromEntries(
      this.#candidates(target).map((shape) => [
        `lf-${shape.id}`,
        {
          label: this.#shapes.label(shape),
          ...this.#shapes.icon(shape),
          search: shape.words ?? '',
          action: () => this.#shapes.replace(target, shape),
        },
      ]),
    );
  }

  override getPopupMenuHeaderEntries(target: DiagramElement): Readonly<Record<string, object>> {
    if (Array.isArray(target)) return {};
    const now = targetOf(target.businessObject);
    const kept = Object.entries(super.getPopupMenuHeaderEntries(target)).filter(([id]) => {
      const loop = LOOPS[id];
      if (loop !== undefined) return this.#shapes.support.allows({ ...now, loop });
      // Pools in several copies and collections of data are for reading only, and read as if they ran.
      return id === 'toggle-non-interrupting' && this.#shapes.support.allows({ ...now, nonInterrupting: true });
    });
    return Object.fromEntries(kept);
  }

  #candidates(target: DiagramElement): readonly Shape[] {
    const now = targetOf(target.businessObject);
    const stepNow = this.#shapes.stepType(target);
    return this.#offered(target).filter((shape) => {
      if (shape.step !== undefined) return shape.step.type !== stepNow;
      const same =
        shape.type === now.type &&
        shape.event === now.event &&
        (shape.nonInterrupting ?? false) === (now.nonInterrupting ?? false) &&
        (shape.eventSubProcess ?? false) === (now.eventSubProcess ?? false);
      return !same || stepNow !== undefined;
    });
  }

  #offered(target: DiagramElement): readonly Shape[] {
    const { businessObject } = target;
    const of = (...groups: readonly ShapeGroup[]): readonly Shape[] =>
      this.#shapes.all.filter(({ group }) => groups.includes(group));
    if (businessObject.$type === 'bpmn:BoundaryEvent') return this.#shapes.boundary;
    if (businessObject.$type === 'bpmn:StartEvent') return this.#starts(target, of('begin'));
    if (businessObject.$type === 'bpmn:EndEvent') return of('end', 'happen');
    if (businessObject.$instanceOf('bpmn:Event')) return of('wait', 'happen', 'end');
    if (businessObject.$instanceOf('bpmn:Gateway')) return of('ways');
    if (businessObject.$instanceOf('bpmn:Activity')) {
      return [...of('steps', 'people'), ...of('structure').filter(({ type }) => type !== 'bpmn:Participant')];
    }
    return [];
  }

  /** A sub-process begins by itself; one that an event starts begins with that event (BPMN 2.0.2, 10.3.5). */
  #starts(target: DiagramElement, starts: readonly Shape[]): readonly Shape[] {
    const container = target.businessObject.$parent;
    if (container?.$instanceOf('bpmn:SubProcess') !== true) return starts;
    const byEvent = container.get('triggeredByEvent') === true;
    return starts.filter(({ event }) => (event !== undefined) === byEvent);
  }
}
