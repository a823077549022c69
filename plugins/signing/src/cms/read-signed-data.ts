import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { bytesOf, derElementLength, encode } from './der.js';
import { OID } from './oids.js';

export type CmsProblem =
  | 'unreadable' // no CMS SignedData with one signer
  | 'no-certificate' // the signer's certificate is not in it
  | 'weak-algorithm' // SHA-1, MD5 or unknown
  | 'digest-mismatch' // the content is not what was signed
  | 'bad-signature' // the signature value does not fit key and attributes
  | 'certificate-mismatch'; // signing-certificate-v2 is missing or names another certificate

export interface CmsReading {
  readonly problems: readonly CmsProblem[];
  /** DER; `undefined` when it could not be found. */
  readonly certificate: Uint8Array | undefined;
  /** All certificates that the CMS carries, DER. */
  readonly certificates: readonly Uint8Array[];
  /** A signing-time attribute is there: not a PAdES baseline signature. */
  readonly signingTime: boolean;
}

const hashes: Readonly<Record<string, string>> = {
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

/**
 * Verifies a detached CMS against the digest of the content. The certificate's trust is not asked here.
 * @param bytes the CMS object, padding behind it allowed.
 * @param digest the content's digest by that algorithm.
 */
export const readSignedData = (bytes: Uint8Array, digest: (algorithm: string) => Uint8Array): CmsReading => {
  const nothing: CmsReading = {
    problems: ['unreadable'],
    certificate: undefined,
    certificates: [],
    signingTime: false,
  };
  const length = derElementLength(bytes);
  if (length === undefined || length > bytes.length) return nothing;
  let signedData: SignedData;
  try {
    const info = ContentInfo.fromBER(bytesOf(bytes.slice(0, length)));
    if (info.contentType !== OID.signedData) return nothing;
    signedData = new SignedData({ schema: info.content });
  } catch {
    return nothing; // what does not parse is told as unreadable, whatever the parser said
  }
  const [signer, ...more] = signedData.signerInfos;
  if (!signer || more.length > 0) return nothing;
  const certificates = (signedData.certificates ?? []).filter((one) => one instanceof Certificate);
  const found = certificates.find((one) => isNamedBy(signer, one));
  const ders = certificates.map((one) => encode(one.toSchema()));
  const certificate = found && encode(found.toSchema());
  const problems = certificate ? problemsOf(signer, certificate, digest) : (['no-certificate'] as const);
  return { problems, certificate, certificates: ders, signingTime: attributeOf(signer, OID.signingTime) !== undefined };
};

const isNamedBy = (signer: SignerInfo, certificate: Certificate): boolean =>
  signer.sid instanceof IssuerAndSerialNumber &&
  signer.sid.serialNumber.isEqual(certificate.serialNumber) &&
  signer.sid.issuer.isEqual(certificate.issuer);

const attributeOf = (signer: SignerInfo, type: string): asn1.BaseBlock | undefined => {
  const values: unknown = signer.signedAttrs?.attributes.find((one) => one.type === type)?.values[0];
  return values instanceof asn1.BaseBlock ? values : undefined;
};

const problemsOf = (
  signer: SignerInfo,
  certificate: Uint8Array,
  digest: (algorithm: string) => Uint8Array,
): readonly CmsProblem[] => {
  const algorithm = hashes[signer.digestAlgorithm.algorithmId];
  if (algorithm === undefined) return ['weak-algorithm'];
  const problems: CmsProblem[] = [];
  const stated = attributeOf(signer, OID.messageDigest);
  const content = attributeOf(signer, OID.contentType);
  const same =
    stated instanceof asn1.OctetString &&
    Buffer.from(stated.valueBlock.valueHexView).equals(digest(algorithm)) &&
    content instanceof asn1.ObjectIdentifier &&
    content.valueBlock.toString() === OID.data;
  if (!same) problems.push('digest-mismatch');
  if (!namesCertificate(signer, certificate)) problems.push('certificate-mismatch');
  if (!fits(signer, algorithm, certificate)) problems.push('bad-signature');
  return problems;
};

/** What is signed is the DER SET of the attributes, not their implicit tag (RFC 5652, 5.4). */
const fits = (signer: SignerInfo, algorithm: string, certificate: Uint8Array): boolean => {
  const attributes = signer.signedAttrs?.encodedValue;
  if (!attributes) return false;
  const key = new X509Certificate(certificate).publicKey;
  const pss = signer.signatureAlgorithm.algorithmId === OID.rsaPss;
  const options = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : {};
  try {
    return verify(algorithm, bytesOf(attributes), { key, ...options }, signer.signature.valueBlock.valueHexView);
  } catch {
    return false; // a key of another kind than the signature says
  }
};

/** ESSCertIDv2 (RFC 5035, section 4): its hash is that of the signer's certificate; SHA-256 where none is named. */
const namesCertificate = (signer: SignerInfo, certificate: Uint8Array): boolean => {
  const first = path(attributeOf(signer, OID.signingCertificateV2), 0, 0);
  if (!(first instanceof asn1.Sequence)) return false;
  const [head, second] = first.valueBlock.value;
  const named = head instanceof asn1.Sequence ? path(head, 0) : undefined;
  const algorithm = named instanceof asn1.ObjectIdentifier ? hashes[named.valueBlock.toString()] : 'sha256';
  const hash = head instanceof asn1.OctetString ? head : second;
  return (
    algorithm !== undefined &&
    hash instanceof asn1.OctetString &&
    createHash(algorithm).update(certificate).digest().equals(Buffer.from(hash.valueBlock.valueHexView))
  );
};

const path = (block: asn1.BaseBlock | undefined, ...indexes: readonly number[]): asn1.BaseBlock | undefined => {
  let here: asn1.BaseBlock | undefined = block;
  for (const index of indexes) here = here instanceof asn1.Sequence ? here.valueBlock.value[index] : undefined;
  return here;
};
