import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import { contentStream, pdfDict, type Short } from './build.js';
import { hex } from './bytes.js';
import { fieldsOf, type FormField } from './fields.js';
import { openFonts } from './fonts.js';
import { boxToUser, uprightMatrix } from './geometry.js';
import { writeIncrement, type RawObject } from './increment.js';
import { openPdf, type Box, type OpenPdf, type Page } from './open.js';
import { findPlace, slotBox, type Anchor, type PlaceKind } from './place.js';
import { addSignaturePage, type AddedPage, type SignaturePageText } from './signature-page.js';
import { assertSignable, signaturesOf } from './signature-dictionaries.js';
import { layOut, stampOperators, type StampText } from './stamp.js';
import { readText } from './text.js';

export interface PrepareRequest {
  readonly pdf: Uint8Array;
  readonly anchor: Anchor;
  readonly stamp: StampText;
  readonly signaturePage: SignaturePageText;
  readonly reason?: string;
  readonly location?: string;
  /** When it is signed, UTC milliseconds: /M, which stands for the signing time. */
  readonly at: number;
  /** Bytes to keep free for the CMS object. */
  readonly reserve: number;
}

/** A file that waits for its signature. */
export interface PreparedPdf {
  /** The whole file; zeroes stand where the CMS object will. */
  readonly bytes: Uint8Array;
  /** SHA-256 of what is signed: everything but the value of /Contents. 32 bytes. */
  readonly digest: Uint8Array;
  /** Offset of the first hexadecimal digit of /Contents, and how many there are. */
  readonly contentsAt: number;
  readonly contentsLength: number;
  readonly fieldName: string;
  /** Where the stamp is: page from 1; `undefined` for a signature without a stamp. */
  readonly stamp: { readonly page: number; readonly box: Box; readonly by: PlaceKind } | undefined;
  /** A signature page was added. */
  readonly addedPage: boolean;
  readonly pages: number;
}

/**
 * Adds signature field, stamp and signature dictionary as one incremental update. Throws `signing.broken-xref`,
 * `signing.encrypted`, `signing.no-changes-allowed`, `signing.xfa-form`, `signing.no-pages` or `signing.field-missing`.
 */
export const preparePdf = async (request: PrepareRequest): Promise<PreparedPdf> => {
  const pdf = openPdf(request.pdf);
  assertSignable(pdf);
  const { context } = pdf;
  const changed = new Set<PDFRef>();
  const fonts = await openFonts();
  const fields = fieldsOf(pdf);
  const stamp = layOut(request.stamp, fonts);
  const time = pdfTime(request.at);
  const place = await findPlace({
    pdf,
    anchor: request.anchor,
    size: stamp,
    fields,
    signed: signaturesOf(pdf).length > 0,
    text: () => readText(request.pdf, pdf.pages),
  });

  let added: AddedPage | undefined;
  let target: { page: Page; box: Box; by: PlaceKind; fill?: FormField } | undefined;
  if (place.kind === 'newPage') {
    added = addSignaturePage(pdf, request.signaturePage, time, fonts);
    for (const ref of added.changed) changed.add(ref);
    target = { page: added.page, box: slotBox(added.slot, stamp), by: 'signaturePage' };
  } else if (place.kind === 'box') {
    target = place;
  }

  const signatureRef = context.nextRef();
  const fieldName = target?.fill?.name ?? freeName(fields);
  const entries = {
    T: fieldName,
    TU: spoken(request.stamp),
    F: 132, // printed and locked (12.5.3)
  };
  if (target) {
    const size = { width: target.box[2] - target.box[0], height: target.box[3] - target.box[1] };
    const operators = stampOperators(stamp, size, fonts);
    const resources = await fonts.resources(context);
    added?.finish(resources);
    const appearance = context.register(
      contentStream(context, operators, {
        Type: '/XObject',
        Subtype: '/Form',
        BBox: [0, 0, size.width, size.height],
        Matrix: uprightMatrix(target.page.rotation),
        Resources: resources,
      }),
    );
    const visible = { ...entries, V: signatureRef, AP: { N: appearance } };
    if (target.fill) fillField(target.fill, pdfDict(context, visible), changed);
    else addField(pdf, target.page, { ...visible, Rect: [...boxToUser(target.page, target.box)] }, changed);
  } else {
    addField(pdf, pdf.pages[0]!, { ...entries, V: signatureRef, Rect: [0, 0, 0, 0] }, changed);
  }

  const raw = signatureDictionary(signatureRef, request, time);
  const { bytes, rawAt } = writeIncrement(pdf, changed, [raw.object]);
  const at = rawAt.get(signatureRef)!;
  const contentsAt = at + raw.contentsAt;
  const afterContents = contentsAt + raw.contentsLength + 1;
  const range = [0, contentsAt - 1, afterContents, bytes.length - afterContents] as const;
  writeByteRange(bytes, at + raw.byteRangeAt, range);
  return {
    bytes,
    digest: signedDigest(bytes, range),
    contentsAt,
    contentsLength: raw.contentsLength,
    fieldName,
    stamp: target && { page: target.page.index + 1, box: target.box, by: target.by },
    addedPage: added !== undefined,
    pages: pdf.pages.length + (added ? 1 : 0),
  };
};

/** Puts the CMS object into its place. The file's length and all other bytes stay. */
export const embedSignature = (
  prepared: { readonly bytes: Uint8Array; readonly contentsAt: number; readonly contentsLength: number },
  cms: Uint8Array,
): Uint8Array => {
  const digits = hex(cms);
  if (digits.length > prepared.contentsLength) {
    throw new RangeError(`CMS of ${cms.length} bytes, ${prepared.contentsLength / 2} reserved`);
  }
  const bytes = new Uint8Array(prepared.bytes);
  bytes.set(Buffer.from(digits.padEnd(prepared.contentsLength, '0'), 'latin1'), prepared.contentsAt);
  return bytes;
};

export const signedDigest = (bytes: Uint8Array, [a, b, c, d]: readonly [number, number, number, number]): Uint8Array =>
  createHash('sha256')
    .update(bytes.subarray(a, a + b))
    .update(bytes.subarray(c, c + d))
    .digest();

/** What a screen reader says in place of the stamp's picture. */
const spoken = ({ name, role, onBehalfOf, warning }: StampText): string =>
  [`Firma digitale di ${name}`, role, onBehalfOf, warning].filter((part) => part !== undefined).join(', ');

/** `D:20261124193143Z` (7.9.4). */
export const pdfTime = (at: number): string => `D:${new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')}`;

const RANGE_WIDTH = 48;

/** Written by hand, since offsets into it are needed. */
const signatureDictionary = (ref: PDFRef, request: PrepareRequest, time: string) => {
  const text = (value: string): string => PDFHexString.fromText(value).toString();
  const contentsLength = request.reserve * 2;
  const head = [
    '<<',
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    '/SubFilter /ETSI.CAdES.detached',
    `/Name ${text(request.stamp.name)}`,
    `/M (${time})`,
    ...(request.reason ? [`/Reason ${text(request.reason)}`] : []),
    ...(request.location ? [`/Location ${text(request.location)}`] : []),
    '/ByteRange ',
  ].join('\n');
  const beforeContents = `${head}${' '.repeat(RANGE_WIDTH)}\n/Contents <`;
  const object: RawObject = { ref, text: `${beforeContents}${'0'.repeat(contentsLength)}>\n>>` };
  return { object, byteRangeAt: head.length, contentsAt: beforeContents.length, contentsLength };
};

const writeByteRange = (bytes: Uint8Array, at: number, range: readonly number[]): void => {
  bytes.set(Buffer.from(`[${range.join(' ')}]`.padEnd(RANGE_WIDTH, ' '), 'latin1'), at);
};

const freeName = (fields: readonly FormField[]): string => {
  const taken = new Set(fields.map(({ name }) => name.split('.')[0]));
  for (let n = 1; ; n += 1) if (!taken.has(`FirmaDigitale${n}`)) return `FirmaDigitale${n}`;
};

const fillField = (field: FormField, entries: PDFDict, changed: Set<PDFRef>): void => {
  const widget = field.widgets[0]!;
  field.dict.set(PDFName.of('V'), entries.get(PDFName.of('V'))!);
  widget.dict.set(PDFName.of('AP'), entries.get(PDFName.of('AP'))!);
  widget.dict.set(PDFName.of('F'), PDFNumber.of(132));
  widget.dict.delete(PDFName.of('MK')); // its turn and colours are in the appearance now
  changed.add(field.ref).add(widget.ref);
};

/**
 * One dictionary is field and widget (12.7.4.1). /Annots is edited in place: page contents are never touched. Before the
 * first signature form and lists become objects of their own, so that later signatures change those and not the catalog.
 */
const addField = (pdf: OpenPdf, page: Page, entries: { readonly [key: string]: Short }, changed: Set<PDFRef>): void => {
  const { context } = pdf;
  const widget = context.register(
    pdfDict(context, { Type: '/Annot', Subtype: '/Widget', FT: '/Sig', P: page.ref, ...entries }),
  );
  const apart = signaturesOf(pdf).length === 0;
  pushTo(page.dict, 'Annots', widget, page.ref, apart, changed);
  const form = formOf(pdf, apart, changed);
  pushTo(form.dict, 'Fields', widget, form.owner, apart, changed);
  const flags = form.dict.lookup(PDFName.of('SigFlags'));
  const before = flags instanceof PDFNumber ? flags.asNumber() : 0;
  if ((before & 3) !== 3) {
    form.dict.set(PDFName.of('SigFlags'), PDFNumber.of(before | 3)); // signatures exist; append only (table 225)
    changed.add(form.owner);
  }
};

/** The form, and the object that has to be written when it changes. */
const formOf = (pdf: OpenPdf, apart: boolean, changed: Set<PDFRef>): { dict: PDFDict; owner: PDFRef } => {
  const value = pdf.catalog.get(PDFName.of('AcroForm'));
  const found = pdf.context.lookup(value);
  const dict = found instanceof PDFDict ? found : pdfDict(pdf.context, { Fields: [] });
  if (found instanceof PDFDict && value instanceof PDFRef) return { dict, owner: value };
  if (found instanceof PDFDict && !apart) return { dict, owner: pdf.catalogRef };
  const owner = pdf.context.register(dict);
  pdf.catalog.set(PDFName.of('AcroForm'), owner);
  changed.add(pdf.catalogRef);
  return { dict, owner };
};

/** Adds to a list that may be missing, direct, or an object of its own; notes which object that changes. */
const pushTo = (
  dict: PDFDict,
  key: string,
  item: PDFRef,
  owner: PDFRef,
  apart: boolean,
  changed: Set<PDFRef>,
): void => {
  const { context } = dict;
  const value = dict.get(PDFName.of(key));
  const found = context.lookup(value);
  const list = found instanceof PDFArray ? found : PDFArray.withContext(context);
  list.push(item);
  if (found instanceof PDFArray && value instanceof PDFRef) {
    changed.add(value);
    return;
  }
  dict.set(PDFName.of(key), apart ? context.register(list) : list);
  changed.add(owner);
};
