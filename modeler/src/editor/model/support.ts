import type { Catalogue, SupportedElement } from '../contract.js';
import { child, eventDefinitions, flag, many, type ModdleElement } from './moddle.js';

/** Which element something is, or would become. */
export interface Target {
  readonly type: string;
  /** `bpmn:TimerEventDefinition`. */
  readonly event?: string | undefined;
  readonly nonInterrupting?: boolean | undefined;
  readonly eventSubProcess?: boolean | undefined;
  readonly loop?: 'parallel' | 'sequential' | 'standard' | undefined;
}

/** What people read and nothing executes. */
const SILENT = new Set([
  'bpmn:TextAnnotation',
  'bpmn:Association',
  'bpmn:Group',
  'bpmn:SequenceFlow',
  'bpmn:Lane',
  'bpmn:Participant',
  'bpmn:Process',
  'bpmn:Collaboration',
]);

export class Support {
  readonly #rows: ReadonlyMap<string, SupportedElement>;

  constructor(catalogue: Pick<Catalogue, 'elements'>) {
    this.#rows = new Map(catalogue.elements.map((row) => [row.type, row]));
  }

  /** Whether the executor runs it; what only people read counts. */
  allows(target: Target): boolean {
    if (SILENT.has(target.type)) return true;
    const row = this.#rows.get(target.type);
    if (row === undefined || (target.eventSubProcess === true && row.eventSubProcess !== true)) return false;
    if (target.loop !== undefined && !(row.loops ?? []).includes(target.loop)) return false;
    if (row.eventDefinitions === undefined) return true;
    if (!row.eventDefinitions.includes(target.event ?? null)) return false;
    const both = row.nonInterrupting;
    return (
      target.nonInterrupting !== true || target.event === undefined || both === undefined || both.includes(target.event)
    );
  }

  /** What of an element does not run: `undefined` when all of it does. */
  problemWith(element: ModdleElement): Target | undefined {
    const target = targetOf(element);
    if (!this.allows({ ...target, loop: undefined })) return target;
    if (eventDefinitions(element).length > 1) return target;
    return target.loop !== undefined && !this.allows(target) ? target : undefined;
  }
}

export const targetOf = (element: ModdleElement): Target => {
  const loop = element.$instanceOf('bpmn:Activity') ? child(element, 'loopCharacteristics') : undefined;
  const definitions = eventDefinitions(element);
  return {
    type: element.$type,
    event: definitions[0]?.$type,
    nonInterrupting:
      (element.$type === 'bpmn:BoundaryEvent' && !flag(element, 'cancelActivity', true)) ||
      (element.$type === 'bpmn:StartEvent' && !flag(element, 'isInterrupting', true)),
    eventSubProcess: element.$type === 'bpmn:SubProcess' && flag(element, 'triggeredByEvent', false),
    loop: loop === undefined ? undefined : loopKind(loop),
  };
};

const loopKind = (loop: ModdleElement): Target['loop'] => {
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') return 'standard';
  return flag(loop, 'isSequential', false) ? 'sequential' : 'parallel';
};

/** Everything below a root that has a place in the table of supported elements. */
export const executedIn = (container: ModdleElement): readonly ModdleElement[] =>
  many(container, 'flowElements').flatMap((element) =>
    element.$instanceOf('bpmn:SubProcess') ? [element, ...executedIn(element)] : [element],
  );
