import { say } from '@libro-firma/desk/kit';
import { BpmnModdle } from 'bpmn-moddle';
import { diff } from 'bpmn-js-differ';
import type { Catalogue } from '../../editor/contract.js';
import { descriptorOf } from '../../editor/model/descriptor.js';
import { PREFIX } from '../../editor/model/extension.js';
import { child, flowElementsOf, many, processesOf, type ModdleElement } from '../../editor/model/moddle.js';
import { factsOf, type Fact } from './facts.js';
import { spellAlike } from './spelling.js';
import { typeText } from './type-words.js';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved';

export interface ElementChange {
  readonly kind: ChangeKind;
  readonly elementId: string;
  readonly elementName: string;
  /** In words: "Attività". */
  readonly elementType: string;
  readonly details: readonly Detail[];
}

/** One thing that an element says otherwise; without `before` it is new, without `after` it is gone. */
export interface Detail {
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

interface Drawing {
  readonly root: ModdleElement;
  readonly elements: ReadonlyMap<string, ModdleElement>;
  readonly lanes: ReadonlyMap<string, string>;
}

const lanesOf = (holder: ModdleElement): readonly ModdleElement[] =>
  many(holder, 'laneSets').flatMap((set) => many(set, 'lanes'));

const nestedLanes = (lane: ModdleElement): readonly ModdleElement[] => {
  const set = lane.get('childLaneSet') as ModdleElement | undefined;
  return [lane, ...(set === undefined ? [] : many(set, 'lanes').flatMap(nestedLanes))];
};

/** Shapes and lines of elements that are not there any more are dropped: the differ stumbles over them. */
const dropOrphans = (root: ModdleElement): void => {
  for (const diagram of many(root, 'diagrams')) {
    const plane = child(diagram, 'plane');
    plane?.set(
      'planeElement',
      many(plane, 'planeElement').filter((drawn) => drawn.get('bpmnElement') !== undefined),
    );
  }
};

const read = async (xml: string, catalogue: Catalogue): Promise<Drawing> => {
  const { rootElement } = await new BpmnModdle({ [PREFIX]: descriptorOf(catalogue) }).fromXML(xml);
  const root = rootElement as ModdleElement;
  dropOrphans(root);
  spellAlike(root);
  const elements = new Map<string, ModdleElement>();
  const lanes = new Map<string, string>();
  for (const process of processesOf(root)) {
    const drawnLanes = lanesOf(process).flatMap(nestedLanes);
    for (const element of [process, ...flowElementsOf(process), ...drawnLanes])
      if (element.id !== undefined) elements.set(element.id, element);
    for (const lane of drawnLanes)
      for (const node of many(lane, 'flowNodeRef')) lanes.set(node.id ?? '', lane.name ?? lane.id ?? '');
  }
  return { root, elements, lanes };
};

const detailsOf = (before: readonly Fact[], after: readonly Fact[]): readonly Detail[] => {
  const old = new Map(before.map((fact) => [fact.key, fact]));
  const now = new Map(after.map((fact) => [fact.key, fact]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const was = old.get(key);
    const is = now.get(key);
    if ((was?.same ?? was?.value) === (is?.same ?? is?.value)) return [];
    return [
      {
        label: is?.label ?? was?.label ?? key,
        ...(was === undefined ? {} : { before: was.value }),
        ...(is === undefined ? {} : { after: is.value }),
      },
    ];
  });
};

const nameOf = (element: ModdleElement): string => {
  if (element.$type === 'bpmn:SequenceFlow') {
    const end = (name: string): string => {
      const node = element.get(name) as ModdleElement | undefined;
      return node?.name ?? node?.id ?? '';
    };
    return element.name ?? `${end('sourceRef')} → ${end('targetRef')}`;
  }
  return element.name ?? element.id ?? '';
};

const change = (kind: ChangeKind, element: ModdleElement, details: readonly Detail[] = []): ElementChange => ({
  kind,
  elementId: element.id ?? '',
  elementName: nameOf(element),
  elementType: typeText(element.$type),
  details,
});

const order: readonly ChangeKind[] = ['added', 'removed', 'changed', 'moved'];

/**
 * What differs between two drawings of a route, element by element: `after` against `before`. Structure and layout as
 * bpmn-js-differ sees them; what the elements are set to, which it does not look into, by the facts that they state.
 *
 * @throws Error when one of them is no BPMN
 */
export const compareDrawings = async (
  before: string,
  after: string,
  catalogue: Catalogue,
): Promise<readonly ElementChange[]> => {
  const [old, now] = await Promise.all([read(before, catalogue), read(after, catalogue)]);
  const seen = diff(old.root, now.root);
  const changes: ElementChange[] = [];
  for (const [id, element] of now.elements) {
    const was = old.elements.get(id);
    if (was === undefined) {
      changes.push(change('added', element));
      continue;
    }
    const details = detailsOf(factsOf(was, catalogue, old.lanes), factsOf(element, catalogue, now.lanes));
    if (details.length > 0) changes.push(change('changed', element, details));
    else if (id in seen._layoutChanged) changes.push(change('moved', element));
    else if (id in seen._changed && element.$type !== 'bpmn:Process')
      changes.push(change('changed', element, [{ label: say('Altre impostazioni', 'Other settings') }]));
  }
  for (const [id, element] of old.elements) if (!now.elements.has(id)) changes.push(change('removed', element));
  return changes.sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
};
