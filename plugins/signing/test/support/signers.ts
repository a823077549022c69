import { sign } from 'node:crypto';
import { assembleSignedData, signedAttributes } from '../../src/cms/signed-data.js';
import { derSet } from '../../src/cms/der.js';
import { issueCertificate, type KeyAndCertificate } from '../../src/keys/certificate-authority.js';
import { embedSignature, preparePdf, type PreparedPdf, type PrepareRequest } from '../../src/pdf/prepare.js';
import type { TrustAnchor } from '../../src/pdf/verify.js';

const DAY = 86_400_000;
/** A fixed instant: certificates of these tests are valid around it. */
export const NOW = Date.parse('2026-03-03T09:30:00Z');

export interface Signer extends KeyAndCertificate {
  readonly name: string;
}

let authority: Promise<KeyAndCertificate> | undefined;

/** One authority for all tests of a run: making keys takes long. */
export const testAuthority = (): Promise<KeyAndCertificate> => {
  authority ??= issueCertificate({
    subject: [
      ['country', 'IT'],
      ['organization', 'Certificatore di test'],
      ['commonName', 'Radice di test'],
    ],
    validFrom: NOW - 100 * DAY,
    validTo: NOW + 4000 * DAY,
    use: 'authority',
  });
  return authority;
};

export const anchors = async (): Promise<readonly TrustAnchor[]> => [
  { certificate: (await testAuthority()).certificate, demo: true },
];

const made = new Map<string, Promise<Signer>>();

export const signer = (name: string, validity = { from: NOW - DAY, to: NOW + 365 * DAY }): Promise<Signer> => {
  const key = `${name} ${validity.from} ${validity.to}`;
  const known = made.get(key);
  if (known) return known;
  const [givenName = name, ...rest] = name.split(' ');
  const making = testAuthority().then(async (issuer) => {
    const subject = [
      ['country', 'IT'],
      ['serialNumber', 'TINIT-RSSMRA80A01G273X'],
      ['surname', rest.join(' ')],
      ['givenName', givenName],
      ['commonName', name],
    ] as const;
    const made = await issueCertificate(
      {
        subject,
        validFrom: validity.from,
        validTo: validity.to,
        use: 'person',
        issuerUrl: 'http://test.invalid/ca.cer',
      },
      issuer,
    );
    return { ...made, name };
  });
  made.set(key, making);
  return making;
};

export interface SignOptions extends Partial<PrepareRequest> {
  readonly position?: number;
  readonly role?: string;
  readonly onBehalfOf?: string;
}

export const prepareFor = async (pdf: Uint8Array, by: Signer, options: SignOptions = {}): Promise<PreparedPdf> =>
  preparePdf({
    pdf,
    anchor: { position: options.position ?? 1 },
    stamp: {
      name: by.name,
      role: options.role ?? 'Dirigente, Ufficio Gare',
      onBehalfOf: options.onBehalfOf,
      signed: 'Firmato digitalmente il 03/03/2026 alle 10:30',
      warning: 'PROVA - SENZA VALORE LEGALE',
    },
    signaturePage: { document: 'atto.pdf', notes: [] },
    at: NOW,
    reserve: 12_000,
    ...options,
  });

/** The three phases in a row. */
export const signPdf = async (pdf: Uint8Array, by: Signer, options: SignOptions = {}): Promise<Uint8Array> => {
  const prepared = await prepareFor(pdf, by, options);
  return embedSignature(prepared, await cmsFor(prepared.digest, by));
};

export const cmsFor = async (digest: Uint8Array, by: Signer): Promise<Uint8Array> => {
  const attributes = signedAttributes(digest, by.certificate);
  return assembleSignedData({
    attributes,
    chain: [by.certificate, (await testAuthority()).certificate],
    algorithm: 'RSA-SHA256',
    signature: sign('sha256', derSet(attributes.elements), by.privateKey),
  });
};
