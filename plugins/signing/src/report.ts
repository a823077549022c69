import type { CertificateSummary } from './cms/subject.js';

/** Why a signature is not good. Codes are stable; the sentences are Italian. */
export type SignatureProblem =
  | 'unreadable'
  | 'content-changed'
  | 'signature-broken'
  | 'certificate-mismatch'
  | 'weak-algorithm'
  | 'byte-range'
  | 'changed-afterwards'
  | 'untrusted'
  | 'expired'
  | 'not-yet-valid';

export const problemSentences: Readonly<Record<SignatureProblem, string>> = {
  unreadable: 'La firma non è leggibile.',
  'content-changed': 'Il contenuto firmato è stato alterato.',
  'signature-broken': 'Il valore della firma non corrisponde al certificato.',
  'certificate-mismatch': 'La firma non indica in modo sicuro il certificato del firmatario.',
  'weak-algorithm': 'La firma usa un algoritmo non più sicuro.',
  'byte-range': 'La firma non copre tutto il documento come dovrebbe.',
  'changed-afterwards': 'Dopo la firma è stato modificato il contenuto del documento.',
  untrusted: 'Il certificato non proviene da un certificatore riconosciuto in questa installazione.',
  expired: 'Il certificato era scaduto al momento della firma.',
  'not-yet-valid': 'Il certificato non era ancora valido al momento della firma.',
};

/** What verification found out about one signature. */
export interface SignatureReport {
  /** Name of the signature field. */
  readonly field: string;
  readonly signer: CertificateSummary | undefined;
  /** The time that the signature claims (/M), UTC milliseconds; nobody else vouches for it at level B-B. */
  readonly claimedAt: number | undefined;
  readonly reason: string | undefined;
  readonly level: 'PAdES-B-B' | 'PAdES' | 'PKCS#7' | 'unknown';
  /** Digest and signature value fit, and the byte range leaves out nothing but the signature itself. */
  readonly intact: boolean;
  /** The certificate leads to a configured authority, and all of the path was valid at the claimed time. */
  readonly trusted: boolean;
  /** It ends in the demonstration authority. */
  readonly demo: boolean;
  /** It covers the file to its last byte; earlier signatures do not, and need not. */
  readonly coversFile: boolean;
  /** What came after it: nothing, further signatures, or changes of what was signed. */
  readonly after: 'nothing' | 'signatures' | 'changes';
  /** "la pagina 2", when `after` is `changes`. */
  readonly changes: readonly string[];
  readonly problems: readonly SignatureProblem[];
  /** No problem at all. */
  readonly valid: boolean;
}

/** The signatures of one file, oldest first. */
export interface VerificationReport {
  readonly signatures: readonly SignatureReport[];
  /** There is at least one, each is valid, and the last covers the whole file. */
  readonly valid: boolean;
  /** Why the file cannot be read at all: an Italian sentence. */
  readonly unreadable?: string;
}
