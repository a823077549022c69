import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { CaseMode } from '@libro-firma/engine/plugin';
import type { Seal } from '@libro-firma/plugin-signing/ports';
import * as asn1 from 'asn1js';
import { AlgorithmIdentifier, AttributeTypeAndValue, Certificate, PublicKeyInfo, Time } from 'pkijs';

const COMMON_NAME = '2.5.4.3';
const SIGNATURE = { 'RSA-SHA256': '1.2.840.113549.1.1.11', 'ECDSA-SHA256': '1.2.840.10045.4.3.2' } as const;

export interface TestSeal extends Seal {
  /** PEM, for judges. */
  readonly certificate: string;
}

export interface TestSealOptions {
  readonly algorithm?: keyof typeof SIGNATURE;
  readonly demo?: boolean;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Its key is kept by somebody else. */
  readonly elsewhere?: boolean;
}

const certificateOf = (
  name: string,
  key: KeyObject,
  algorithm: keyof typeof SIGNATURE,
  validFrom: number,
  validTo: number,
): Uint8Array => {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ value: randomBytes(3).readUIntBE(0, 3) + 1 });
  const who = new AttributeTypeAndValue({ type: COMMON_NAME, value: new asn1.Utf8String({ value: name }) });
  certificate.subject.typesAndValues.push(who);
  certificate.issuer.typesAndValues.push(who);
  certificate.notBefore = new Time({ value: new Date(validFrom) });
  certificate.notAfter = new Time({ value: new Date(validTo) });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(new Uint8Array(spki));
  certificate.signature = new AlgorithmIdentifier({ algorithmId: SIGNATURE[algorithm] });
  certificate.signatureAlgorithm = certificate.signature;
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  const signature = sign('sha256', certificate.tbsView, key);
  certificate.signatureValue = new asn1.BitString({ valueHex: new Uint8Array(signature).buffer });
  return new Uint8Array(certificate.toSchema(false).toBER());
};

/** A seal with a key of its own, behind the port of the signing plugin. */
export const testSeal = (options: TestSealOptions = {}): TestSeal => {
  const { algorithm = 'RSA-SHA256', demo = true, elsewhere = false } = options;
  const name = 'Sigillo di prova del Comune';
  const { privateKey } =
    algorithm === 'RSA-SHA256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const validFrom = Date.parse(options.validFrom ?? '2020-01-01T00:00:00Z');
  const validTo = Date.parse(options.validTo ?? '2040-01-01T00:00:00Z');
  const der = certificateOf(name, privateKey, algorithm, validFrom, validTo);
  const certificate = {
    name,
    fiscalCode: undefined,
    organization: undefined,
    subject: `CN=${name}`,
    issuer: `CN=${name}`,
    serialNumber: '01',
    validFrom,
    validTo,
  };
  const usable = (mode: CaseMode): boolean => demo || mode === 'live';
  const identity = { certificate, chain: [der], algorithm, demo };
  const signed = (data: Uint8Array): Uint8Array => sign('sha256', data, privateKey);
  const pem = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`,
    identity: (_tenant, mode) => Promise.resolve(usable(mode) ? identity : undefined),
    sign: (_tenant, _mode, data) => Promise.resolve(signed(data)),
    atHand: (_tenant, mode) => Promise.resolve(usable(mode) && !elsewhere ? { ...identity, sign: signed } : undefined),
  };
};
