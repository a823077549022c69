import type { JsonObject, StepManifest } from '@libro-firma/engine/plugin';
import { TEMPLATE_PATTERN } from '../mail/template.js';
import type { Audience } from '../mail/words.js';

export const MAIL_STEP = 'notification.mail:1';
export const REJECTED = 'notification.rejected';

/** What a mail can carry. */
export const ATTACHABLE = ['signedDocument', 'attachments', 'segnatura', 'courtesyCopy'] as const;
export type Attachable = (typeof ATTACHABLE)[number];

/** The step's configuration as the diagram gives it. */
export interface MailConfig extends JsonObject {
  readonly to: Audience;
  readonly groups?: readonly string[];
  readonly subject?: string;
  readonly body?: string;
  readonly attach?: readonly Attachable[];
  readonly onRejected?: 'error' | 'continue';
}

export interface MailInput extends JsonObject {
  readonly recipients?: readonly { readonly name: string; readonly email: string }[];
  readonly bundle?: {
    readonly main: { readonly documentId: string; readonly version: number; readonly digest: string };
    readonly attachments: readonly { readonly documentId: string; readonly version: number; readonly digest: string }[];
  };
  readonly registration?: {
    readonly id: string;
    readonly label: string;
    readonly registerName: string;
    readonly date: number;
    readonly trial: boolean;
  };
}

const text = (title: string, en: string, description: string, maxLength: number) => ({
  type: 'string',
  title,
  description,
  'x-en': { title: en },
  maxLength,
  minLength: 1,
  pattern: TEMPLATE_PATTERN,
  'x-feel': 'optional',
});

const version = {
  type: 'object',
  required: ['documentId', 'version', 'digest'],
  properties: { documentId: { type: 'string' }, version: { type: 'integer' }, digest: { type: 'string' } },
};

export const mailManifest: StepManifest = {
  type: MAIL_STEP,
  label: { it: 'Invio per e-mail', en: 'Send by e-mail' },
  word: { it: 'Invia', en: 'Send' },
  color: '#00662f',
  description: {
    it: 'Consegna al server di posta un messaggio per ciascun destinatario. «Accettata dal server» non vuol dire consegnata.',
    en: 'Hands one message for each recipient to the mail server. Accepted by the server does not mean delivered.',
  },
  icon: 'it-mail',
  appliesTo: 'bpmn:SendTask',
  config: {
    type: 'object',
    required: ['to'],
    additionalProperties: false,
    properties: {
      to: {
        type: 'string',
        title: 'A chi',
        'x-en': { title: 'To whom' },
        enum: ['recipients', 'requester', 'groups'],
        'x-labels': {
          recipients: { it: 'I destinatari dell’atto', en: 'The recipients of the act' },
          requester: { it: 'Chi ha avviato la pratica', en: 'Who started the case' },
          groups: { it: 'Uffici e ruoli indicati', en: 'Offices and roles named here' },
        },
      },
      groups: {
        type: 'array',
        title: 'Uffici e ruoli',
        description: 'Tutte le persone che ne fanno parte quando il messaggio parte.',
        'x-en': { title: 'Offices and roles', description: 'Everybody who belongs to them when the message leaves.' },
        items: { type: 'string', minLength: 1, format: 'group-key' },
        'x-showWhen': { field: 'to', is: 'groups' },
        'x-feel': 'optional',
      },
      subject: text(
        'Oggetto della mail',
        'Subject of the mail',
        'Con segnaposto come {{numero}}. Negli atti riservati è sostituito da un oggetto neutro.',
        500,
      ),
      body: text(
        'Testo della mail',
        'Text of the mail',
        'Con segnaposto come {{numero}}, {{data}}, {{oggetto}}, {{destinatario}}. Negli atti riservati vale solo per i destinatari.',
        20_000,
      ),
      attach: {
        type: 'array',
        title: 'Allegati',
        description:
          'Se non ne scegli nessuno, ai destinatari dell’atto partono tutti e quattro; a chi ha avviato la pratica e agli uffici, nessuno. La copia di cortesia porta il numero di protocollo stampato.',
        'x-en': {
          title: 'Attachments',
          description:
            'With none chosen, all four go to the recipients of the act, and none to who started the case or to offices. The courtesy copy has the protocol number printed on it.',
        },
        items: { enum: [...ATTACHABLE] },
        'x-labels': {
          signedDocument: { it: 'L’atto firmato', en: 'The signed act' },
          attachments: { it: 'I suoi allegati', en: 'Its attachments' },
          segnatura: { it: 'La segnatura (segnatura.xml)', en: 'The segnatura (segnatura.xml)' },
          courtesyCopy: { it: 'La copia di cortesia', en: 'The courtesy copy' },
        },
        uniqueItems: true,
      },
      onRejected: {
        type: 'string',
        title: 'Se il server rifiuta un destinatario',
        description: 'Il percorso d’errore è quello che esce dal bordo del passo.',
        'x-en': {
          title: 'If the server refuses a recipient',
          description: 'The error path leaves from the border of the step.',
        },
        enum: ['error', 'continue'],
        'x-labels': {
          error: { it: 'Prende il percorso d’errore', en: 'Takes the error path' },
          continue: { it: 'Prosegue e avvisa il richiedente', en: 'Goes on and tells the requester' },
        },
      },
    },
  },
  input: {
    type: 'object',
    properties: {
      recipients: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'email'],
          properties: { name: { type: 'string' }, email: { type: 'string' } },
        },
      },
      bundle: {
        type: 'object',
        required: ['main', 'attachments'],
        properties: { main: version, attachments: { type: 'array', items: version } },
      },
      registration: {
        type: 'object',
        required: ['id', 'label', 'registerName', 'date', 'trial'],
        properties: {
          id: { type: 'string' },
          label: { type: 'string' },
          registerName: { type: 'string' },
          date: { type: 'number' },
          trial: { type: 'boolean' },
        },
      },
    },
  },
  output: {
    type: 'object',
    properties: {
      mail: {
        type: 'object',
        title: 'Invio per e-mail',
        'x-en': { title: 'Sending by e-mail' },
        properties: {
          accepted: {
            type: 'integer',
            title: 'Messaggi accettati dal server',
            'x-en': { title: 'Messages accepted by the server' },
          },
          rejected: {
            type: 'integer',
            title: 'Messaggi rifiutati dal server',
            'x-en': { title: 'Messages refused by the server' },
          },
          trial: {
            type: 'integer',
            title: 'Messaggi di prova, non spediti',
            'x-en': { title: 'Messages of a trial, not sent' },
          },
          at: { type: 'number', title: 'Istante', 'x-en': { title: 'Instant' }, 'x-expert': true },
        },
      },
    },
  },
  tellsOnly: { setting: 'to', is: ['requester'] },
  errors: [
    {
      code: REJECTED,
      label: {
        it: 'Il server di posta rifiuta almeno un destinatario, per sempre',
        en: 'The mail server refuses at least one recipient for good',
      },
    },
  ],
  // The journal of what the server answered is asked before anything is sent again.
  onUnknownOutcome: 'reconcile',
  // 5 s, 10 s, 20 s ... then every half hour (RFC 5321, 4.5.4.1), for about five days; then an incident.
  retry: { attempts: 250, delayMs: 5_000, maxDelayMs: 1_800_000 },
  timeoutMs: 1_800_000,
};
