import type { Catalogue, Language, StepDescription } from '../contract.js';
import { BOUNDARY, ROWS } from './shape-rows.js';
import type { Support, Target } from './support.js';

export type ShapeGroup =
  'office' | 'people' | 'steps' | 'ways' | 'begin' | 'wait' | 'happen' | 'end' | 'structure' | 'notes';

/** Something that can be drawn, as palette and menus offer it. */
export interface Shape extends Target {
  readonly id: string;
  /** A key of the catalogue of words; a step brings its own word. */
  readonly label: string;
  readonly group: ShapeGroup;
  /** A class of the BPMN font, or a name of the bootstrap-italia set. */
  readonly icon: string;
  /** What else is written on the new element. */
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly expanded?: boolean;
  readonly step?: StepDescription;
  /** More words to find it by. */
  readonly words?: string;
}

export const boundaryShapes = (support: Support): readonly Shape[] =>
  BOUNDARY.flatMap(([event, label, icon, both]) => {
    const shape = (nonInterrupting: boolean): Shape => ({
      id: `boundary-${icon}${nonInterrupting ? '-beside' : ''}`,
      label: nonInterrupting ? `${label}, going on` : label,
      group: 'wait',
      icon: `bpmn-icon-intermediate-event-catch-${nonInterrupting ? 'non-interrupting-' : ''}${icon}`,
      type: 'bpmn:BoundaryEvent',
      event,
      nonInterrupting,
      attrs: { cancelActivity: !nonInterrupting },
    });
    return both ? [shape(false), shape(true)] : [shape(false)];
  }).filter((shape) => support.allows(shape));

const stepShape = (step: StepDescription, language: Language): Shape => {
  const word = step.word ?? step.label;
  const say = (text: { readonly it: string; readonly en?: string }): string =>
    language === 'en' ? (text.en ?? text.it) : text.it;
  return {
    id: `step-${step.type}`,
    label: say(word),
    group: 'steps',
    icon: step.icon,
    type: step.appliesTo,
    step,
    words: `${say(step.label)} ${say(step.description ?? step.label)} ${step.type}`,
  };
};

/** The newest version of each step. */
const latest = (steps: readonly StepDescription[]): readonly StepDescription[] => {
  const byId = new Map<string, StepDescription>();
  for (const step of steps) {
    const [id = '', version = '1'] = step.type.split(':');
    const known = byId.get(id)?.type.split(':')[1] ?? '0';
    if (Number(version) > Number(known)) byId.set(id, step);
  }
  return [...byId.values()];
};

/** All that can be drawn so that it runs: what is supported of BPMN, and the plugins' steps in the catalogue's order. */
export const shapesOf = (
  catalogue: Pick<Catalogue, 'steps'>,
  support: Support,
  language: Language,
): readonly Shape[] => [
  ...ROWS.filter((row) => support.allows(row)),
  ...latest(catalogue.steps).map((step) => stepShape(step, language)),
];

/** The dozen or so that an office needs, in the order in which they are used. */
export const officeShapes = (shapes: readonly Shape[]): readonly Shape[] => {
  const pick = (...ids: readonly string[]): readonly Shape[] =>
    ids.flatMap((id) => shapes.find((shape) => shape.id === id) ?? []);
  return [
    ...pick('start', 'ask'),
    ...shapes.filter((shape) => shape.step !== undefined),
    ...pick('catch-timer', 'choose', 'together', 'call', 'end'),
  ];
};

const BESIDES: Readonly<Record<string, string>> = {
  'bpmn:SequenceFlow': 'Way',
  'bpmn:Lane': 'Lane',
  'bpmn:Process': 'Route',
  'bpmn:Collaboration': 'Route',
  'bpmn:Association': 'Link of a note',
  'bpmn:MessageFlow': 'Message flow',
};

/** What kind of thing something is: a key of the catalogue of words. */
export const kindOf = (target: Target): string => {
  if (target.type === 'bpmn:BoundaryEvent') {
    return BOUNDARY.find(([event]) => event === target.event)?.[1] ?? 'Event';
  }
  const same = ROWS.filter(({ type }) => type === target.type);
  const row =
    same.find(
      ({ event, eventSubProcess }) =>
        event === target.event && (eventSubProcess ?? false) === (target.eventSubProcess ?? false),
    ) ?? same[0];
  return row?.label ?? BESIDES[target.type] ?? 'Element';
};
