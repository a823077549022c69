import type { BpmnModdle } from 'bpmn-moddle';
import { bpmnModdle } from './shared-moddle.js';
import { extension, flag, many, text, type ModdleElement } from './moddle.js';
import { Problems, type Problem } from './problems.js';
import { readXml } from './read.js';

/** What a file says of a process without being compiled. */
export interface ProcessFacts {
  readonly id: string;
  readonly name: string;
  readonly executable: boolean;
  /** `lf:property` of the process: `sector`, `startableBy`, `description` ... */
  readonly properties: Readonly<Record<string, string>>;
  /** What stands in its BPMN documentation. */
  readonly documentation: string;
  /** Ids of the end events that stand in no sub-process. */
  readonly ends: readonly string[];
}

/** What a file says of its processes, whether or not they can run. */
export interface DiagramFacts {
  readonly processes: readonly ProcessFacts[];
  /** Why it cannot be read at all: too large, a DOCTYPE, no BPMN. */
  readonly unreadable: Problem | undefined;
}

const processesOf = (definitions: ModdleElement): readonly ModdleElement[] =>
  many(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');

/** Reads as much of a diagram as is there while it is still being drawn. */
export const readDiagram = async (xml: string): Promise<DiagramFacts> => {
  const problems = new Problems();
  const definitions = await readXml(xml, problems);
  if (definitions === undefined) return { processes: [], unreadable: problems.list[0] };
  const processes = processesOf(definitions).map((process) => ({
    id: process.id ?? '',
    name: process.name ?? '',
    executable: flag(process, 'isExecutable', false),
    properties: Object.fromEntries(
      propertiesOf(process).map((property) => [text(property, 'name') ?? '', text(property, 'value') ?? '']),
    ),
    documentation: many(process, 'documentation')
      .map((part) => text(part, 'text') ?? '')
      .join('\n'),
    ends: many(process, 'flowElements').flatMap(({ $type, id }) =>
      $type === 'bpmn:EndEvent' && id !== undefined ? [id] : [],
    ),
  }));
  return { processes, unreadable: undefined };
};

const propertiesOf = (process: ModdleElement): readonly ModdleElement[] => {
  const list = extension(process, 'lf:Properties');
  return list === undefined ? [] : many(list, 'properties');
};

/** Writable as bpmn-moddle makes it. */
interface Writable {
  id?: string;
  name?: string;
  [property: string]: unknown;
}

/**
 * The same drawing as another process: with the new id and name, and with these properties in place of its own.
 * References to the process follow. The diagram has one executable process (see {@link readDiagram}).
 *
 * @throws Error when another element bears the id
 */
export const renamedDiagram = async (
  xml: string,
  to: { readonly id: string; readonly name: string; readonly properties: Readonly<Record<string, string>> },
): Promise<string> => {
  const moddle = bpmnModdle();
  const { rootElement, elementsById } = await moddle.fromXML(xml);
  const process = processesOf(rootElement as ModdleElement).find((one) => flag(one, 'isExecutable', false));
  if (process === undefined) throw new Error('the diagram has no executable process');
  const other = elementsById[to.id];
  if (other !== undefined && other !== process) throw new Error(`another element has the id "${to.id}"`);
  const writable = process as unknown as Writable;
  const before = process.name;
  writable.id = to.id;
  writable.name = to.name;
  for (const collaboration of many(rootElement as ModdleElement, 'rootElements')) {
    for (const participant of many(collaboration, 'participants')) {
      if (participant.get('processRef') === process && participant.name === before) {
        (participant as unknown as Writable).name = to.name;
      }
    }
  }
  setProperties(moddle, process, to.properties);
  return (await moddle.toXML(rootElement, { format: true })).xml;
};

const setProperties = (
  moddle: BpmnModdle,
  process: ModdleElement,
  properties: Readonly<Record<string, string>>,
): void => {
  const kept = propertiesOf(process).filter((property) => !((text(property, 'name') ?? '') in properties));
  const given = Object.entries(properties).map(([name, value]) => moddle.create('lf:Property', { name, value }));
  const list = [...kept, ...given];
  const found = extension(process, 'lf:Properties');
  if (found !== undefined) {
    (found as unknown as Writable)['properties'] = list;
    return;
  }
  const made = moddle.create('lf:Properties', { properties: list });
  const extensions = process.get('extensionElements') as Writable | undefined;
  if (extensions === undefined) {
    (process as unknown as Writable)['extensionElements'] = moddle.create('bpmn:ExtensionElements', { values: [made] });
  } else extensions['values'] = [...((extensions['values'] as unknown[] | undefined) ?? []), made];
};
