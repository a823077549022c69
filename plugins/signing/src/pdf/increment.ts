import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, type PDFObject } from 'pdf-lib';
import { concat } from './bytes.js';
import type { OpenPdf } from './open.js';

/** An object whose exact bytes matter: the signature dictionary. */
export interface RawObject {
  readonly ref: PDFRef;
  readonly text: string;
}

export interface Increment {
  /** The original bytes, untouched, and the update behind them. */
  readonly bytes: Uint8Array;
  /** Offset of the text of each {@link RawObject}. */
  readonly rawAt: ReadonlyMap<PDFRef, number>;
}

/**
 * Appends an incremental update (ISO 32000-2, 7.5.6): the changed objects, every object made since the file was opened,
 * and a cross-reference section of the same kind as the file's last one, so that PDF/A-1 files stay without streams.
 */
export const writeIncrement = (
  pdf: OpenPdf,
  changed: ReadonlySet<PDFRef>,
  raws: readonly RawObject[] = [],
): Increment => {
  const parts: Uint8Array[] = [pdf.bytes, Buffer.from('\n')];
  let at = pdf.bytes.length + 1;
  const offsets = new Map<PDFRef, number>();
  const rawAt = new Map<PDFRef, number>();
  const put = (ref: PDFRef, body: Uint8Array): void => {
    const head = Buffer.from(`${ref.objectNumber} ${ref.generationNumber} obj\n`, 'latin1');
    offsets.set(ref, at);
    rawAt.set(ref, at + head.length);
    const tail = Buffer.from('\nendobj\n', 'latin1');
    parts.push(head, body, tail);
    at += head.length + body.length + tail.length;
  };
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) {
    if (ref.objectNumber >= pdf.xref.size || changed.has(ref)) put(ref, bodyOf(object));
  }
  for (const raw of raws) put(raw.ref, Buffer.from(raw.text, 'latin1'));
  const section = pdf.xref.kind === 'table' ? tableSection(pdf, offsets, at) : streamSection(pdf, offsets, at);
  parts.push(section);
  return { bytes: concat(...parts), rawAt };
};

const bodyOf = (object: PDFObject): Uint8Array => {
  const body = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(body, 0);
  return body;
};

/** Runs of consecutive object numbers. */
const runsOf = (refs: readonly PDFRef[]): PDFRef[][] => {
  const runs: PDFRef[][] = [];
  for (const ref of [...refs].sort((a, b) => a.objectNumber - b.objectNumber)) {
    const run = runs.at(-1);
    if (run && run.at(-1)!.objectNumber + 1 === ref.objectNumber) run.push(ref);
    else runs.push([ref]);
  }
  return runs;
};

const tableSection = (pdf: OpenPdf, offsets: ReadonlyMap<PDFRef, number>, start: number): Uint8Array => {
  const lines = ['xref\n'];
  for (const run of runsOf([...offsets.keys()])) {
    lines.push(`${run[0]!.objectNumber} ${run.length}\n`);
    for (const ref of run) {
      lines.push(`${digits(offsets.get(ref)!, 10)} ${digits(ref.generationNumber, 5)} n \n`);
    }
  }
  const trailer = trailerOf(pdf, pdf.context.largestObjectNumber + 1);
  return Buffer.from(`${lines.join('')}trailer\n${trailer.toString()}\nstartxref\n${start}\n%%EOF\n`, 'latin1');
};

const streamSection = (pdf: OpenPdf, offsets: ReadonlyMap<PDFRef, number>, start: number): Uint8Array => {
  const self = PDFRef.of(pdf.context.largestObjectNumber + 1);
  const all = new Map(offsets).set(self, start);
  const runs = runsOf([...all.keys()]);
  const data = Buffer.alloc(all.size * 7);
  let at = 0;
  for (const ref of runs.flat()) {
    at = data.writeUInt8(1, at);
    at = data.writeUInt32BE(all.get(ref)!, at);
    at = data.writeUInt16BE(ref.generationNumber, at);
  }
  const dict = trailerOf(pdf, self.objectNumber + 1);
  dict.set(PDFName.of('Type'), PDFName.of('XRef'));
  dict.set(PDFName.of('W'), numbers(pdf, [1, 4, 2]));
  dict.set(
    PDFName.of('Index'),
    numbers(
      pdf,
      runs.flatMap((run) => [run[0]!.objectNumber, run.length]),
    ),
  );
  dict.set(PDFName.of('Length'), PDFNumber.of(data.length));
  return concat(
    Buffer.from(`${self.objectNumber} 0 obj\n${dict.toString()}\nstream\n`, 'latin1'),
    data,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`, 'latin1'),
  );
};

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

const numbers = (pdf: OpenPdf, values: readonly number[]): PDFArray => {
  const array = PDFArray.withContext(pdf.context);
  for (const value of values) array.push(PDFNumber.of(value));
  return array;
};

/** /Root, /Info and the first half of /ID stay; the second half of /ID changes with every update (14.4). */
const trailerOf = (pdf: OpenPdf, size: number): PDFDict => {
  const trailer = PDFDict.withContext(pdf.context);
  trailer.set(PDFName.of('Size'), PDFNumber.of(size));
  for (const key of ['Root', 'Info']) {
    const value = pdf.xref.trailer.get(PDFName.of(key));
    if (value) trailer.set(PDFName.of(key), value);
  }
  trailer.set(PDFName.of('Prev'), PDFNumber.of(pdf.xref.start));
  const digest = PDFHexString.of(createHash('sha256').update(pdf.bytes).digest('hex').slice(0, 32));
  const id = pdf.context.lookup(pdf.xref.trailer.get(PDFName.of('ID')));
  const pair = PDFArray.withContext(pdf.context);
  pair.push(id instanceof PDFArray && id.size() > 0 ? id.get(0) : digest);
  pair.push(digest);
  trailer.set(PDFName.of('ID'), pair);
  return trailer;
};
