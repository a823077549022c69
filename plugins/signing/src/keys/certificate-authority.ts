import { createHash, createPublicKey, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import * as asn1 from 'asn1js';
import { BasicConstraints, Certificate, Extension, PublicKeyInfo, RelativeDistinguishedNames, Time } from 'pkijs';
import { bytesOf, derSequence, derSet, encode } from '../cms/der.js';
import { OID } from '../cms/oids.js';

const generate = promisify(generateKeyPair);

export interface KeyAndCertificate {
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** What a certificate says about whom it names, in the order in which it is written. */
export type Subject = readonly (readonly [attribute: keyof typeof OID, value: string])[];

export interface CertificateRequest {
  readonly subject: Subject;
  /** UTC milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly use: 'authority' | 'person' | 'seal';
  /** Where the issuer's certificate can be fetched (AIA, caIssuers); left out for an authority. */
  readonly issuerUrl?: string;
}

/** A new RSA key of 2048 bits and its certificate: signed by the issuer, or by itself without one. */
export const issueCertificate = async (
  request: CertificateRequest,
  issuer?: KeyAndCertificate,
): Promise<KeyAndCertificate> => {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const certificate = new Certificate();
  const issuerCertificate = issuer && Certificate.fromBER(bytesOf(issuer.certificate));
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ valueHex: serial().buffer });
  certificate.subject = distinguishedName(request.subject);
  certificate.issuer = issuerCertificate?.subject ?? certificate.subject;
  certificate.notBefore = new Time({ value: new Date(request.validFrom) });
  certificate.notAfter = new Time({ value: new Date(request.validTo) });
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(bytesOf(publicKey.export({ format: 'der', type: 'spki' })));
  certificate.extensions = extensions(request, publicKey, issuer ? createPublicKey(issuer.privateKey) : publicKey);
  // The algorithm is written twice (RFC 5280, 4.1.1.2 and 4.1.2.3), both times with NULL parameters.
  certificate.signature.algorithmId = OID.sha256WithRsa;
  certificate.signature.algorithmParams = new asn1.Null();
  certificate.signatureAlgorithm = certificate.signature;
  certificate.tbsView = encode(certificate.encodeTBS());
  const signature = sign('sha256', certificate.tbsView, (issuer ?? { privateKey }).privateKey);
  certificate.signatureValue = new asn1.BitString({ valueHex: bytesOf(signature).buffer });
  return { privateKey, certificate: encode(certificate.toSchema(false)) };
};

const serial = (): Uint8Array<ArrayBuffer> => {
  const bytes = bytesOf(randomBytes(16));
  bytes[0] = (bytes[0]! & 0x7f) | 0x40; // positive, without leading zeroes (RFC 5280, 4.1.2.2)
  return bytes;
};

/** One attribute in each relative name, as certificates are written everywhere (pkijs would put all into one). */
const distinguishedName = (subject: Subject): RelativeDistinguishedNames =>
  RelativeDistinguishedNames.fromBER(
    bytesOf(
      derSequence(
        subject.map(([name, value]) =>
          derSet([derSequence([encode(new asn1.ObjectIdentifier({ value: OID[name] })), encode(textOf(name, value))])]),
        ),
      ),
    ),
  );

/** Country and serial number are PrintableString, everything else UTF8String (RFC 5280, appendix A). */
const textOf = (name: keyof typeof OID, value: string): asn1.BaseStringBlock =>
  name === 'country' || name === 'serialNumber' || name === 'dnQualifier'
    ? new asn1.PrintableString({ value })
    : new asn1.Utf8String({ value });

const keyIdentifier = (key: KeyObject): ArrayBuffer => {
  const info = PublicKeyInfo.fromBER(bytesOf(key.export({ format: 'der', type: 'spki' })));
  const bits = info.subjectPublicKey.valueBlock.valueHexView;
  return bytesOf(createHash('sha1').update(bits).digest()).buffer;
};

const extension = (extnID: string, critical: boolean, value: asn1.BaseBlock): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER(false) });

/** Bits of keyUsage (RFC 5280, 4.2.1.3), the most significant first, and how many low ones are unused. */
const keyUsages = {
  authority: { bits: 0b0000_0110, unused: 1 }, // keyCertSign, cRLSign
  person: { bits: 0b0100_0000, unused: 6 }, // nonRepudiation alone, as Italian signature certificates have it
  seal: { bits: 0b0100_0000, unused: 6 },
} as const;

const extensions = (request: CertificateRequest, key: KeyObject, issuerKey: KeyObject): Extension[] => {
  const usage = keyUsages[request.use];
  const list = [
    extension(
      OID.keyUsage,
      true,
      new asn1.BitString({ valueHex: new Uint8Array([usage.bits]).buffer, unusedBits: usage.unused }),
    ),
    extension(OID.subjectKeyIdentifier, false, new asn1.OctetString({ valueHex: keyIdentifier(key) })),
    extension(
      OID.authorityKeyIdentifier,
      false,
      new asn1.Sequence({
        value: [new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: keyIdentifier(issuerKey) })],
      }),
    ),
  ];
  if (request.use === 'authority') {
    list.push(extension(OID.basicConstraints, true, new BasicConstraints({ cA: true }).toSchema()));
  }
  if (request.issuerUrl !== undefined) {
    const location = new asn1.Primitive({
      idBlock: { tagClass: 3, tagNumber: 6 },
      valueHex: bytesOf(Buffer.from(request.issuerUrl, 'ascii')).buffer,
    });
    const access = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: OID.caIssuers }), location] });
    list.push(extension(OID.authorityInfoAccess, false, new asn1.Sequence({ value: [access] })));
  }
  return list;
};
