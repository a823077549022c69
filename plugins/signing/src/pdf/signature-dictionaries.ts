import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from 'pdf-lib';
import { refuse } from '../errors.js';
import { acroFormOf, fieldsOf, textOf, type FormField } from './fields.js';
import type { OpenPdf } from './open.js';

/** A signature as it stands in the file (ISO 32000-2, table 255); nothing of it is verified. */
export interface SignatureDictionary {
  readonly field: FormField;
  readonly dict: PDFDict;
  readonly subFilter: string;
  /** Four numbers as written, or `undefined` when there are not four. */
  readonly byteRange: readonly [number, number, number, number] | undefined;
  /** The CMS object with its padding. */
  readonly contents: Uint8Array;
  /** /M as written: `D:20261124193143Z`. */
  readonly time: string | undefined;
  readonly name: string | undefined;
  readonly reason: string | undefined;
}

/** Filled signature fields, in the order in which they were signed. */
export const signaturesOf = (pdf: OpenPdf): readonly SignatureDictionary[] =>
  fieldsOf(pdf)
    .flatMap((field) => {
      const dict = field.type === 'Sig' ? pdf.context.lookup(field.value) : undefined;
      return dict instanceof PDFDict ? [signatureOf(field, dict)] : [];
    })
    .sort((a, b) => endOf(a) - endOf(b));

const endOf = ({ byteRange }: SignatureDictionary): number => (byteRange ? byteRange[2] + byteRange[3] : Infinity);

const signatureOf = (field: FormField, dict: PDFDict): SignatureDictionary => {
  const contents = dict.lookup(PDFName.of('Contents'));
  const subFilter = dict.lookup(PDFName.of('SubFilter'));
  return {
    field,
    dict,
    subFilter: subFilter instanceof PDFName ? subFilter.decodeText() : '',
    byteRange: byteRangeOf(dict),
    contents: contents instanceof PDFHexString || contents instanceof PDFString ? contents.asBytes() : new Uint8Array(),
    time: textOf(dict.lookup(PDFName.of('M'))),
    name: textOf(dict.lookup(PDFName.of('Name'))),
    reason: textOf(dict.lookup(PDFName.of('Reason'))),
  };
};

const byteRangeOf = (dict: PDFDict): readonly [number, number, number, number] | undefined => {
  const range = dict.lookup(PDFName.of('ByteRange'));
  if (!(range instanceof PDFArray) || range.size() !== 4) return undefined;
  const [a, b, c, d] = range.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : NaN));
  return [a!, b!, c!, d!];
};

/**
 * Refuses what may not be signed again: a certification that admits no change (12.8.2.2, /P 1), a lock to the same effect
 * (12.7.5.5), and XFA forms, which viewers draw anew.
 */
export const assertSignable = (pdf: OpenPdf): void => {
  if (acroFormOf(pdf)?.has(PDFName.of('XFA'))) throw refuse('xfa-form');
  for (const signature of signaturesOf(pdf)) {
    if (certificationLevel(signature.dict) === 1) throw refuse('no-changes-allowed', { where: signature.field.name });
    const lock = signature.field.dict.lookup(PDFName.of('Lock'));
    const level = lock instanceof PDFDict ? lock.lookup(PDFName.of('P')) : undefined;
    if (level instanceof PDFNumber && level.asNumber() === 1) {
      throw refuse('no-changes-allowed', { where: signature.field.name });
    }
  }
  const permissions = pdf.catalog.lookup(PDFName.of('Perms'));
  const certified = permissions instanceof PDFDict ? permissions.lookup(PDFName.of('DocMDP')) : undefined;
  if (certified instanceof PDFDict && certificationLevel(certified) === 1) throw refuse('no-changes-allowed');
};

/** /P of a DocMDP transform: 1 no changes, 2 forms and signatures, 3 also annotations; `undefined` without one. */
const certificationLevel = (signature: PDFDict): number | undefined => {
  const references = signature.lookup(PDFName.of('Reference'));
  for (const item of references instanceof PDFArray ? references.asArray() : []) {
    const reference = signature.context.lookup(item instanceof PDFRef ? item : item);
    if (!(reference instanceof PDFDict)) continue;
    if (reference.lookup(PDFName.of('TransformMethod')) !== PDFName.of('DocMDP')) continue;
    const parameters = reference.lookup(PDFName.of('TransformParams'));
    const level = parameters instanceof PDFDict ? parameters.lookup(PDFName.of('P')) : undefined;
    return level instanceof PDFNumber ? level.asNumber() : 2;
  }
  return undefined;
};
