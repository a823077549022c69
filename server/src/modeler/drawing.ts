import { MAX_XML_BYTES, readDiagram, type ProcessFacts } from '@libro-firma/engine';
import { z } from 'zod';
import { routeRefusals } from './refusals.js';

/** The XML of a drawing within JSON; quotes and line ends take more there than in the file. */
export const drawingText = z.string().min(1).max(MAX_XML_BYTES);
export const DRAWING_BODY_BYTES = 2 * MAX_XML_BYTES;

/**
 * The one process that a drawing is about, whether or not it can run yet.
 *
 * @throws LibroFirmaError `routes.drawing-too-large`, `routes.drawing-unreadable`, `routes.no-process`,
 * `routes.many-processes`
 */
export const processIn = async (xml: string): Promise<ProcessFacts> => {
  const bytes = Buffer.byteLength(xml);
  if (bytes > MAX_XML_BYTES) throw routeRefusals.tooLarge(bytes, MAX_XML_BYTES);
  const { processes, unreadable } = await readDiagram(xml);
  if (unreadable !== undefined) throw routeRefusals.unreadable(unreadable.text, { code: unreadable.code });
  const executable = processes.filter((process) => process.executable);
  const [process, another] = executable;
  if (process === undefined) throw routeRefusals.noProcess();
  if (another !== undefined) throw routeRefusals.manyProcesses(executable);
  return process;
};

/**
 * What the drawing of a route says of it.
 *
 * @throws LibroFirmaError `routes.other-process`, and what {@link processIn} throws
 */
export const drawingOf = async (routeId: string, xml: string): Promise<ProcessFacts> => {
  const process = await processIn(xml);
  if (process.id !== routeId) throw routeRefusals.otherProcess(process.id, routeId);
  return process;
};
