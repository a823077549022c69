import type { Act, BatchState } from './answers.js';

/** In a word, why a document of a batch was not signed; the server's sentence says more. */
export const outcomeWords: Readonly<Record<string, string>> = {
  signed: 'Firmato',
  notYours: 'Non più tuo',
  gone: 'Non serve più',
  rejected: 'Respinto',
  alreadySigned: 'Già firmato',
  notOpened: 'Da aprire',
  changed: 'Modificato',
  locked: 'Firma in corso',
  drafter: 'Redatto da te',
  notSignable: 'Non firmabile',
  credentialLocked: 'Certificato bloccato',
  authorisationLost: 'Da rifirmare',
  trialNeedsDemoKeys: 'Prova',
  abandoned: 'Annullato',
  failed: 'Errore',
};

export const stateWords: Readonly<Record<BatchState, string>> = {
  preparing: 'In preparazione',
  awaitingPin: 'Attende il PIN',
  signing: 'In corso',
  finished: 'Concluso',
};

export const kindWords: Readonly<Record<Act['kind'], string>> = {
  initials: 'Sigla',
  endorsement: 'Visto',
  signature: 'Firma digitale',
};

/** In agreement with {@link kindWords}. */
export const rejectedWords: Readonly<Record<Act['kind'], string>> = {
  initials: 'respinta',
  endorsement: 'respinto',
  signature: 'respinta',
};

export const behalfWords = (capacity: Act['capacity'], name: string): string =>
  capacity === 'signingDelegation'
    ? `per delega di ${name}`
    : capacity === 'functionsDelegation'
      ? `per delega di funzioni di ${name}`
      : `in sostituzione di ${name}`;
