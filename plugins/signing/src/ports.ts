/**
 * What other plugins may ask of signing: who signed what, whether a file's signatures hold, the administration's seal, and
 * the place where a key provider comes in.
 * @packageDocumentation
 */
import { createPort, type ActorId, type CaseMode, type TenantId, type Tx } from '@libro-firma/engine/plugin';
import type { SignatureAlgorithm } from './cms/signed-data.js';
import type { CertificateSummary } from './cms/subject.js';
import type { VerificationReport } from './report.js';

export type { SignatureAlgorithm } from './cms/signed-data.js';
export type { CertificateSummary } from './cms/subject.js';
export type { SignatureProblem, SignatureReport, VerificationReport } from './report.js';

/** In which capacity somebody acted for somebody else; as the organisation says it at that instant. */
export type Capacity = 'own' | 'substitute' | 'signingDelegation' | 'functionsDelegation';

/** `initials` (sigla) stands on an act not yet perfect, `endorsement` (visto) on one that is ready or signed. */
export type MarkKind = 'initials' | 'endorsement';

interface GivenBy {
  readonly id: string;
  readonly caseId: string;
  readonly taskId: string;
  /** Name of the element in the diagram: "Visto di regolarità contabile". */
  readonly stepName: string;
  readonly documentId: string;
  /** The version that was looked at, and its SHA-256. */
  readonly version: number;
  readonly digest: string;
  readonly actor: ActorId;
  readonly onBehalfOf: ActorId | undefined;
  readonly capacity: Capacity;
  /** "Dirigente, Ufficio Gare". */
  readonly role: string | undefined;
  /** UTC milliseconds. */
  readonly at: number;
}

/** A sigla or visto that was given or refused. */
export interface Mark extends GivenBy {
  readonly kind: MarkKind;
  readonly outcome: 'approved' | 'rejected';
  readonly reason: string | undefined;
}

/** A signature that was put on a document and committed. `version` and `digest` are those of the signed file. */
export interface Signature extends GivenBy {
  /** The digest of the version that the signer had opened and signed. */
  readonly openedDigest: string;
  /** Name of the signature field in the file. */
  readonly field: string;
  readonly certificate: CertificateSummary;
  /** Made with demonstration keys: without legal value. */
  readonly demo: boolean;
  /** Where the stamp is, page from 1; `undefined` for a signature without a stamp. */
  readonly stampPage: number | undefined;
  readonly batchId: string;
}

/** A signature that was refused in a firma step. */
export interface Refused extends GivenBy {
  readonly reason: string;
}

export interface Signing {
  /** Oldest first. */
  marksOn(tx: Tx, caseId: string): Promise<readonly Mark[]>;
  /** Oldest first. Empty for a document that nobody signed here (it may still bear signatures made elsewhere). */
  signaturesOn(tx: Tx, documentId: string): Promise<readonly Signature[]>;
  /** All of a case, oldest first. */
  signaturesOfCase(tx: Tx, caseId: string): Promise<readonly Signature[]>;
  /** Oldest first. */
  refusalsOf(tx: Tx, caseId: string): Promise<readonly Refused[]>;
}

export const Signing = createPort<Signing>('signing:1');

/** Reads a PDF's signatures in a child process with limits. Outside any transaction. */
export interface Verification {
  /**
   * `valid` when there is at least one signature, each is intact, trusted, valid at its time and unaltered since, and the
   * last covers the whole file. Never throws for what the file contains, except `signing.too-heavy`.
   */
  verify(tenant: TenantId, pdf: Uint8Array): Promise<VerificationReport>;
}

export const Verification = createPort<Verification>('signing.verification:1');

/** The certificate of the administration's electronic seal. */
export interface SealIdentity {
  readonly certificate: CertificateSummary;
  /** DER, the seal's own first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly demo: boolean;
}

/** A seal whose key is in this process: it signs at once and without I/O. */
export interface SealAtHand extends SealIdentity {
  /** As {@link Seal.sign}. */
  sign(data: Uint8Array): Uint8Array;
}

/** What a machine signs with: never a person's key. */
export interface Seal {
  /** `undefined` where no provider has a seal for cases of this mode (trial cases: a demonstration seal only). */
  identity(tenant: TenantId, mode: CaseMode): Promise<SealIdentity | undefined>;
  /**
   * Signs `data` (hashed with SHA-256) with the key of {@link identity}. RSA: PKCS #1 v1.5; ECDSA: DER. Throws
   * `signing.no-seal` or `signing.provider-unavailable`. Outside any transaction.
   */
  sign(tenant: TenantId, mode: CaseMode, data: Uint8Array): Promise<Uint8Array>;
  /**
   * The seal ready to be used inside a transaction, where a number, its segnatura and its seal have to go together. Asked
   * for before it begins. `undefined` where there is no seal for this mode, or its key is kept elsewhere.
   */
  atHand(tenant: TenantId, mode: CaseMode): Promise<SealAtHand | undefined>;
}

export const Seal = createPort<Seal>('signing.seal:1');

/** A certificate that somebody may sign with, its key kept by a {@link KeyProvider}. */
export interface Credential {
  /** Unique within its provider. */
  readonly id: string;
  /** "Firma dimostrativa di Mario Rossi". */
  readonly label: string;
  readonly certificate: CertificateSummary;
  /** DER, the signer's own first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly locked: boolean;
  /** Hashes that one authorisation may cover (CSC: `multisign`). */
  readonly multisign: number;
  readonly demo: boolean;
  /** Shown beside the PIN field: "PIN dimostrativo: 12345678". */
  readonly hint?: string;
}

/** One act of will, the PIN, for one or many documents. */
export interface AuthoriseRequest {
  readonly tenant: TenantId;
  readonly actor: ActorId;
  readonly credentialId: string;
  /** Never stored, never logged, never tried twice by itself. */
  readonly pin: string;
  /** SHA-256 values, 32 bytes each: the authorisation covers exactly these. */
  readonly hashes: readonly Uint8Array[];
}

/** What `signHash` is asked with, until it ends. */
export interface Authorisation {
  readonly id: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

/**
 * Keeps keys and signs hashes with them: a file (demo), a remote service (CSC API v2), a smart card. Every error is a
 * `LibroFirmaError` with one of these codes; anything else is a bug.
 */
export interface KeyProvider {
  /** Unique: `demo`, `csc`. */
  readonly name: string;
  readonly demo: boolean;
  /** The person's certificates, usable or locked; made on demand where the provider can. */
  credentialsOf(tenant: TenantId, actor: ActorId): Promise<readonly Credential[]>;
  /**
   * One authorisation for many documents. Throws `signing.wrong-pin` (`details.attemptsLeft`, where the provider tells),
   * `signing.credential-locked`, `signing.no-credential`, `signing.provider-unavailable`. Never called again by itself.
   */
  authorise(request: AuthoriseRequest): Promise<Authorisation>;
  /**
   * Signs one of the authorised hashes. Asked again for the same hash under the same authorisation, it answers with the
   * same signature where the provider can (it must not charge or count it again). Throws `signing.authorisation-lost`,
   * `signing.provider-unavailable`.
   */
  signHash(request: {
    readonly tenant: TenantId;
    readonly authorisationId: string;
    readonly credentialId: string;
    readonly hash: Uint8Array;
  }): Promise<Uint8Array>;
  /** The administration's seal, where the provider keeps one. */
  readonly seal?: {
    identity(tenant: TenantId): Promise<SealIdentity>;
    sign(tenant: TenantId, data: Uint8Array): Promise<Uint8Array>;
    /** Where the key itself can be had in this process. */
    atHand?(tenant: TenantId): Promise<SealAtHand>;
  };
  /** Authorities whose certificates count as trusted because this provider issues under them. DER. */
  anchors?(tenant: TenantId): Promise<readonly Uint8Array[]>;
}

/** Where a plugin that brings keys announces itself, in its `start`. */
export interface KeyProviders {
  /** Throws on a name that is taken. The answer takes the provider away again. */
  register(provider: KeyProvider): () => void;
  /** Those that may be used in this mode: trial cases sign with demonstration keys only. */
  usable(mode: CaseMode): readonly KeyProvider[];
}

export const KeyProviders = createPort<KeyProviders>('signing.key-providers:1');
