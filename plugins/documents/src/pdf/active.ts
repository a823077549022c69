import type { PdfFile } from './file.js';
import { PdfDict, PdfName, PdfRef, PdfStream, PdfString, PdfSyntaxError, type PdfValue } from './values.js';

/** Action types (ISO 32000-2, 12.6.4) that run code, start programs, send data or change what is shown. */
const ACTIONS = new Set([
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'ResetForm',
  'Hide',
  'SetOCGState',
  'Rendition',
  'Movie',
  'Sound',
  'RichMediaExecute',
  'GoTo3DView',
]);
/** Annotation types (12.5.6) that play or run something. */
const ANNOTATIONS = new Set(['RichMedia', '3D', 'Movie', 'Screen', 'Sound']);
/** Keys by which an annotation of these types carries its content. */
const PLAYED = ['Rect', 'RichMediaContent', '3DD', 'Movie', 'Sound', 'A'];

/**
 * What is active in one dictionary, by the names of the standard; empty for a harmless one. Names that stand behind a
 * reference are looked up in every revision, and of keys that stand twice both values count.
 */
export const activeIn = (file: PdfFile, dict: PdfDict): readonly string[] => {
  const found = new Set<string>();
  const values = (key: string): PdfValue[] => dict.all(key).flatMap((value) => everyMeaning(file, value));
  const names = (key: string): string[] => values(key).flatMap((v) => (v instanceof PdfName ? [v.value] : []));
  const has = (key: string): boolean => dict.all(key).some((value) => value !== null);

  const types = names('Type');
  for (const action of names('S')) {
    if (ACTIONS.has(action) && !isStructure(dict, types)) found.add(action);
  }
  const scripts = values('JS');
  if (
    scripts.some((v) => v instanceof PdfString || (v instanceof PdfStream && (has('S') || types.includes('Action'))))
  ) {
    found.add('JavaScript');
  }
  // The name tree of document-level scripts (7.7.4).
  if (values('JavaScript').some((value) => value instanceof PdfDict)) found.add('JavaScript');
  if (values('XFA').some((value) => value !== null)) found.add('XFA');
  for (const kind of names('Subtype')) {
    if (ANNOTATIONS.has(kind) && (types.includes('Annot') || PLAYED.some(has))) found.add(kind);
  }
  return [...found];
};

/** A structure element (14.7.2) names its kind with `S` too, and may be called as it likes. */
const isStructure = (dict: PdfDict, types: readonly string[]): boolean =>
  !types.includes('Action') &&
  dict.get('P') !== undefined &&
  !['JS', 'F', 'Win', 'Mac', 'Unix', 'Next'].some((key) => dict.get(key) !== undefined);

const everyMeaning = (file: PdfFile, value: PdfValue): PdfValue[] => {
  if (!(value instanceof PdfRef)) return [value];
  try {
    return file.everywhere(value.num);
  } catch (error) {
    // A broken object of an old revision; the walk over all objects tells about it.
    if (error instanceof PdfSyntaxError) return [];
    throw error;
  }
};

/** Calls back for every dictionary inside a value, itself and a stream's own included. References are not followed. */
export const eachDict = (value: PdfValue, visit: (dict: PdfDict) => void): void => {
  if (value instanceof PdfStream) eachDict(value.dict, visit);
  else if (value instanceof PdfDict) {
    visit(value);
    for (const [, inner] of value.entries) eachDict(inner, visit);
  } else if (Array.isArray(value)) {
    for (const inner of value as readonly PdfValue[]) eachDict(inner, visit);
  }
};
