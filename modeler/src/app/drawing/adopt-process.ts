import { BpmnModdle } from 'bpmn-moddle';
import { EditorError } from '../../editor/contract.js';
import { notBpmn } from '../../editor/model/file.js';

interface Named {
  readonly $type: string;
  id: string;
  isExecutable?: boolean;
}

interface Definitions {
  readonly rootElements?: readonly Named[];
}

const severalProcesses = (): EditorError =>
  new EditorError('editor.not-bpmn', {
    it: 'Nel file ci sono più processi eseguibili, e un iter ne ha uno solo: crea un iter da ciascuno con «Nuovo iter».',
    en: 'The file has more than one executable process, and a route has one: make a route of each with “New route”.',
  });

/**
 * A drawing from elsewhere, as the drawing of this route: its executable process takes the route's id, which names the
 * route for the server and for whoever calls it.
 *
 * @throws EditorError when the file is no BPMN, or has not exactly one process that could be executed
 */
export const adoptProcess = async (xml: string, routeId: string): Promise<string> => {
  const parser = new BpmnModdle();
  let definitions: Definitions;
  try {
    definitions = (await parser.fromXML(xml)).rootElement as Definitions;
  } catch (cause) {
    throw notBpmn(cause);
  }
  const processes = (definitions.rootElements ?? []).filter(({ $type }) => $type === 'bpmn:Process');
  const executable = processes.filter((process) => process.isExecutable === true);
  const [process, another] = executable.length > 0 ? executable : processes;
  if (process === undefined) throw notBpmn();
  if (another !== undefined) throw severalProcesses();
  if (process.id === routeId && process.isExecutable === true) return xml;
  process.id = routeId;
  process.isExecutable = true;
  return (await parser.toXML(definitions, { format: true })).xml;
};
