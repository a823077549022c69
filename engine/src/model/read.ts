import { bpmnModdle } from './shared-moddle.js';
import type { ModdleElement } from './moddle.js';
import type { Problems } from './problems.js';

/** A diagram may have this many bytes of UTF-8 (5 MB): a thousand elements with layout take about 1 MB. */
export const MAX_XML_BYTES = 5 * 1024 * 1024;

interface Warning {
  readonly message: string;
  readonly element?: ModdleElement;
}

/** Reads the XML; what is not well-formed or not BPMN is a problem with the line it is on. */
export const readXml = async (xml: string, problems: Problems): Promise<ModdleElement | undefined> => {
  const bytes = Buffer.byteLength(xml);
  if (bytes > MAX_XML_BYTES) {
    problems.add(
      'xml-too-large',
      undefined,
      `Il file ha ${bytes} byte: il massimo è ${MAX_XML_BYTES}.`,
      `The file has ${bytes} bytes; at most ${MAX_XML_BYTES} are accepted.`,
    );
    return undefined;
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    problems.add(
      'xml-doctype',
      undefined,
      'Il file contiene una dichiarazione DOCTYPE, non ammessa in un diagramma BPMN: rimuovila ed esporta di nuovo.',
      'The file contains a DOCTYPE declaration, which a BPMN diagram must not have.',
    );
    return undefined;
  }
  try {
    const { rootElement, warnings } = (await bpmnModdle().fromXML(xml)) as {
      rootElement: ModdleElement;
      warnings: readonly Warning[];
    };
    for (const warning of warnings) reportWarning(warning, problems);
    return rootElement;
  } catch (error) {
    problems.add(
      'xml-invalid',
      undefined,
      `Il file non è un diagramma BPMN 2.0 leggibile: ${firstLine((error as Error).message)}.`,
      `The file is not a readable BPMN 2.0 diagram: ${firstLine((error as Error).message)}.`,
    );
    return undefined;
  }
};

const firstLine = (message: string): string => message.split('\n')[0]?.trim() ?? message;

const reportWarning = (warning: Warning, problems: Problems): void => {
  const message = firstLine(warning.message);
  const duplicate = /duplicate ID <(.+?)>/.exec(warning.message);
  if (duplicate !== null) {
    const id = duplicate[1] ?? '';
    problems.add(
      'duplicate-id',
      { id },
      `Due elementi hanno lo stesso id «${id}».`,
      `Two elements have the id "${id}".`,
    );
  } else {
    problems.add('xml-unknown', warning.element, `Il file contiene qualcosa che BPMN 2.0 non ha: ${message}.`, message);
  }
};
