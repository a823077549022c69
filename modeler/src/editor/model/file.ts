import { EditorError } from '../contract.js';

/** As the server allows it. */
export const MAX_XML_BYTES = 5 * 1024 * 1024;

const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/**
 * Refuses what cannot be a drawing before anything of it is read: too many bytes, a DOCTYPE (its entities could read files
 * or grow without bound), or a root that is not BPMN 2.0.
 */
export const checkFile = (xml: string, bytes = new TextEncoder().encode(xml).length): void => {
  if (bytes > MAX_XML_BYTES) throw tooLarge(bytes);
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    throw new EditorError('editor.doctype', {
      it: 'Il file contiene una dichiarazione DOCTYPE, che in un diagramma BPMN non è ammessa. Aprilo con il programma che lo ha prodotto ed esportalo di nuovo come BPMN 2.0.',
      en: 'The file contains a DOCTYPE declaration, which a BPMN diagram must not have. Export it again as BPMN 2.0 from the program that made it.',
    });
  }
  if (!xml.includes(MODEL) || !/<(?:[A-Za-z_][\w.-]*:)?definitions[\s>]/.test(xml)) throw notBpmn();
};

export const tooLarge = (bytes: number): EditorError => {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return new EditorError('editor.too-large', {
    it: `Il file ha ${size.replace('.', ',')} MB: un diagramma può averne al massimo 5. Controlla di avere scelto il file giusto.`,
    en: `The file has ${size} MB; a diagram may have 5 at most. Check that it is the right file.`,
  });
};

export const notBpmn = (cause?: unknown): EditorError =>
  new EditorError(
    'editor.not-bpmn',
    {
      it: 'Il file non è un diagramma BPMN 2.0. Servono file .bpmn, come quelli che si esportano da qui o da un altro modellatore BPMN.',
      en: 'The file is not a BPMN 2.0 diagram. It takes .bpmn files, as exported from here or from another BPMN modeler.',
    },
    cause === undefined ? {} : { cause },
  );

export const noDiagram = (): EditorError =>
  new EditorError('editor.no-diagram', {
    it: 'Il file descrive un processo ma non il suo disegno (BPMN DI). Aprilo con un modellatore che lo disegna, ed esportalo di nuovo.',
    en: 'The file describes a process but not its drawing (BPMN DI). Open it in a modeler that draws it and export it again.',
  });
