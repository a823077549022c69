import { expect } from 'chai';
import { notRun, shared } from '../../../test/support/shared.js';
import { validator } from '../../../test/support/validators.js';
import { OID } from '../src/cms/oids.js';
import { openPdf } from '../src/pdf/open.js';
import { signaturesOf } from '../src/pdf/signature-dictionaries.js';
import { verifyPdf } from '../src/pdf/verify.js';
import { opensslVerify, pdfsig } from './support/judges.js';
import { letter, pdfOf } from './support/pdfs.js';
import { anchors, NOW, signer, signPdf, testAuthority } from './support/signers.js';
import { ContentInfo, SignedData } from 'pkijs';

const files = shared.has('pdf')
  ? [
      'libreoffice-6.3-embedded-file.pdf',
      'libreoffice-6.4.pdf',
      'libreoffice-7.4.pdf',
      'openoffice-page-sizes.pdf',
      'openoffice-rotated-pages.pdf',
      'word-365-one-page.pdf',
      'word-365-paragraph.pdf',
      'word-365-three-pages.pdf',
      'word-macos-quartz.pdf',
      'word-pdfmaker-17-pages.pdf',
    ]
  : [];
if (files.length === 0) notRun('signing PDFs that Word, LibreOffice, OpenOffice and Quartz made (../shared/pdf)');

const twice = async (pdf: Uint8Array): Promise<Uint8Array> => {
  const first = await signPdf(pdf, await signer('Mario Rossi'));
  return signPdf(first, await signer('Anna Verdi'), { position: 2 });
};

describe('a PAdES signature', () => {
  it('leaves every byte of the file before it as it was', async () => {
    const pdf = await letter();
    const signed = await signPdf(pdf, await signer('Mario Rossi'));
    expect(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf)).to.equal(true);
  });

  it('is of level B-B: ETSI.CAdES.detached, signing-certificate-v2, the time in /M and not in the CMS', async () => {
    const signed = await signPdf(await letter(), await signer('Mario Rossi'), { reason: 'Approvazione' });
    const [signature] = signaturesOf(openPdf(signed));
    expect(signature?.subFilter).to.equal('ETSI.CAdES.detached');
    expect(signature?.time).to.equal('D:20260303093000Z');
    expect(signature?.reason).to.equal('Approvazione');
    const cms = new SignedData({ schema: ContentInfo.fromBER(new Uint8Array(signature!.contents)).content });
    const attributes = cms.signerInfos[0]?.signedAttrs?.attributes.map(({ type }) => type);
    expect(attributes).to.include(OID.signingCertificateV2).and.not.include(OID.signingTime);
    const [report] = verifyPdf(signed, await anchors()).signatures;
    expect(report).to.include({ level: 'PAdES-B-B', valid: true, claimedAt: NOW, coversFile: true, after: 'nothing' });
    expect(report?.signer).to.include({ name: 'Mario Rossi', fiscalCode: 'RSSMRA80A01G273X' });
  });

  for (const table of [false, true]) {
    const how = table ? 'a cross-reference table' : 'cross-reference streams';
    it(`is written like the file itself: with ${how}`, async () => {
      const pdf = await pdfOf([{ lines: [{ text: 'Atto', x: 70, y: 700 }] }], { table });
      const signed = openPdf(await twice(pdf));
      expect(signed.xref.kind).to.equal(table ? 'table' : 'stream');
    });
  }

  it('by two people is accepted by pdfsig: both valid, the whole document covered by the last', async () => {
    if (!(await validator('pdfsig'))) return;
    const signatures = await pdfsig(await twice(await letter()));
    expect(signatures).to.deep.equal([
      { valid: true, total: false },
      { valid: true, total: true },
    ]);
  });

  it('by two people is accepted by openssl: each CMS fits the bytes of its range and leads to the authority', async () => {
    if (!(await validator('openssl'))) return;
    const signed = await twice(await letter());
    const { certificate } = await testAuthority();
    for (const n of [0, 1]) {
      const verdict = await opensslVerify(signed, n, certificate);
      expect(verdict.code, verdict.output).to.equal(0);
    }
  });

  for (const file of files) {
    it(`of two people stays valid on ${file}`, async () => {
      const signed = await twice(new Uint8Array(shared.read(`pdf/${file}`)));
      const report = verifyPdf(signed, await anchors());
      expect(report.signatures.map(({ valid, after }) => ({ valid, after }))).to.deep.equal([
        { valid: true, after: 'signatures' },
        { valid: true, after: 'nothing' },
      ]);
      if (await validator('pdfsig')) {
        expect(await pdfsig(signed)).to.deep.equal([
          { valid: true, total: false },
          { valid: true, total: true },
        ]);
      }
    });
  }
});
