import { activeIn, eachDict } from '../pdf/active.js';
import { embeddedIn, type EmbeddedFile } from '../pdf/embedded.js';
import { everyObject } from '../pdf/every-object.js';
import type { PdfFile } from '../pdf/file.js';
import { decodeStream } from '../pdf/filters.js';
import { PdfDict, PdfLimitError, PdfStream, PdfSyntaxError } from '../pdf/values.js';
import type { CheckLimits } from './limits.js';

export interface Inspection {
  readonly active: readonly { readonly kind: string; readonly num: number }[];
  readonly embedded: readonly EmbeddedFile[];
  /** Signature dictionaries of the newest revision. */
  readonly signatures: number;
  /** What the certification signature allows, the strictest when there are several. */
  readonly docMdp: number | undefined;
  /** Saves, the original included. */
  readonly revisions: number;
}

const MOST_FINDINGS = 20;

/** Walks every object of every revision once. Throws what the reader throws. */
export const inspect = (file: PdfFile, limits: CheckLimits): Inspection => {
  const active = new Map<string, { kind: string; num: number }>();
  const embedded = new Map<string, EmbeddedFile>();
  const signatures = new Set<number>();
  let docMdp: number | undefined;
  let expanded = 0;

  for (const { num, value, newest } of everyObject(file)) {
    eachDict(value, (dict) => {
      for (const kind of activeIn(file, dict)) {
        if (active.size < MOST_FINDINGS) active.set(`${kind} ${num}`, { kind, num });
      }
      const inside = embeddedIn(file, dict);
      if (inside && (inside.program || embedded.size < MOST_FINDINGS)) embedded.set(inside.name, inside);
      if (newest && isSignature(dict)) signatures.add(num);
      docMdp = strictest(docMdp, certification(file, dict));
    });
    if (value instanceof PdfStream) {
      expanded += expandedBytes(file, value, limits);
      if (expanded > limits.maxExpandedBytes) throw new PdfLimitError('expandedBytes');
    }
  }
  const revisions = savesOf(file);
  return {
    active: [...active.values()],
    embedded: [...embedded.values()],
    signatures: signatures.size,
    docMdp,
    revisions,
  };
};

const isSignature = (dict: PdfDict): boolean =>
  Array.isArray(dict.get('ByteRange')) && dict.get('Contents') !== undefined;

/** The permission of a DocMDP transform (ISO 32000-2, 12.8.2.2); 2 where it says nothing. */
const certification = (file: PdfFile, dict: PdfDict): number | undefined => {
  if (dict.name('TransformMethod') !== 'DocMDP') return undefined;
  const params = file.resolve(dict.get('TransformParams'));
  const permission = params instanceof PdfDict ? file.resolve(params.get('P')) : undefined;
  return typeof permission === 'number' ? permission : 2;
};

const strictest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** Bytes that a reader makes of the stream. Images are judged by their pixels, as readers make no more than these. */
const expandedBytes = (file: PdfFile, stream: PdfStream, limits: CheckLimits): number => {
  if (stream.dict.name('Subtype') === 'Image') {
    const side = (key: string): number => Number(file.resolve(stream.dict.get(key)) ?? 0);
    if (side('Width') * side('Height') > limits.maxPixels) throw new PdfLimitError('expandedBytes');
    return 0;
  }
  try {
    return decodeStream(stream, limits.maxStreamBytes, file.resolve).bytes.length;
  } catch (error) {
    // A page whose drawing is broken still shows; what matters here is that nothing grows without end.
    if (error instanceof PdfSyntaxError) return 0;
    throw error;
  }
};

/** A linearised file has two sections in its first save, a hybrid one two in each (7.5.8.4, annex F). */
const savesOf = (file: PdfFile): number => {
  const hybrid = new Set(file.sections.flatMap(({ trailer }) => trailer.number('XRefStm') ?? []));
  const sections = file.sections.filter(({ offset }) => !hybrid.has(offset));
  const first = sections.at(-1);
  const second = sections.at(-2);
  const linearised = first !== undefined && second !== undefined && second.offset < first.offset;
  return sections.length - (linearised ? 1 : 0);
};
