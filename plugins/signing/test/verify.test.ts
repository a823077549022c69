import { expect } from 'chai';
import { PDFDocument, PDFName } from 'pdf-lib';
import { verifyPdf } from '../src/pdf/verify.js';
import { letter, pdfOf } from './support/pdfs.js';
import { anchors, NOW, prepareFor, signer, signPdf } from './support/signers.js';
import { embedSignature } from '../src/pdf/prepare.js';
import { cmsFor } from './support/signers.js';

const DAY = 86_400_000;

const twoSigned = async (): Promise<Uint8Array> =>
  signPdf(await signPdf(await letter(), await signer('Mario Rossi')), await signer('Anna Verdi'), { position: 2 });

describe('verification', () => {
  it('finds nothing to say against two signatures, one after the other', async () => {
    const report = verifyPdf(await twoSigned(), await anchors());
    expect(report.valid).to.equal(true);
    expect(report.signatures.map(({ coversFile }) => coversFile)).to.deep.equal([false, true]);
  });

  it('of a file without signatures is not valid', async () => {
    expect(verifyPdf(await letter(), await anchors())).to.deep.equal({ signatures: [], valid: false });
  });

  it('of a file that cannot be read says why', () => {
    const report = verifyPdf(new Uint8Array(Buffer.from('no PDF')), []);
    expect(report.valid).to.equal(false);
    expect(report.unreadable).to.match(/danneggiato/);
  });

  it('sees one changed byte, wherever it is', async () => {
    const signed = await twoSigned();
    for (const at of [200, Math.floor(signed.length / 3), signed.length - 40]) {
      const changed = signed.slice();
      changed[at] = changed[at]! ^ 1;
      expect(verifyPdf(changed, await anchors()).valid, `byte ${at}`).to.equal(false);
    }
  });

  it('sees bytes appended behind the last signature', async () => {
    const report = verifyPdf(Buffer.concat([await twoSigned(), Buffer.from('\n% more')]), await anchors());
    expect(report.valid).to.equal(false);
  });

  it('sees page content that a later revision replaced, though each digest still fits', async () => {
    const signed = await signPdf(await letter(), await signer('Mario Rossi'));
    const document = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false });
    document.getPage(0).drawText('Importo: 1.000.000 euro', { x: 70, y: 600 });
    const forged = await document.save();
    const [report] = verifyPdf(forged, await anchors()).signatures;
    expect(report).to.include({ intact: true, after: 'changes', valid: false });
    expect(report?.problems).to.include('changed-afterwards');
    expect(report?.changes.join()).to.match(/pagina 1/);
  });

  it('sees it under a second signature too', async () => {
    const signed = await signPdf(await letter(), await signer('Mario Rossi'));
    const document = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false });
    document.getPage(0).drawText('Aggiunta', { x: 70, y: 600 });
    const forged = await signPdf(await document.save(), await signer('Anna Verdi'), { position: 2 });
    const report = verifyPdf(forged, await anchors());
    expect(report.signatures.map(({ valid }) => valid)).to.deep.equal([false, true]);
  });

  it('does not take an annotation for a signature', async () => {
    const signed = await signPdf(await letter(), await signer('Mario Rossi'));
    const document = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false });
    const { context } = document;
    const page = document.getPage(0);
    const note = context.obj({ Type: 'Annot', Subtype: 'FreeText', Rect: [70, 500, 300, 560], Contents: 'x', F: 4 });
    page.node.set(PDFName.of('Annots'), context.obj([context.register(note)]));
    const [report] = verifyPdf(await document.save(), await anchors()).signatures;
    expect(report?.valid).to.equal(false);
  });

  it('refuses a certificate that no configured authority issued', async () => {
    const [report] = verifyPdf(await signPdf(await letter(), await signer('Mario Rossi')), []).signatures;
    expect(report).to.include({ intact: true, trusted: false, valid: false });
    expect(report?.problems).to.deep.equal(['untrusted']);
  });

  it('tells a certificate that had expired, or was not valid yet, when it signed', async () => {
    const expired = await signer('Ezio Scaduto', { from: NOW - 50 * DAY, to: NOW - DAY });
    const early = await signer('Gino Precoce', { from: NOW + DAY, to: NOW + 50 * DAY });
    for (const [by, problem] of [
      [expired, 'expired'],
      [early, 'not-yet-valid'],
    ] as const) {
      const [report] = verifyPdf(await signPdf(await letter(), by), await anchors()).signatures;
      expect(report?.problems).to.deep.equal([problem]);
      expect(report?.intact).to.equal(true);
    }
  });

  it('sees a signature that was made with another key than its certificate’s', async () => {
    const prepared = await prepareFor(await letter(), await signer('Mario Rossi'));
    const other = await signer('Anna Verdi');
    const rossi = await signer('Mario Rossi');
    const cms = await cmsFor(prepared.digest, { ...rossi, privateKey: other.privateKey });
    const [report] = verifyPdf(embedSignature(prepared, cms), await anchors()).signatures;
    expect(report?.problems).to.include('signature-broken');
  });

  it('sees a CMS that was taken from another document', async () => {
    const by = await signer('Mario Rossi');
    const other = await prepareFor(await pdfOf([{}]), by);
    const prepared = await prepareFor(await letter(), by);
    const [report] = verifyPdf(embedSignature(prepared, await cmsFor(other.digest, by)), await anchors()).signatures;
    expect(report?.problems).to.include('content-changed');
  });
});
