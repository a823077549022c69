import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, type Verdict } from '../../../../test/support/validators.js';
import { openPdf } from '../../src/pdf/open.js';
import { signaturesOf } from '../../src/pdf/signature-dictionaries.js';
import { derElementLength } from '../../src/cms/der.js';

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-signing-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export interface PdfsigSignature {
  readonly valid: boolean;
  readonly total: boolean;
}

/** What pdfsig (poppler, NSS) says of each signature. */
export const pdfsig = (pdf: Uint8Array): Promise<readonly PdfsigSignature[]> =>
  inFolder(async (folder) => {
    await writeFile(join(folder, 'signed.pdf'), pdf);
    const { output } = await judge('pdfsig', ['-nocert', 'signed.pdf'], folder);
    return output
      .split(/^Signature #\d+:/m)
      .slice(1)
      .map((part) => ({
        valid: part.includes('Signature Validation: Signature is Valid.'),
        total: part.includes('Total document signed'),
      }));
  });

/** `openssl cms -verify` of the n-th signature's CMS (from 0) against exactly the bytes that its range covers. */
export const opensslVerify = (pdf: Uint8Array, n: number, authority: Uint8Array): Promise<Verdict> =>
  inFolder(async (folder) => {
    const { byteRange, contents } = signaturesOf(openPdf(pdf))[n]!;
    const [a, b, c, d] = byteRange!;
    await writeFile(join(folder, 'content'), Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]));
    await writeFile(join(folder, 'cms.der'), contents.subarray(0, derElementLength(contents)));
    await writeFile(join(folder, 'ca.der'), authority);
    await judge('openssl', ['x509', '-inform', 'DER', '-in', 'ca.der', '-out', 'ca.pem'], folder);
    return judge(
      'openssl',
      // The tests' certificates are valid around a fixed day.
      // prettier-ignore
      ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'cms.der', '-content', 'content', '-CAfile', 'ca.pem',
        '-attime', String(Math.floor(Date.parse('2026-03-03T09:30:00Z') / 1000)), '-out', 'out'],
      folder,
    );
  });
