import { BpmnModdle } from 'bpmn-moddle';
import { EditorError, type Catalogue } from '../../editor/contract.js';
import { descriptorOf } from '../../editor/model/descriptor.js';
import { extension, extensionsOf, PREFIX, propertiesOf, typeOf } from '../../editor/model/extension.js';
import { notBpmn } from '../../editor/model/file.js';
import { child, flag, many, processesOf, type ModdleElement } from '../../editor/model/moddle.js';
import { declareNamespace } from '../../editor/model/parse-drawing.js';

/** What makes a route the one that people know, whatever is drawn in it. */
export interface RouteIdentity {
  readonly name: string;
  /** Of the process, as far as it has them: `sector`, `startableBy`. */
  readonly properties: ReadonlyMap<string, string>;
  /** Nothing is drawn but the beginning, and that is as it was made. */
  readonly untouched: boolean;
}

type ModelOf = Pick<Catalogue, 'lfDescriptor'>;

const KEPT = ['sector', 'startableBy'];

const severalProcesses = (): EditorError =>
  new EditorError('editor.not-bpmn', {
    it: 'Nel file ci sono più processi eseguibili, e un iter ne ha uno solo: crea un iter da ciascuno con «Nuovo iter».',
    en: 'The file has more than one executable process, and a route has one: make a route of each with “New route”.',
  });

const moddleFor = (catalogue: ModelOf): BpmnModdle => new BpmnModdle({ [PREFIX]: descriptorOf(catalogue) });

interface Read {
  readonly definitions: ModdleElement;
  readonly process: ModdleElement;
}

const read = async (moddle: BpmnModdle, xml: string): Promise<Read> => {
  let definitions: ModdleElement;
  try {
    definitions = (await moddle.fromXML(xml)).rootElement as ModdleElement;
  } catch (cause) {
    throw notBpmn(cause);
  }
  const processes = processesOf(definitions);
  const executable = processes.filter((process) => flag(process, 'isExecutable', false));
  const [process, another] = executable.length > 0 ? executable : processes;
  if (process === undefined) throw notBpmn();
  if (another !== undefined) throw severalProcesses();
  return { definitions, process };
};

/** @throws EditorError when it is no BPMN, or has not exactly one process that could be executed */
export const identityOf = async (xml: string, catalogue: ModelOf): Promise<RouteIdentity> => {
  const { definitions, process } = await read(moddleFor(catalogue), xml);
  const elements = many(process, 'flowElements');
  const collaborates = many(definitions, 'rootElements').some(({ $type }) => $type === 'bpmn:Collaboration');
  return {
    name: process.name ?? '',
    properties: new Map([...propertiesOf(process)].filter(([name]) => KEPT.includes(name))),
    untouched:
      !collaborates &&
      many(process, 'artifacts').length === 0 &&
      elements.length < 2 &&
      elements.every((element) => element.$type === 'bpmn:StartEvent' && extensionsOf(element).length === 0),
  };
};

const keepProperties = (moddle: BpmnModdle, process: ModdleElement, kept: ReadonlyMap<string, string>): void => {
  const found = extension(process, 'Properties');
  const others = many(found, 'properties').filter((property) => !kept.has(String(property.get('name'))));
  const own = [...kept].map(([name, value]) => moddle.create(typeOf('Property'), { name, value }) as ModdleElement);
  if (own.length === 0) return;
  if (found !== undefined) return found.set('properties', [...others, ...own]);
  const made = moddle.create(typeOf('Properties'), { properties: own });
  const holder = child(process, 'extensionElements');
  if (holder === undefined) {
    process.set('extensionElements', moddle.create('bpmn:ExtensionElements', { values: [made] }));
  } else holder.set('values', [...many(holder, 'values'), made]);
};

/**
 * A drawing from elsewhere, as the drawing of this route: its executable process takes the route's id, which names the
 * route for the server and for whoever calls it, and with `identity` its name, sector and starters too.
 *
 * @throws EditorError when the file is no BPMN, or has not exactly one process that could be executed
 */
export const adoptProcess = async (
  xml: string,
  routeId: string,
  catalogue: ModelOf,
  identity?: Pick<RouteIdentity, 'name' | 'properties'>,
): Promise<string> => {
  const moddle = moddleFor(catalogue);
  const { definitions, process } = await read(moddle, xml);
  declareNamespace(definitions, catalogue.lfDescriptor.uri);
  process.id = routeId;
  process.set('isExecutable', true);
  if (identity !== undefined) {
    const before = process.name;
    if (identity.name !== '') process.name = identity.name;
    for (const participant of many(definitions, 'rootElements').flatMap((root) => many(root, 'participants'))) {
      if (participant.get('processRef') === process && participant.name === before)
        participant.set('name', process.name);
    }
    keepProperties(moddle, process, identity.properties);
  }
  return (await moddle.toXML(definitions, { format: true })).xml;
};
