import type { JsonObject, StepManifest } from '@libro-firma/engine/plugin';

export const REGISTER_STEP = 'protocol.register:1';

/** The step's configuration, expressions already evaluated. An expression may give nothing where a text is optional. */
export interface RegisterConfig extends JsonObject {
  readonly register?: string | null;
  readonly direction: 'out' | 'internal';
  readonly classification: string;
  readonly subject: string;
  readonly caseFile?: string | null;
  readonly office?: string | null;
  readonly operator?: string | null;
  readonly senderNumber?: string | null;
  readonly senderDate?: string | null;
  readonly requireSignature?: boolean;
  readonly signatures?: number;
}

export interface RecipientInput extends JsonObject {
  readonly name: string;
  /** With `familyName`, of a person: what the segnatura says of them. */
  readonly givenName?: string;
  readonly familyName?: string;
  readonly kind?: 'person' | 'company' | 'administration';
  readonly email?: string;
  readonly pec?: string;
  readonly address?: string;
  readonly ipaCode?: string;
  readonly taxCode?: string;
}

export interface RegisterInput extends JsonObject {
  readonly recipients?: readonly RecipientInput[] | null;
  /** Id of the signature book: gives register and office where the configuration names none. */
  readonly book?: string | null;
}

/** Codes of business errors that a boundary event may catch. */
export const UNSIGNED = 'protocol.unsigned';
export const SIGNATURE_INVALID = 'protocol.signature-invalid';

const text = (title: string, en: string, description: string, maxLength: number) => ({
  type: 'string',
  title,
  description,
  'x-en': { title: en },
  maxLength,
  minLength: 1,
  'x-feel': 'optional',
});

const optionalText = { type: ['string', 'null'] };

export const registerManifest: StepManifest = {
  type: REGISTER_STEP,
  label: { it: 'Protocollazione', en: 'Registration in the protocol' },
  word: { it: 'Protocolla', en: 'Register' },
  color: '#8a3b00',
  description: {
    it: 'Prende il numero di protocollo dopo l’ultima firma verificata, con segnatura e sigillo.',
    en: 'Takes the number once the last signature verifies, with segnatura and seal.',
  },
  icon: 'it-file',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    additionalProperties: false,
    required: ['direction', 'classification', 'subject'],
    properties: {
      register: {
        ...text('Registro', 'Register', 'Il registro in cui si prende il numero; senza, quello del libro firma.', 64),
        'x-list': 'protocol.registers',
      },
      direction: {
        type: 'string',
        title: 'Verso',
        'x-en': { title: 'Direction' },
        enum: ['out', 'internal'],
        'x-labels': {
          out: { it: 'In uscita', en: 'Outgoing' },
          internal: {
            it: 'Interno, tra uffici o di repertorio',
            en: 'Internal, between offices or of a serial register',
          },
        },
      },
      classification: {
        ...text('Classificazione', 'Classification', 'Voce del titolario, per esempio VI.3.', 32),
        'x-list': 'protocol.classification',
      },
      subject: text('Oggetto', 'Subject', 'L’oggetto della registrazione, di regola quello dell’atto.', 2000),
      caseFile: text(
        'Fascicolo',
        'Case file',
        'Identificativo o codice di un fascicolo della stessa voce di titolario.',
        64,
      ),
      office: {
        ...text(
          'Ufficio assegnatario',
          'Assigned office',
          'L’ufficio da cui l’atto proviene; senza, quello del libro firma.',
          64,
        ),
        'x-list': 'organisation.offices',
      },
      operator: text(
        'Operatore',
        'Operator',
        'La persona che registra, dove è una persona; senza, la registrazione è automatica, dall’iter.',
        200,
      ),
      senderNumber: text(
        'Numero del mittente',
        'Sender’s number',
        'Numero di protocollo dato dal mittente, se noto.',
        100,
      ),
      senderDate: {
        ...text('Data del mittente', 'Sender’s date', 'Data del protocollo del mittente, AAAA-MM-GG, se nota.', 10),
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      },
      requireSignature: {
        type: 'boolean',
        title: 'Solo se firmato',
        description: 'Senza firme valide il numero non si prende. Da togliere solo per atti che non si firmano.',
        'x-en': {
          title: 'Only if signed',
          description: 'Without valid signatures no number is taken. Switch it off only for acts that are not signed.',
        },
        default: true,
      },
      signatures: {
        type: 'integer',
        title: 'Firmatari attesi',
        description: 'Quante persone diverse devono avere firmato il documento principale, almeno.',
        'x-en': {
          title: 'Signers expected',
          description: 'How many different people must have signed the main document, at least.',
        },
        'x-feel': 'optional',
        minimum: 1,
        maximum: 20,
        default: 1,
      },
    },
  },
  input: {
    type: 'object',
    properties: {
      bundle: { type: ['object', 'null'] },
      book: optionalText,
      recipients: {
        type: ['array', 'null'],
        items: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', minLength: 1 },
            kind: { enum: ['person', 'company', 'administration'] },
          },
        },
      },
    },
  },
  output: {
    type: 'object',
    required: ['registration'],
    properties: {
      registration: {
        type: 'object',
        title: 'Protocollo',
        'x-en': { title: 'Registration' },
        required: ['id', 'register', 'registerName', 'year', 'number', 'label', 'date', 'day', 'trial'],
        properties: {
          id: { type: 'string', title: 'Identificativo', 'x-en': { title: 'Id' }, 'x-expert': true },
          register: {
            type: 'string',
            title: 'Registro',
            'x-list': 'protocol.registers',
            'x-en': { title: 'Register' },
          },
          registerName: { type: 'string', title: 'Nome del registro', 'x-en': { title: 'Name of the register' } },
          year: { type: 'integer', title: 'Anno', 'x-en': { title: 'Year' } },
          number: { type: 'integer', title: 'Numero', 'x-en': { title: 'Number' } },
          label: { type: 'string', title: 'Numero e anno', 'x-en': { title: 'Number and year' } },
          date: { type: 'integer', title: 'Istante', 'x-en': { title: 'Instant' }, 'x-expert': true },
          day: { type: 'string', format: 'date', title: 'Data', 'x-en': { title: 'Date' } },
          trial: { type: 'boolean', title: 'È una prova', 'x-en': { title: 'Is a trial' } },
        },
      },
    },
  },
  errors: [
    { code: UNSIGNED, label: { it: 'Documento non firmato o con meno firme del previsto', en: 'Not signed' } },
    { code: SIGNATURE_INVALID, label: { it: 'Una firma non supera la verifica', en: 'A signature does not verify' } },
  ],
  onUnknownOutcome: 'reconcile',
  retry: { attempts: 5, delayMs: 1_000, maxDelayMs: 60_000 },
  timeoutMs: 60_000,
};
