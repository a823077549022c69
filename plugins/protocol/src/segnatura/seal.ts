import { createHash, X509Certificate } from 'node:crypto';
import { SignedXml, type SignatureAlgorithm } from 'xml-crypto';

/**
 * The key of an electronic seal (eIDAS, art. 3 no. 25) that is at hand in this process. Signing is synchronous and does no
 * I/O: it runs while the database transaction that takes the number is open. See docs/decisions on remote seals.
 */
export interface SealKey {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Issuers above it, DER; may be empty. */
  readonly chain: readonly Uint8Array[];
  /** Of the demo authority: what it seals has no legal value. */
  readonly demo: boolean;
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  sign(data: Uint8Array): Uint8Array;
}

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = `${XMLDSIG}enveloped-signature`;
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

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
      return base64(key.sign(Buffer.from(signedInfo, 'utf8')));
    }
    verifySignature(): boolean {
      throw new Error('seals are made here, and verified elsewhere');
    }
    getAlgorithmName(): string {
      return RSA_SHA256;
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
  const certificates = [key.certificate, ...key.chain].map(base64);
  const signed = new SignedXml({
    privateKey: 'held by the seal',
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    getKeyInfoContent: () =>
      `<ds:X509Data>${certificates.map((each) => `<ds:X509Certificate>${each}</ds:X509Certificate>`).join('')}</ds:X509Data>`,
    objects: [{ content: qualifyingProperties(key.certificate, at) }],
  });
  signed.SignatureAlgorithms = { ...signed.SignatureAlgorithms, [RSA_SHA256]: algorithmOf(key) };
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
  signed.computeSignature(xml, { prefix: 'ds', attrs: { Id: ID.signature }, location: { reference: '/*', action: 'append' } });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${signed.getSignedXml()}`, 'utf8');
};

/** Until when the certificate holds, UTC milliseconds; a seal past it is refused before a number is taken. */
export const validityOf = (key: SealKey): { readonly from: number; readonly to: number } => {
  const { validFrom, validTo } = new X509Certificate(key.certificate);
  return { from: Date.parse(validFrom), to: Date.parse(validTo) };
};
