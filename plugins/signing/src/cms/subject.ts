import { X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import { bytesOf } from './der.js';
import { OID } from './oids.js';
import { validityOf } from './chain.js';

/** Whom a certificate names, as people read it. */
export interface CertificateSummary {
  /** Common name, or given name and surname. */
  readonly name: string;
  /** Where the certificate has both (ETSI EN 319 412-2, 4.2.4); those kept before 0.1.0 may lack them. */
  readonly givenName?: string;
  readonly familyName?: string;
  /** From `serialNumber=TINIT-RSSMRA80A01G273X` (ETSI EN 319 412-1, 5.1.3). */
  readonly fiscalCode: string | undefined;
  readonly organization: string | undefined;
  /** All attributes, one line. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** UTC milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

const names: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.surname]: 'SN',
  [OID.givenName]: 'GN',
  [OID.serialNumber]: 'serialNumber',
  [OID.country]: 'C',
  [OID.organization]: 'O',
  [OID.organizationIdentifier]: 'organizationIdentifier',
  [OID.dnQualifier]: 'dnQualifier',
};

export const summaryOf = (der: Uint8Array): CertificateSummary => {
  const certificate = Certificate.fromBER(bytesOf(der));
  const x509 = new X509Certificate(der);
  const subject = attributesOf(certificate.subject);
  const value = (oid: string): string | undefined => subject.find(([type]) => type === oid)?.[1];
  const [givenName, familyName] = [value(OID.givenName), value(OID.surname)];
  const validity = validityOf(x509);
  return {
    name: value(OID.commonName) ?? [givenName, familyName].filter((part) => part !== undefined).join(' '),
    ...(givenName === undefined || familyName === undefined ? {} : { givenName, familyName }),
    fiscalCode: /^TINIT-([A-Z0-9]{16})$/i.exec(value(OID.serialNumber) ?? '')?.[1]?.toUpperCase(),
    organization: value(OID.organization),
    subject: lineOf(subject),
    issuer: lineOf(attributesOf(certificate.issuer)),
    serialNumber: x509.serialNumber.toLowerCase(),
    validFrom: validity.from,
    validTo: validity.to,
  };
};

const attributesOf = (name: Certificate['subject']): readonly (readonly [string, string])[] =>
  name.typesAndValues.map(({ type, value }) => [String(type), String(value.valueBlock.value)] as const);

const lineOf = (attributes: readonly (readonly [string, string])[]): string =>
  attributes.map(([type, value]) => `${names[type] ?? type}=${value}`).join(', ');
