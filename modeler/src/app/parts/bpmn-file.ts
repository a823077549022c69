import { errorText, localized, say } from '@libro-firma/desk/kit';
import { EditorError } from '../../editor/contract.js';
import { checkFile, MAX_XML_BYTES, tooLarge } from '../../editor/model/file.js';

/**
 * The text of a file that may be a drawing; whether it is one shows when it is opened.
 *
 * @throws EditorError for what is too large, has a DOCTYPE or is not BPMN at all
 */
export const readBpmnFile = async (file: File): Promise<string> => {
  if (file.size > MAX_XML_BYTES) throw tooLarge(file.size);
  const xml = await file.text();
  checkFile(xml, file.size);
  return xml;
};

/** Why a file was not opened, in a sentence. */
export const refusalText = (name: string, failure: unknown): string => {
  if (failure instanceof EditorError) return localized(failure.text);
  // The browser's own: the file went away, or may not be read.
  return failure instanceof DOMException
    ? say(`Il file «${name}» non si riesce a leggere.`, `The file “${name}” cannot be read.`)
    : errorText(failure);
};

/** Gives the person a file to keep. */
export const downloadText = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the content once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 0);
};
