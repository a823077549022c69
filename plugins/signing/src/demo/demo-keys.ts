import { constants, privateEncrypt, sign, type KeyObject } from 'node:crypto';
import { type ActorId, type Clock, type Database, type TenantId, type Tx } from '@libro-firma/engine/plugin';
import type { Person } from '@libro-firma/plugin-organisation/ports';
import { summaryOf } from '../cms/subject.js';
import { refuse } from '../errors.js';
import { issueCertificate, type CertificateRequest, type KeyAndCertificate } from '../keys/certificate-authority.js';
import type { Authorisation, AuthoriseRequest, Credential, KeyProvider, SealAtHand, SealIdentity } from '../ports.js';
import { newId } from '../rows/ids.js';
import { KeyFiles } from './key-files.js';
import { isLocked, lockedOnes, ownerName, personOf, wrongPin, type LockedKey } from './locks.js';
import { hashPin, pinFits } from './pin.js';
import * as rows from './rows.js';

export interface DemoKeysOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Folder of the private keys. */
  readonly folder: string;
  readonly person: (tx: Tx, id: ActorId) => Promise<Person | undefined>;
  /** PIN of every demonstration certificate. */
  readonly pin: string;
  readonly maxAttempts: number;
  /** How long an authorisation holds, milliseconds. */
  readonly authorisationMs: number;
  /** Name of the administration in the seal's certificate. */
  readonly administration: string;
  /** Where the server is reached. */
  readonly publicUrl: string;
}

const DAY = 86_400_000;
const WARNING = 'PROVA - SENZA VALORE LEGALE';
/** DER of a DigestInfo for SHA-256 without the hash itself (RFC 8017, 9.2, note 1). */
const SHA256_PREFIX = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * Keys without legal value, for the demo command only: an authority per tenant, and on demand one certificate a person
 * and one seal. Authorisations are stored with the hashes they cover, and signatures before they are given out: a process
 * that ends in between goes on with the same authorisation and gets the same signature.
 */
export class DemoKeys implements KeyProvider {
  readonly name = 'demo';
  readonly demo = true;
  private readonly files: KeyFiles;
  /** One key at a time for one owner, in this process. */
  private readonly making = new Map<string, Promise<rows.DemoKeyRow>>();

  constructor(private readonly options: DemoKeysOptions) {
    this.files = new KeyFiles(options.folder);
  }

  async credentialsOf(tenant: TenantId, actor: ActorId): Promise<readonly Credential[]> {
    const person = await this.options.db.read(tenant, (tx) => this.options.person(tx, actor));
    if (!person) return [];
    const key = await this.keyFor(tenant, ownerName(actor), personCertificate(person));
    const authority = await this.authority(tenant);
    return [
      {
        id: key.id,
        label: `Firma dimostrativa di ${person.givenName} ${person.familyName}`,
        certificate: summaryOf(key.certificate),
        chain: [key.certificate, authority.certificate],
        algorithm: 'RSA-SHA256',
        locked: isLocked(key, this.options.maxAttempts),
        multisign: 1000,
        demo: true,
        hint: `PIN dimostrativo: ${this.options.pin}`,
      },
    ];
  }

  async authorise({ tenant, actor, credentialId, pin, hashes }: AuthoriseRequest): Promise<Authorisation> {
    const { db, clock, maxAttempts, authorisationMs } = this.options;
    const key = await db.read(tenant, (tx) => rows.keyById(tx, credentialId));
    if (!key?.pin || key.owner !== ownerName(actor)) throw refuse('no-credential');
    const counted = await db.write(tenant, (tx) => rows.countAttempt(tx, key.id, maxAttempts));
    if (counted === undefined) throw refuse('credential-locked');
    if (!(await pinFits(pin, key.pin))) {
      const attemptsLeft = maxAttempts - counted;
      if (attemptsLeft > 0) throw wrongPin(attemptsLeft);
      await db.write(tenant, (tx) => rows.lockKey(tx, key.id));
      throw refuse('credential-locked');
    }
    const authorisation = { id: newId(clock.now()), keyId: key.id, expiresAt: clock.now() + authorisationMs };
    await db.write(tenant, async (tx) => {
      await rows.clearAttempts(tx, key.id);
      await rows.insertHashes(tx, authorisation, hashes.map(hexOf));
    });
    return { id: authorisation.id, expiresAt: authorisation.expiresAt };
  }

  async signHash({ tenant, authorisationId, credentialId, hash }: Parameters<KeyProvider['signHash']>[0]) {
    const { db, clock } = this.options;
    const found = await db.read(tenant, (tx) => rows.findHash(tx, authorisationId, hexOf(hash)));
    if (!found || found.keyId !== credentialId) throw refuse('authorisation-lost');
    if (found.signature !== undefined) return new Uint8Array(Buffer.from(found.signature, 'base64'));
    if (found.expiresAt < clock.now()) throw refuse('authorisation-lost');
    const key = await this.files.read(tenant, credentialId);
    const signature = privateEncrypt(
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.concat([SHA256_PREFIX, hash]),
    );
    await db.write(tenant, (tx) => rows.keepSignature(tx, authorisationId, hexOf(hash), signature.toString('base64')));
    return new Uint8Array(signature);
  }

  readonly seal = {
    identity: async (tenant: TenantId): Promise<SealIdentity> => {
      const [key, authority] = [await this.sealKey(tenant), await this.authority(tenant)];
      return {
        certificate: summaryOf(key.certificate),
        chain: [key.certificate, authority.certificate],
        algorithm: 'RSA-SHA256',
        demo: true,
      };
    },
    sign: async (tenant: TenantId, data: Uint8Array): Promise<Uint8Array> => {
      const { id } = await this.sealKey(tenant);
      return new Uint8Array(sign('sha256', data, await this.files.read(tenant, id)));
    },
    atHand: async (tenant: TenantId): Promise<SealAtHand> => {
      const identity = await this.seal.identity(tenant);
      const key = await this.files.read(tenant, (await this.sealKey(tenant)).id);
      return { ...identity, sign: (data) => new Uint8Array(sign('sha256', data, key)) };
    },
  };

  async anchors(tenant: TenantId): Promise<readonly Uint8Array[]> {
    const known = await this.options.db.read(tenant, (tx) => rows.authorities(tx));
    return known.map(({ certificate }) => certificate);
  }

  /** The present authority's certificate, DER; made when there is none. */
  async authorityCertificate(tenant: TenantId): Promise<Uint8Array> {
    return (await this.authority(tenant)).certificate;
  }

  /** Credentials that wrong PINs locked, and whose they are. */
  locked(tx: Tx): Promise<readonly LockedKey[]> {
    return lockedOnes(tx, this.options.maxAttempts);
  }

  /** Makes a locked credential usable again; whose it is. Throws `signing.no-credential`. */
  unlock(tenant: TenantId, credentialId: string): Promise<ActorId> {
    return this.options.db.write(tenant, async (tx) => {
      const key = await rows.keyById(tx, credentialId);
      if (!key?.pin) throw refuse('no-credential');
      await rows.clearAttempts(tx, key.id);
      return personOf(key.owner);
    });
  }

  private authority(tenant: TenantId): Promise<rows.DemoKeyRow> {
    const subject = [
      ['country', 'IT'],
      ['organization', WARNING],
      ['commonName', `Certificatore dimostrativo - ${WARNING}`],
    ] as const;
    return this.keyFor(tenant, 'authority', { subject, years: 20, use: 'authority' });
  }

  private sealKey(tenant: TenantId): Promise<rows.DemoKeyRow> {
    const { administration } = this.options;
    const subject = [
      ['country', 'IT'],
      ['organization', administration],
      ['commonName', `Sigillo dimostrativo di ${administration} - ${WARNING}`],
    ] as const;
    return this.keyFor(tenant, 'seal', { subject, years: 3, use: 'seal' });
  }

  private async keyFor(tenant: TenantId, owner: string, wanted: Wanted): Promise<rows.DemoKeyRow> {
    const { db, clock } = this.options;
    const find = (): Promise<rows.DemoKeyRow | undefined> =>
      db.read(tenant, (tx) => rows.findKey(tx, owner, clock.now() + DAY));
    const known = await find();
    if (known) return known;
    const place = `${tenant} ${owner}`;
    const making =
      this.making.get(place) ??
      this.make(tenant, owner, wanted)
        .then(async (made) => (await find()) ?? made)
        .finally(() => this.making.delete(place));
    this.making.set(place, making);
    return making;
  }

  private async make(tenant: TenantId, owner: string, { subject, years, use }: Wanted): Promise<rows.DemoKeyRow> {
    const { db, clock, pin, publicUrl } = this.options;
    const now = clock.now();
    const issuer = use === 'authority' ? undefined : await this.issuer(tenant);
    const made = await issueCertificate(
      {
        subject,
        validFrom: now - DAY,
        validTo: now + years * 365 * DAY,
        use,
        ...(issuer === undefined ? {} : { issuerUrl: `${publicUrl}/api/v1/signing/demo/ca.cer` }),
      },
      issuer,
    );
    const key = {
      id: newId(now),
      owner,
      certificate: made.certificate,
      pin: use === 'person' ? await hashPin(pin) : undefined,
      validTo: now + years * 365 * DAY,
    };
    await this.files.write(tenant, key.id, made.privateKey); // the row comes last: no row, no key
    await db.write(tenant, (tx) => rows.insertKey(tx, key));
    return { ...key, failures: 0, lockedAt: undefined };
  }

  private async issuer(tenant: TenantId): Promise<KeyAndCertificate> {
    const { id, certificate } = await this.authority(tenant);
    const privateKey: KeyObject = await this.files.read(tenant, id);
    return { privateKey, certificate };
  }
}

interface Wanted {
  readonly subject: CertificateRequest['subject'];
  readonly years: number;
  readonly use: CertificateRequest['use'];
}

/** As an Italian signature certificate names a person (ETSI EN 319 412-2). */
const personCertificate = ({ givenName, familyName, fiscalCode }: Person): Wanted => ({
  subject: [
    ['country', 'IT'],
    ['serialNumber', `TINIT-${fiscalCode}`],
    ['surname', familyName],
    ['givenName', givenName],
    ['commonName', `${givenName} ${familyName}`],
    ['organization', WARNING],
  ],
  years: 3,
  use: 'person',
});

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
