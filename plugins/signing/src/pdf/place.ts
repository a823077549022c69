import { PDFDict, PDFName } from 'pdf-lib';
import { refuse } from '../errors.js';
import { annotationsOf, type FormField } from './fields.js';
import { boxToDisplay, displayOf, grown, overlap, within } from './geometry.js';
import { boxOf, type Box, type OpenPdf, type Page } from './open.js';
import { signaturePageOf } from './signature-page.js';
import { findPhrase, type TextRun } from './text.js';

/** Where a signature's stamp is wanted. Tried in this order: field, mark, phrase, signature page. */
export interface Anchor {
  /** 1 for the first signer: the mark is `{{firma:1}}`. */
  readonly position: number;
  /** Full name of a form field. */
  readonly field?: string;
  /** A phrase of the text; the stamp stands below its last occurrence. */
  readonly phrase?: string;
}

export type Place =
  /** On a page that is there. `box` in display space; `fill` is an empty signature field to be filled as it stands. */
  | {
      readonly kind: 'box';
      readonly page: Page;
      readonly box: Box;
      readonly by: PlaceKind;
      readonly fill?: FormField;
    }
  /** A signature page has to be added: nothing was signed yet. */
  | { readonly kind: 'newPage' }
  /** No free place on a file whose pages are sealed by earlier signatures: the signature has no stamp. */
  | { readonly kind: 'invisible' };

export type PlaceKind = 'field' | 'mark' | 'phrase' | 'signaturePage' | 'freeSpace';

export interface PlaceRequest {
  readonly pdf: OpenPdf;
  readonly anchor: Anchor;
  readonly size: { readonly width: number; readonly height: number };
  readonly fields: readonly FormField[];
  /** Once something is signed no page can be added. */
  readonly signed: boolean;
  readonly text: () => Promise<readonly (readonly TextRun[])[]>;
}

const MARGIN = 12;
const GAP = 4;

/** `{{firma:1}}`. */
export const markOf = (position: number): string => `{{firma:${position}}}`;

/** Throws `signing.field-missing` when the anchor names a field that the document does not have. */
export const findPlace = async (request: PlaceRequest): Promise<Place> => {
  const field = placeInField(request);
  if (field) return field;
  const texts = await request.text();
  const { pdf, anchor, signed } = request;
  const mark = findPhrase(texts, markOf(anchor.position), pdf.pages)[0];
  if (mark) {
    const page = pdf.pages[mark.page]!;
    // The stamp covers the mark: its upper left corner stands at the mark's.
    const top = mark.start.y + mark.size;
    const place = fit(request, page, mark.start.x - 2, top + 2, 'mark');
    if (place) return place;
  }
  const phrase = anchor.phrase ? findPhrase(texts, anchor.phrase, pdf.pages).at(-1) : undefined;
  if (phrase) {
    const page = pdf.pages[phrase.page]!;
    const place = fit(request, page, phrase.start.x, phrase.start.y - phrase.size * 0.4, 'phrase');
    if (place) return place;
  }
  const slot = signaturePageOf(pdf)
    ?.slots()
    .find(({ page, box }) => isFree(page, box));
  if (slot) return { kind: 'box', page: slot.page, box: slotBox(slot.box, request.size), by: 'signaturePage' };
  if (!signed) return { kind: 'newPage' };
  return freeSpace(request, texts) ?? { kind: 'invisible' };
};

/** Left and top aligned in its slot, made smaller where the slot is. */
export const slotBox = (slot: Box, size: { width: number; height: number }): Box => {
  const scale = Math.min(1, (slot[2] - slot[0]) / size.width, (slot[3] - slot[1]) / size.height);
  return [slot[0], slot[3] - size.height * scale, slot[0] + size.width * scale, slot[3]];
};

const placeInField = ({ anchor, fields }: PlaceRequest): Place | undefined => {
  if (anchor.field === undefined) return undefined;
  const field = fields.find(({ name }) => name === anchor.field);
  const widget = field?.widgets.find(({ box }) => box !== undefined);
  if (!field || !widget?.box) throw refuse('field-missing', { where: anchor.field });
  const box = boxToDisplay(widget.page, widget.box);
  if (field.type !== 'Sig') return { kind: 'box', page: widget.page, box, by: 'field' };
  if (field.value !== undefined) return undefined;
  // A lock or a seed value asks for a signature of another make: then only the place is used.
  const plain = !field.dict.has(PDFName.of('Lock')) && !field.dict.has(PDFName.of('SV')) && field.widgets.length === 1;
  return { kind: 'box', page: widget.page, box, by: 'field', ...(plain ? { fill: field } : {}) };
};

/** Boxes of the signatures that the page shows already, display space. */
const stampsOn = (page: Page): readonly Box[] =>
  annotationsOf(page).flatMap((annotation) => {
    const dict = page.dict.context.lookup(annotation);
    if (!(dict instanceof PDFDict) || !isSignature(dict)) return [];
    const box = boxOf(dict.lookup(PDFName.of('Rect')));
    return box && box[2] - box[0] > 1 ? [boxToDisplay(page, box)] : [];
  });

const isSignature = (dict: PDFDict): boolean => {
  const parent = dict.lookup(PDFName.of('Parent'));
  const type =
    dict.lookup(PDFName.of('FT')) ?? (parent instanceof PDFDict ? parent.lookup(PDFName.of('FT')) : undefined);
  return type === PDFName.of('Sig');
};

const isFree = (page: Page, box: Box): boolean => !stampsOn(page).some((stamp) => overlap(stamp, box));

/** Hangs the stamp from a point, pushed into the page; beside, below or above where another stamp is in the way. */
const fit = ({ size }: PlaceRequest, page: Page, left: number, top: number, by: PlaceKind): Place | undefined => {
  const display = displayOf(page);
  const scale = Math.min(1, (display.width - 2 * MARGIN) / size.width, (display.height - 2 * MARGIN) / size.height);
  if (scale <= 0.2) return undefined;
  const [width, height] = [size.width * scale, size.height * scale];
  for (const [right, up] of offsets) {
    const [x, y] = [left + right * (width + GAP), top + up * (height + GAP)];
    const box = within([x, y - height, x + width, y], display, MARGIN);
    if (box && isFree(page, box)) return { kind: 'box', page, box, by };
  }
  return undefined;
};

/** Tried in this order, in steps of one stamp. */
const offsets: readonly (readonly [right: number, up: number])[] = [
  [0, 0],
  [0, -1],
  [1, 0],
  [-1, 0],
  [0, 1],
  [1, -1],
  [-1, -1],
  [0, -2],
  [0, 2],
  [1, 1],
  [-1, 1],
];

/** A place without text, from the bottom of the last page upwards, then on the page before it, and so on. */
const freeSpace = ({ pdf, size }: PlaceRequest, texts: readonly (readonly TextRun[])[]): Place | undefined => {
  for (const page of [...pdf.pages].reverse().slice(0, 5)) {
    const display = displayOf(page);
    const taken = [...(texts[page.index] ?? []).map(({ box }) => grown(box, 2)), ...stampsOn(page)];
    for (let y = MARGIN; y + size.height <= display.height - MARGIN; y += 12) {
      for (const x of [display.width - MARGIN - size.width, MARGIN, (display.width - size.width) / 2]) {
        const box = within([x, y, x + size.width, y + size.height], display, MARGIN);
        if (box && !taken.some((one) => overlap(one, box))) return { kind: 'box', page, box, by: 'freeSpace' };
      }
    }
  }
  return undefined;
};
