/** What the server answers below `/api/v1/signing`. Instants are UTC milliseconds. */

export interface Certificate {
  readonly name: string;
  readonly organization?: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validFrom: number;
  readonly validTo: number;
}

export interface Credential {
  readonly id: string;
  readonly label: string;
  readonly certificate: Certificate;
  readonly locked: boolean;
  readonly demo: boolean;
  readonly hint?: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What stands in the way of one signature, or nothing. */
export interface Readiness {
  readonly taskId: string;
  readonly caseId?: string;
  readonly title?: string;
  readonly document?: {
    readonly id: string;
    readonly version: number;
    readonly digest: string;
    readonly name: string;
    readonly pages?: number;
    readonly opened: boolean;
  };
  readonly onBehalfOf?: Person;
  readonly role?: string;
  readonly mayReject: boolean;
  readonly trial: boolean;
  readonly ready: boolean;
  readonly reason?: { readonly code: string; readonly text: string };
}

export type BatchState = 'preparing' | 'awaitingPin' | 'signing' | 'finished';

export interface BatchItem {
  readonly n: number;
  readonly taskId: string;
  readonly caseId: string;
  readonly title: string;
  readonly documentName: string;
  readonly onBehalfOf?: Person;
  readonly state: 'waiting' | 'prepared' | 'signed' | 'done';
  readonly outcome?: string;
  readonly detail?: string;
}

export interface BatchSummary {
  readonly id: string;
  readonly state: BatchState;
  readonly problem?: { readonly code: string; readonly text: string; readonly attemptsLeft?: number };
  readonly total: number;
  readonly done: number;
  readonly signed: number;
  readonly createdAt: number;
  readonly finishedAt?: number;
  /** While it waits for a PIN: when it gives up by itself. */
  readonly pinUntil?: number;
}

export interface LockedCredential {
  readonly id: string;
  readonly owner: Person;
  readonly since?: number;
}

export interface Batch extends BatchSummary {
  readonly items: readonly BatchItem[];
}

export interface Act {
  readonly kind: 'initials' | 'endorsement' | 'signature';
  readonly outcome: 'approved' | 'rejected' | 'signed';
  readonly stepName: string;
  readonly actor: Person;
  readonly onBehalfOf?: Person;
  readonly capacity: 'own' | 'substitute' | 'signingDelegation' | 'functionsDelegation';
  readonly role?: string;
  readonly reason?: string;
  readonly documentId: string;
  readonly version: number;
  readonly digest: string;
  readonly at: number;
  readonly certificate?: Certificate;
  readonly demo?: boolean;
  readonly stampPage?: number;
}

export interface SignatureReport {
  readonly field: string;
  readonly certificate?: Certificate;
  readonly claimedAt?: number;
  readonly reason?: string;
  readonly level: string;
  readonly intact: boolean;
  readonly trusted: boolean;
  readonly demo: boolean;
  readonly coversFile: boolean;
  readonly after: 'nothing' | 'signatures' | 'changes';
  readonly changes: readonly string[];
  readonly problems: readonly { readonly code: string; readonly text: string }[];
  readonly valid: boolean;
}

export interface Verification {
  readonly documentName?: string;
  readonly version?: number;
  readonly valid: boolean;
  readonly unreadable?: string;
  readonly signatures: readonly SignatureReport[];
}
