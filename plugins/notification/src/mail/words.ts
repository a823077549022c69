import type { MessageState } from '../ports.js';

/** On everything that was made with demo keys or in a trial case. */
export const WITHOUT_LEGAL_VALUE = 'PROVA - SENZA VALORE LEGALE';

/** The audiences of a mail step; each has texts of its own. */
export type Audience = 'recipients' | 'requester' | 'groups';

/** Says what the server did, never that somebody has the mail. */
export const STATE_WORDS: Readonly<Record<MessageState, string>> = {
  queued: 'in coda, non ancora accettata dal server',
  accepted: 'accettata dal server',
  failed: 'rifiutata dal server',
  unknown: 'esito non noto: il server non ha risposto',
  cancelled: 'annullata prima dell’invio',
  trial: 'prova: non spedita',
};

export const DEFAULT_SUBJECT: Readonly<Record<Audience, string>> = {
  recipients: '{{ente}} - prot. {{numero}} del {{data}} - {{oggetto}}',
  requester: 'Protocollo {{numero}} del {{data}} - {{oggetto}}',
  groups: 'Protocollo {{numero}} del {{data}} - {{oggetto}}',
};

/** In a confidential case whatever the route says is left aside: subjects travel in the clear and stand in logs. */
export const CONFIDENTIAL_SUBJECT = '{{ente}} - comunicazione riservata';
export const CONFIDENTIAL_SUBJECT_REGISTERED = '{{ente}} - comunicazione riservata, prot. {{numero}} del {{data}}';

const CLOSING = '\n\n{{ente}}\n\nMessaggio spedito in automatico dal Libro Firma.';

export const DEFAULT_BODY: Readonly<Record<Audience, string>> = {
  recipients:
    'Gentile {{destinatario}},\n\n' +
    'si trasmette il documento registrato al protocollo con il n. {{numero}} del {{data}} ({{registro}}), avente per oggetto:\n\n' +
    '{{oggetto}}\n\n' +
    'In allegato:\n{{allegati}}\n\n' +
    'L’originale è il documento firmato digitalmente. La copia di cortesia riporta numero e data di protocollo e non lo sostituisce.' +
    CLOSING,
  requester:
    'La richiesta «{{oggetto}}» è stata registrata al protocollo con il n. {{numero}} del {{data}} ({{registro}}).\n\n' +
    'La pratica, con i documenti e gli invii ai destinatari:\n{{collegamento}}' +
    CLOSING,
  groups:
    'È stato registrato al protocollo con il n. {{numero}} del {{data}} ({{registro}}) il documento:\n\n' +
    '{{oggetto}}\n\n' +
    'La pratica:\n{{collegamento}}' +
    CLOSING,
};

export const CONFIDENTIAL_TITLE = 'atto riservato';
