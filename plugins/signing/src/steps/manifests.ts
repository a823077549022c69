import type { JsonSchema, StepManifest, StepOutcome } from '@libro-firma/engine/plugin';

export const INITIALS = 'signing.initials:1';
export const ENDORSEMENT = 'signing.endorsement:1';
export const SIGNATURE = 'signing.signature:1';

/** Without it the step takes the main document of the case. */
const input: JsonSchema = {
  type: 'object',
  properties: {
    bundle: {
      type: 'object',
      title: 'Plico',
      'x-en': { title: 'Bundle' },
      properties: {
        main: { type: 'object', properties: { documentId: { type: 'string' } }, required: ['documentId'] },
      },
      required: ['main'],
    },
  },
};

/** Where the stamp goes and what it says: the usual places need none of it. */
const inStamp = { 'x-section': { it: 'Timbro', en: 'Stamp' } };

const role = {
  ...inStamp,
  type: 'string',
  title: 'Qualifica mostrata',
  description: 'Se manca, la qualifica nell’ufficio per cui la persona agisce.',
  'x-en': { title: 'Position shown', description: 'Without it, the position in the office acted for.' },
  maxLength: 160,
  'x-feel': 'optional',
};

const allowReject = {
  type: 'boolean',
  title: 'Può respingere',
  description: 'Chi respinge scrive il motivo, e il passo finisce con l’esito «Respinto».',
  'x-en': {
    title: 'May reject',
    description: 'Who rejects gives a reason, and the step ends with the outcome “Rejected”.',
  },
  default: true,
};

const REJECTED: StepOutcome = {
  value: 'rejected',
  label: { it: 'Respingi', en: 'Reject' },
  rejects: true,
  allowedBy: 'allowReject',
};

/** How a mark ends: the diagram has to have a way for each. */
const ofMark: readonly StepOutcome[] = [{ value: 'approved', label: { it: 'Approva', en: 'Approve' } }, REJECTED];

/** The same of a signature. */
const ofSignature: readonly StepOutcome[] = [{ value: 'signed', label: { it: 'Firma', en: 'Sign' } }, REJECTED];

/** The variable of the outcome, in the words of what has been done. */
const outcomeOf = (good: 'approved' | 'signed'): JsonSchema => ({
  type: 'string',
  enum: [good, 'rejected'],
  'x-labels': {
    approved: { it: 'Approvato', en: 'Approved' },
    signed: { it: 'Firmato', en: 'Signed' },
    rejected: { it: 'Respinto', en: 'Rejected' },
  },
});

/** A person's decision: nothing is done without them, so nothing is ever tried again. */
const decision = {
  appliesTo: 'bpmn:UserTask',
  input,
  onUnknownOutcome: 'incident',
  retry: { attempts: 1, delayMs: 0, maxDelayMs: 0 },
  timeoutMs: 60_000,
} as const;

const markConfig: JsonSchema = {
  type: 'object',
  properties: {
    role,
    allowReject,
    requireOpened: {
      type: 'boolean',
      title: 'Il documento va aperto',
      description: 'Chiede di aver aperto la versione attuale prima di approvare.',
      'x-en': { title: 'Must be opened', description: 'The current version is opened before approving.' },
      default: true,
    },
  },
  additionalProperties: false,
};

export const manifests: readonly StepManifest[] = [
  {
    ...decision,
    type: INITIALS,
    label: { it: 'Sigla', en: 'Initials' },
    word: { it: 'Sigla', en: 'Initial' },
    color: '#06617d',
    description: {
      it: 'Sigla interna su un atto non ancora perfezionato: chi, quando, per quale versione. Esiti: «Approvato», «Respinto».',
      en: 'Internal initials on an act that is not complete yet: who, when, for which version. Outcomes: “Approved”, “Rejected”.',
    },
    icon: 'it-pencil',
    config: markConfig,
    outcomes: ofMark,
    output: { type: 'object', properties: { outcome: outcomeOf('approved') } },
  },
  {
    ...decision,
    type: ENDORSEMENT,
    label: { it: 'Visto', en: 'Endorsement' },
    word: { it: 'Visto', en: 'Endorse' },
    color: '#5b4ba8',
    description: {
      it: 'Visto registrato sulla versione attuale del documento. Esiti: «Approvato», «Respinto».',
      en: 'An endorsement recorded on the present version of the document. Outcomes: “Approved”, “Rejected”.',
    },
    icon: 'it-check-circle',
    config: markConfig,
    outcomes: ofMark,
    output: { type: 'object', properties: { outcome: outcomeOf('approved') } },
  },
  {
    ...decision,
    type: SIGNATURE,
    label: { it: 'Firma digitale', en: 'Digital signature' },
    word: { it: 'Firma', en: 'Sign' },
    color: '#0057b8',
    description: {
      it: 'Firma PAdES con timbro visibile nel punto indicato. Esiti: «Firmato», «Respinto». Restituisce il plico con la versione firmata.',
      en: 'A PAdES signature with a visible stamp in the chosen place. Outcomes: “Signed”, “Rejected”. Gives the bundle with the signed version.',
    },
    icon: 'it-key',
    config: {
      type: 'object',
      properties: {
        position: {
          ...inStamp,
          type: 'integer',
          title: 'Quale firma è sul documento',
          description:
            'Il timbro va dove il testo contiene {{firma:1}} per il primo firmatario, {{firma:2}} per il secondo …',
          'x-en': {
            title: 'Which signature on the document',
            description:
              'The stamp goes where the text has {{firma:1}} for the first signer, {{firma:2}} for the second …',
          },
          minimum: 1,
          maximum: 9,
          default: 1,
        },
        anchorPhrase: {
          ...inStamp,
          type: 'string',
          title: 'Frase sotto cui mettere il timbro',
          description: 'Usata se il segno {{firma:n}} non c’è; vale l’ultima volta che compare nel testo.',
          'x-en': {
            title: 'Phrase under which the stamp goes',
            description: 'Used where {{firma:n}} is missing; its last place in the text counts.',
          },
          minLength: 3,
          maxLength: 200,
          'x-feel': 'optional',
        },
        anchorField: {
          ...inStamp,
          type: 'string',
          title: 'Campo modulo per il timbro',
          description: 'Nome di un campo del PDF: se è un campo firma vuoto, viene riempito.',
          'x-en': {
            title: 'Form field for the stamp',
            description: 'Name of a field of the PDF: an empty signature field is filled.',
          },
          minLength: 1,
          maxLength: 200,
          'x-feel': 'optional',
        },
        role,
        reason: {
          ...inStamp,
          type: 'string',
          title: 'Motivo scritto nella firma',
          'x-en': { title: 'Reason written into the signature' },
          maxLength: 200,
          'x-feel': 'optional',
        },
        allowReject,
        allowDrafter: {
          type: 'boolean',
          title: 'Può firmare anche chi ha redatto',
          description: 'Deroga alla separazione dei compiti, solo per la firma.',
          'x-en': {
            title: 'The drafter may sign too',
            description: 'An exception to the separation of duties, for signing only.',
          },
          default: false,
        },
      },
      additionalProperties: false,
    },
    outcomes: ofSignature,
    output: {
      type: 'object',
      properties: {
        outcome: outcomeOf('signed'),
        bundle: {
          type: 'object',
          title: 'Plico con la versione firmata',
          'x-en': { title: 'Bundle with the signed version' },
        },
        signature: {
          type: 'object',
          title: 'Firma apposta',
          'x-en': { title: 'The signature' },
          properties: {
            id: { type: 'string', title: 'Identificativo', 'x-en': { title: 'Id' }, 'x-expert': true },
            signer: { type: 'string', title: 'Firmatario', 'x-en': { title: 'Signer' } },
            at: { type: 'integer', title: 'Istante', 'x-en': { title: 'Instant' }, 'x-expert': true },
            digest: {
              type: 'string',
              title: 'Impronta del documento firmato',
              'x-en': { title: 'Digest of the signed document' },
              'x-expert': true,
            },
            demo: { type: 'boolean', title: 'Senza valore legale', 'x-en': { title: 'Without legal value' } },
          },
        },
      },
    },
  },
];

/** Configuration of sigla and visto. */
export interface MarkConfig {
  readonly role?: string;
  readonly allowReject?: boolean;
  readonly requireOpened?: boolean;
}

/** Configuration of firma. */
export interface SignatureConfig {
  readonly position?: number;
  readonly anchorPhrase?: string;
  readonly anchorField?: string;
  readonly role?: string;
  readonly reason?: string;
  readonly allowReject?: boolean;
  readonly allowDrafter?: boolean;
}
