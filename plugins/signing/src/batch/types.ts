import { sentenceOf } from '../errors.js';
import type { Capacity } from '../ports.js';

/**
 * `preparing`: files get their stamps; `awaitingPin`: nothing happens until the signer gives a PIN again; `signing`: under
 * an authorisation; `finished`: every item has its outcome.
 */
export type BatchState = 'preparing' | 'awaitingPin' | 'signing' | 'finished';

/** `waiting` -> `prepared` (file and hash stored) -> `signed` (signature stored) -> `done` (outcome, committed). */
export type ItemState = 'waiting' | 'prepared' | 'signed' | 'done';

/** How it ended for one document, and what the signer reads about it. */
export const outcomeSentences = {
  signed: 'Firmato.',
  notYours: 'Non è (più) tra le attività assegnate a te.',
  gone: 'L’attività non c’è più: la pratica si è conclusa o ha preso un’altra strada.',
  rejected: 'È stato respinto nel frattempo.',
  alreadySigned: 'È già stato firmato da un’altra persona.',
  notOpened: sentenceOf('not-opened'),
  changed: sentenceOf('changed'),
  locked: 'È in corso un’altra firma sullo stesso documento: riprova tra qualche minuto.',
  drafter: sentenceOf('drafter'),
  notSignable: 'Il documento non si può firmare.',
  credentialLocked: sentenceOf('credential-locked'),
  authorisationLost: sentenceOf('authorisation-lost'),
  trialNeedsDemoKeys: sentenceOf('trial-needs-demo-keys'),
  abandoned: 'Hai rinunciato prima del PIN: il documento non è stato firmato.',
  failed: 'Errore imprevisto: il documento non è stato firmato. Riprova, o avvisa chi amministra il sistema.',
} as const;

export type ItemOutcome = keyof typeof outcomeSentences;

/** How it ends for a document whose step somebody completed meanwhile. */
export const endingOfDone = (
  { outcome, completedBy }: { readonly outcome: string | undefined; readonly completedBy: string | undefined },
  actor: string,
): Ending =>
  outcome === 'rejected'
    ? ending('rejected')
    : completedBy === actor
      ? ending('alreadySigned', 'Lo hai già firmato tu.')
      : ending('alreadySigned');

/** The signer let the PIN's time go by. */
export const pinTooLate = (): Ending =>
  ending('authorisationLost', 'Il PIN non è arrivato in tempo: il documento non è stato firmato. Firmalo di nuovo.');

export interface Ending {
  readonly outcome: ItemOutcome;
  /** Italian; says more than {@link outcomeSentences} where there is more to say. */
  readonly detail: string;
}

export const ending = (outcome: ItemOutcome, detail: string = outcomeSentences[outcome]): Ending => ({
  outcome,
  detail,
});

/** Why a batch waits for a PIN. */
export interface PinProblem {
  /** `signing.wrong-pin`, `signing.provider-unavailable`, `signing.authorisation-lost`. */
  readonly code: string;
  readonly text: string;
  readonly attemptsLeft?: number;
}

export interface BatchRow {
  readonly id: string;
  readonly actor: string;
  readonly provider: string;
  readonly credentialId: string;
  readonly state: BatchState;
  readonly problem: PinProblem | undefined;
  readonly authorisationId: string | undefined;
  readonly total: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | undefined;
}

/** What is needed to put a signature into a prepared file. */
export interface Prepared {
  readonly blob: { readonly digest: string; readonly size: number };
  /** SHA-256 of what is signed, hexadecimal. */
  readonly content: string;
  readonly contentsAt: number;
  readonly contentsLength: number;
  readonly field: string;
  /** `null` for a signature without a stamp. */
  readonly stampPage: number | null;
  readonly pages: number;
  /** The signing time in the file, UTC milliseconds. */
  readonly at: number;
}

export interface ItemRow {
  readonly batchId: string;
  readonly n: number;
  readonly id: string;
  readonly taskId: string;
  readonly caseId: string;
  /** The case's, as the signer's queue shows it. */
  readonly title: string;
  readonly documentId: string;
  readonly documentName: string;
  readonly stepName: string;
  /** Of the version that the signer opened. */
  readonly digest: string;
  readonly onBehalfOf: string | undefined;
  readonly capacity: Capacity;
  readonly role: string | undefined;
  readonly state: ItemState;
  readonly outcome: ItemOutcome | undefined;
  readonly detail: string | undefined;
  readonly prepared: Prepared | undefined;
  /** Hexadecimal. */
  readonly hash: string | undefined;
  /** Base64. */
  readonly signature: string | undefined;
  readonly attempts: number;
}

/** Who holds the document's lock while the item is under way. */
export const lockHolder = (itemId: string): string => `signing:${itemId}`;
