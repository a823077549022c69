import { createHash } from 'node:crypto';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { buildChain } from '../cms/chain.js';
import { readSignedData, type CmsProblem } from '../cms/read-signed-data.js';
import { summaryOf } from '../cms/subject.js';
import type { SignatureProblem, SignatureReport, VerificationReport } from '../report.js';
import { ascii, hex } from './bytes.js';
import { openPdf } from './open.js';
import { changesAfter } from './revisions.js';
import { signaturesOf, type SignatureDictionary } from './signature-dictionaries.js';

export interface TrustAnchor {
  /** DER of an authority's certificate. */
  readonly certificate: Uint8Array;
  readonly demo: boolean;
}

/** Verifies every signature of a PDF. Never throws for what the file contains. */
export const verifyPdf = (bytes: Uint8Array, anchors: readonly TrustAnchor[]): VerificationReport => {
  try {
    const found = signaturesOf(openPdf(bytes));
    const signatures = found.map((signature) => report(bytes, signature, anchors));
    const valid = signatures.length > 0 && signatures.every((one) => one.valid) && signatures.at(-1)!.coversFile;
    return { signatures, valid };
  } catch (error) {
    if (!(error instanceof LibroFirmaError)) throw error;
    return { signatures: [], valid: false, unreadable: error.text.it };
  }
};

const fromCms: Readonly<Record<CmsProblem, SignatureProblem>> = {
  unreadable: 'unreadable',
  'no-certificate': 'unreadable',
  'weak-algorithm': 'weak-algorithm',
  'digest-mismatch': 'content-changed',
  'bad-signature': 'signature-broken',
  'certificate-mismatch': 'certificate-mismatch',
};

const report = (
  bytes: Uint8Array,
  signature: SignatureDictionary,
  anchors: readonly TrustAnchor[],
): SignatureReport => {
  const range = signature.byteRange;
  const sound = range !== undefined && isSound(bytes, signature, range);
  const digest = (algorithm: string): Uint8Array => {
    const hash = createHash(algorithm);
    if (range)
      hash.update(bytes.subarray(range[0], range[0] + range[1])).update(bytes.subarray(range[2], range[2] + range[3]));
    return hash.digest();
  };
  const cms = readSignedData(signature.contents, digest);
  const problems = new Set<SignatureProblem>(cms.problems.map((one) => fromCms[one]));
  if (!sound) problems.add('byte-range');
  const end = range ? range[2] + range[3] : 0;
  const changes = sound ? changesAfter(bytes, end).map(({ what }) => what) : [];
  if (changes.length > 0) problems.add('changed-afterwards');
  const claimedAt = timeOf(signature.time);
  const chain =
    cms.certificate &&
    buildChain(
      cms.certificate,
      cms.certificates,
      anchors.map(({ certificate }) => certificate),
      claimedAt ?? Date.now(),
    );
  if (chain?.problem === 'expired') problems.add('expired');
  else if (chain?.problem === 'not-yet-valid') problems.add('not-yet-valid');
  else if (chain?.problem !== undefined) problems.add('untrusted');
  const intact = ['unreadable', 'content-changed', 'signature-broken', 'byte-range'].every(
    (one) => !problems.has(one as SignatureProblem),
  );
  const coversFile = sound && end === bytes.length;
  return {
    field: signature.field.name,
    signer: cms.certificate && summaryOf(cms.certificate),
    claimedAt,
    reason: signature.reason,
    level: levelOf(signature, cms.signingTime, problems),
    intact,
    trusted: chain?.trusted ?? false,
    demo: isDemo(chain?.anchor, anchors),
    coversFile,
    after: coversFile ? 'nothing' : changes.length > 0 ? 'changes' : 'signatures',
    changes: [...new Set(changes)].slice(0, 20),
    problems: [...problems],
    valid: problems.size === 0,
  };
};

/**
 * The byte range begins at 0, ends at the end of a revision, and leaves out exactly the value of this signature's own
 * /Contents (ISO 32000-2, 12.8.1): otherwise bytes could be exchanged in the gap.
 */
const isSound = (
  bytes: Uint8Array,
  { contents }: SignatureDictionary,
  [a, b, c, d]: readonly [number, number, number, number],
): boolean => {
  const numbers = [a, b, c, d].every((one) => Number.isSafeInteger(one) && one >= 0);
  if (!numbers || a !== 0 || c <= b || c + d > bytes.length) return false;
  const gap = ascii(bytes, b, c);
  const digits = gap.slice(1, -1).replace(/\s+/g, '').toLowerCase();
  if (gap[0] !== '<' || gap.at(-1) !== '>' || digits !== hex(contents)) return false;
  return /%%EOF\s*$/.test(ascii(bytes, Math.max(0, c + d - 32), c + d));
};

/** EN 319 142-1, 5.1 and 6.3: the sub-filter, the protected certificate, and no signing-time attribute. */
const levelOf = (
  { subFilter }: SignatureDictionary,
  signingTime: boolean,
  problems: ReadonlySet<SignatureProblem>,
): SignatureReport['level'] => {
  if (subFilter === 'ETSI.CAdES.detached') {
    return signingTime || problems.has('certificate-mismatch') ? 'PAdES' : 'PAdES-B-B';
  }
  return subFilter.startsWith('adbe.') ? 'PKCS#7' : 'unknown';
};

/** `D:20261124203143+01'00'` (ISO 32000-2, 7.9.4) as UTC milliseconds. */
const timeOf = (text: string | undefined): number | undefined => {
  const parts = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '');
  if (!parts) return undefined;
  const [, y, mo = '01', d = '01', h = '00', mi = '00', s = '00', sign, oh = '00', om = '00'] = parts;
  const utc = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  const offset = (Number(oh) * 60 + Number(om)) * 60_000;
  return sign === '+' ? utc - offset : sign === '-' ? utc + offset : utc;
};

const isDemo = (anchor: Uint8Array | undefined, anchors: readonly TrustAnchor[]): boolean =>
  anchor !== undefined && anchors.some(({ certificate, demo }) => demo && Buffer.from(certificate).equals(anchor));
