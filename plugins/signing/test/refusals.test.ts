import { expect } from 'chai';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { PDFName, PDFString } from 'pdf-lib';
import { notRun, shared } from '../../../test/support/shared.js';
import { openPdf } from '../src/pdf/open.js';
import { certified, letter, pdfOf, withFields } from './support/pdfs.js';
import { prepareFor, signer } from './support/signers.js';

const refusalOf = async (work: Promise<unknown>): Promise<LibroFirmaError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(LibroFirmaError);
  return error as LibroFirmaError;
};

const attempt = async (pdf: Uint8Array, anchor?: { position: number; field: string }): Promise<LibroFirmaError> =>
  refusalOf(prepareFor(pdf, await signer('Mario Rossi'), anchor ? { anchor } : {}));

describe('a PDF is refused, with a code and an Italian sentence,', () => {
  it('when it is encrypted', async () => {
    if (!shared.has('pdf')) return notRun('refusing an encrypted PDF (../shared/pdf)');
    const error = await attempt(new Uint8Array(shared.read('pdf/libreoffice-encrypted.pdf')));
    expect(error.code).to.equal('signing.encrypted');
    expect(error.text.it).to.match(/password/);
  });

  it('when its cross-reference points somewhere else', async () => {
    const pdf = Buffer.from(await pdfOf([{ lines: [{ text: 'Atto', x: 70, y: 700 }] }], { table: true }));
    const at = pdf.indexOf(' 00000 n');
    pdf.write('0000000007', at - 10, 'latin1');
    const error = await attempt(new Uint8Array(pdf));
    expect(error.code).to.equal('signing.broken-xref');
    expect(error.where).to.match(/oggetto \d+/);
  });

  it('when it is cut off', async () => {
    const pdf = await letter();
    expect((await attempt(pdf.subarray(0, pdf.length - 200))).code).to.equal('signing.broken-xref');
  });

  it('when it is no PDF', async () => {
    expect((await attempt(new Uint8Array(Buffer.from('PK\u0003\u0004 not a PDF')))).code).to.equal(
      'signing.broken-xref',
    );
  });

  it('when a certification allows no change (DocMDP level 1), and not at level 2', async () => {
    expect((await attempt(await certified(1))).code).to.equal('signing.no-changes-allowed');
    const prepared = await prepareFor(await certified(2), await signer('Mario Rossi'));
    expect(openPdf(prepared.bytes).pages).to.have.length(2);
  });

  it('when it has an XFA form, which every viewer draws in its own way', async () => {
    const pdf = await pdfOf([{}], {
      change: ({ catalog, context }) => {
        catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [], XFA: PDFString.of('<xdp/>') }));
      },
    });
    expect((await attempt(pdf)).code).to.equal('signing.xfa-form');
  });

  it('when the field that the route names is not there', async () => {
    const error = await attempt(await withFields(), { position: 1, field: 'Firma del sindaco' });
    expect(error.code).to.equal('signing.field-missing');
    expect(error.where).to.equal('Firma del sindaco');
  });
});
