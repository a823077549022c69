import { createHash } from 'node:crypto';
import { SignedXml, type SignatureAlgorithm } from 'xml-crypto';
import { rawSignature } from './ecdsa.js';

/**
 * What seals one segnatura: a certificate, and its key at hand in this process. Signing is synchronous and does no I/O: it
 * runs while the database transaction that takes the number is open (docs/decisions, on the seal inside the transaction).
 */
export interface SealKey {
  /** DER, the seal's own first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: 'RSA-SHA256' | 'ECDSA-SHA256';
  /** RSA: PKCS #1 v1.5; ECDSA: DER, as CMS has it. */
  sign(data: Uint8Array): Uint8Array;
}

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = `${XMLDSIG}enveloped-signature`;
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
/** RFC 6931, 2.3.2 and 2.3.6. */
const ALGORITHMS = {
  'RSA-SHA256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'ECDSA-SHA256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
} as const;

const ID = { signature: 'sigillo', properties: 'sigillo-proprieta', reference: 'sigillo-segnatura' } as const;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/**
 * ETSI EN 319 132-1, baseline level B: signing time, digest of the signing certificate, format of what is signed. They are
 * signed themselves.
 */
const qualifyingProperties = (certificate: Uint8Array, at: number): string => {
  const digest = createHash('sha256').update(certificate).digest('base64');
  const time = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
  return (
    `<xades:QualifyingProperties xmlns:xades="${XADES}" xmlns:ds="${XMLDSIG}" Target="#${ID.signature}">` +
    `<xades:SignedProperties Id="${ID.properties}">` +
    `<xades:SignedSignatureProperties><xades:SigningTime>${time}</xades:SigningTime>` +
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${SHA256}"/>` +
    `<ds:DigestValue>${digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>` +
    `</xades:SignedSignatureProperties>` +
    `<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#${ID.reference}">` +
    `<xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>` +
    `</xades:SignedProperties></xades:QualifyingProperties>`
  );
};

/** The library asks for a class that it makes itself; the key stands behind it. */
const algorithmOf = (key: SealKey): new () => SignatureAlgorithm => {
  class SealAlgorithm implements SignatureAlgorithm {
    getSignature(signedInfo: unknown): string {
      if (typeof signedInfo !== 'string') throw new TypeError('canonical XML is text');
      const signature = key.sign(Buffer.from(signedInfo, 'utf8'));
      return base64(key.algorithm === 'ECDSA-SHA256' ? rawSignature(signature) : signature);
    }
    verifySignature(): boolean {
      throw new Error('seals are made here, and verified elsewhere');
    }
    getAlgorithmName(): string {
      return ALGORITHMS[key.algorithm];
    }
  }
  return SealAlgorithm;
};

/**
 * The document with an enveloped XAdES baseline B seal as its last child.
 *
 * @param xml the segnatura without `ds:Signature`
 * @param at signing time, UTC milliseconds: that of the registration
 * @returns UTF-8 bytes with an XML declaration
 */
export const sealXml = (xml: string, key: SealKey, at: number): Uint8Array => {
  const [own] = key.chain;
  if (own === undefined) throw new TypeError('a seal needs its certificate');
  const algorithm = ALGORITHMS[key.algorithm];
  const certificates = key.chain.map((each) => `<ds:X509Certificate>${base64(each)}</ds:X509Certificate>`).join('');
  const signed = new SignedXml({
    privateKey: 'held by the seal',
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: () => `<ds:X509Data>${certificates}</ds:X509Data>`,
    objects: [{ content: qualifyingProperties(own, at) }],
  });
  signed.SignatureAlgorithms = { ...signed.SignatureAlgorithms, [algorithm]: algorithmOf(key) };
  signed.addReference({
    xpath: '/*',
    isEmptyUri: true,
    id: ID.reference,
    transforms: [ENVELOPED, EXCLUSIVE_C14N],
    digestAlgorithm: SHA256,
  });
  signed.addReference({
    xpath: `//*[@Id='${ID.properties}']`,
    type: 'http://uri.etsi.org/01903#SignedProperties',
    transforms: [EXCLUSIVE_C14N],
    digestAlgorithm: SHA256,
  });
  const location = { reference: '/*', action: 'append' } as const;
  signed.computeSignature(xml, { prefix: 'ds', attrs: { Id: ID.signature }, location });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${signed.getSignedXml()}`, 'utf8');
};
