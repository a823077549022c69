import { checkFile, noDiagram, notBpmn } from './file.js';
import { child, many, type ModdleElement } from './moddle.js';

export interface Moddle {
  fromXML(xml: string): Promise<{ readonly rootElement: ModdleElement }>;
}

/**
 * Reads a drawing before the one that is shown is given up for it.
 *
 * @throws EditorError for what is too large, has a DOCTYPE, is no BPMN, or has nothing drawn
 */
export const parseDrawing = async (moddle: Moddle, xml: string): Promise<void> => {
  checkFile(xml);
  let root: ModdleElement;
  try {
    root = (await moddle.fromXML(xml)).rootElement;
  } catch (cause) {
    throw notBpmn(cause);
  }
  if (!root.$instanceOf('bpmn:Definitions')) throw notBpmn();
  const drawn = many(root, 'diagrams').some((diagram) => child(child(diagram, 'plane'), 'bpmnElement') !== undefined);
  if (!drawn) throw noDiagram();
};

/** Declares our namespace under its own prefix, so that what is written bears `lf:`. */
export const declareNamespace = (definitions: ModdleElement, uri: string): void => {
  const attributes = definitions.$attrs as Record<string, unknown>;
  const declared = Object.entries(attributes).some(([name, value]) => name.startsWith('xmlns:') && value === uri);
  if (!declared) attributes['xmlns:lf'] = uri;
};
