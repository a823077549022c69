import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notRun, shared } from '../../support/shared.js';
import { judge, validator, type Verdict } from '../../support/validators.js';

const SEGNATURA = 'agid/segnatura_protocollo.xsd';

const inFolder = async <T>(
  files: Readonly<Record<string, Uint8Array>>,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-judged-'));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export interface PdfsigSignature {
  readonly signer: string;
  readonly valid: boolean;
  readonly total: boolean;
}

/** What pdfsig (poppler, NSS) says of each signature; nothing where it is not installed. */
export const pdfsig = async (pdf: Uint8Array): Promise<readonly PdfsigSignature[] | undefined> => {
  if (!(await validator('pdfsig'))) return undefined;
  const { output } = await inFolder({ 'signed.pdf': pdf }, (folder) =>
    judge('pdfsig', ['-nocert', 'signed.pdf'], folder),
  );
  return output
    .split(/^Signature #\d+:/m)
    .slice(1)
    .map((part) => ({
      signer: /Signer Certificate Common Name: (.*)/.exec(part)?.[1]?.trim() ?? '',
      valid: part.includes('Signature Validation: Signature is Valid.'),
      total: part.includes('Total document signed'),
    }));
};

export interface Extracted {
  /** DER. */
  readonly cms: Uint8Array;
  /** The bytes that the signature is about. */
  readonly content: Uint8Array;
}

/** The CMS of each signature and the bytes that its range names, cut out of the file by hand: no PDF library judges itself. */
export const signaturesIn = (pdf: Buffer): readonly Extracted[] =>
  [...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((found) => {
    const [from, length, after, rest] = found.slice(1).map(Number) as [number, number, number, number];
    const hex = pdf.toString('latin1', from + length, after).replace(/[<>\s]/g, '');
    const cms = Buffer.from(hex, 'hex');
    return {
      cms: cms.subarray(0, 4 + cms.readUInt16BE(2)), // SEQUENCE with a length in two bytes; zeros fill the place
      content: Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(after, after + rest)]),
    };
  });

/** `openssl cms -verify` against an authority (DER) at a moment; nothing where it is not installed. */
export const opensslVerify = async (
  { cms, content }: Extracted,
  authority: Uint8Array,
  at: number,
): Promise<Verdict | undefined> => {
  if (!(await validator('openssl'))) return undefined;
  return inFolder({ 'cms.der': cms, content, 'ca.der': authority }, async (folder) => {
    await judge('openssl', ['x509', '-inform', 'DER', '-in', 'ca.der', '-out', 'ca.pem'], folder);
    // prettier-ignore
    return judge('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'cms.der', '-content', 'content',
      '-CAfile', 'ca.pem', '-attime', String(Math.floor(at / 1000)), '-out', 'out'], folder);
  });
};

/** xmllint against AgID's schema of the segnatura; nothing where either is missing. */
export const agidSchema = async (xml: Uint8Array): Promise<Verdict | undefined> => {
  if (!shared.has('agid')) notRun('the segnatura against the schema of AgID (../shared/agid is missing)');
  else if (await validator('xmllint'))
    return inFolder({ 'segnatura.xml': xml }, (folder) =>
      judge('xmllint', ['--nonet', '--noout', '--schema', shared.path(SEGNATURA), 'segnatura.xml'], folder),
    );
  return undefined;
};
