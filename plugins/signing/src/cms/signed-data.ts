import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import { Certificate } from 'pkijs';
import { bytesOf, derSequence, derSet, derTaggedSet, encode } from './der.js';
import { OID } from './oids.js';

/** How a key signs. Both over SHA-256. */
export type SignatureAlgorithm = 'RSA-SHA256' | 'ECDSA-SHA256';

/** The attributes that are signed in place of the content (RFC 5652, 5.4). */
export interface SignedAttributes {
  /** One DER attribute each. */
  readonly elements: readonly Uint8Array[];
  /** SHA-256 of their DER SET: what the key signs. */
  readonly hash: Uint8Array;
}

/**
 * Content type, message digest and signing-certificate-v2 (RFC 5035; ETSI EN 319 142-1, table 1). No signing-time: in
 * PAdES the time stands in the signature dictionary's /M, and a baseline signature must not have both.
 * @param contentDigest SHA-256 of the content, 32 bytes.
 * @param certificate the signer's, DER.
 */
export const signedAttributes = (contentDigest: Uint8Array, certificate: Uint8Array): SignedAttributes => {
  const elements = [
    attribute(OID.contentType, new asn1.ObjectIdentifier({ value: OID.data })),
    attribute(OID.messageDigest, new asn1.OctetString({ valueHex: bytesOf(contentDigest).buffer })),
    attribute(OID.signingCertificateV2, signingCertificateV2(certificate)),
  ];
  return { elements, hash: createHash('sha256').update(derSet(elements)).digest() };
};

/**
 * A detached CMS SignedData (RFC 5652) with one signer.
 * @param chain the signer's certificate and its issuers without the root's necessity, DER, the signer's first.
 */
export const assembleSignedData = (parts: {
  readonly attributes: SignedAttributes;
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}): Uint8Array => {
  const signer = parts.chain[0];
  if (signer === undefined) throw new TypeError('a signature needs its certificate');
  const certificate = Certificate.fromBER(bytesOf(signer));
  const signerInfo = derSequence([
    encode(new asn1.Integer({ value: 1 })),
    derSequence([encode(certificate.issuer.toSchema()), encode(certificate.serialNumber)]),
    digestAlgorithm(),
    derTaggedSet(0, parts.attributes.elements),
    signatureAlgorithm(parts.algorithm),
    encode(new asn1.OctetString({ valueHex: bytesOf(parts.signature).buffer })),
  ]);
  const signedData = derSequence([
    encode(new asn1.Integer({ value: 1 })),
    derSet([digestAlgorithm()]),
    derSequence([encode(new asn1.ObjectIdentifier({ value: OID.data }))]),
    derTaggedSet(0, parts.chain),
    derSet([signerInfo]),
  ]);
  return derSequence([encode(new asn1.ObjectIdentifier({ value: OID.signedData })), encodeExplicit(0, signedData)]);
};

const attribute = (type: string, value: asn1.BaseBlock): Uint8Array =>
  derSequence([encode(new asn1.ObjectIdentifier({ value: type })), derSet([encode(value)])]);

/** ESSCertIDv2 with its default hash algorithm, SHA-256, left out as DER wants, and the issuer's name and serial. */
const signingCertificateV2 = (der: Uint8Array): asn1.Sequence => {
  const certificate = Certificate.fromBER(bytesOf(der));
  const digest = createHash('sha256').update(der).digest();
  const issuer = new asn1.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [certificate.issuer.toSchema()],
  });
  return new asn1.Sequence({
    value: [
      new asn1.Sequence({
        value: [
          new asn1.Sequence({
            value: [
              new asn1.OctetString({ valueHex: bytesOf(digest).buffer }),
              new asn1.Sequence({ value: [new asn1.Sequence({ value: [issuer] }), certificate.serialNumber] }),
            ],
          }),
        ],
      }),
    ],
  });
};

const digestAlgorithm = (): Uint8Array =>
  derSequence([encode(new asn1.ObjectIdentifier({ value: OID.sha256 })), encode(new asn1.Null())]);

const signatureAlgorithm = (algorithm: SignatureAlgorithm): Uint8Array =>
  algorithm === 'RSA-SHA256'
    ? derSequence([encode(new asn1.ObjectIdentifier({ value: OID.sha256WithRsa })), encode(new asn1.Null())])
    : derSequence([encode(new asn1.ObjectIdentifier({ value: OID.ecdsaWithSha256 }))]);

const encodeExplicit = (n: number, content: Uint8Array): Uint8Array => derTaggedSet(n, [content]);
