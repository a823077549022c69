import type { PluginManifest, StepManifest } from '@libro-firma/engine/plugin';

export const LETTER = 'documents.letter:1';

const text = (title: string, en: string, maxLength: number) => ({
  type: 'string',
  title,
  'x-en': { title: en },
  minLength: 1,
  maxLength,
  'x-feel': 'optional',
});

const letter: StepManifest = {
  type: LETTER,
  label: { it: 'Componi la lettera', en: 'Make the letter' },
  word: { it: 'Componi', en: 'Compose' },
  color: '#7a2d6b',
  description: {
    it: 'Compone il PDF di una lettera da oggetto e testo. Diventa il documento principale della pratica, o la sua nuova versione.',
    en: 'Makes the PDF of a letter from subject and text: the main document of the case, or its next version.',
  },
  icon: 'it-file',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    properties: {
      administration: text(
        'Amministrazione (se manca, quella delle impostazioni)',
        'Administration (without it, that of the settings)',
        120,
      ),
      office: text('Ufficio mittente', 'Sending office', 200),
      contacts: text('Recapiti a piè di pagina', 'Contacts at the foot', 200),
      place: text('Luogo', 'Place', 80),
      name: text('Nome del file', 'File name', 120),
      signers: {
        type: 'array',
        title: 'Firmatari, nell’ordine di firma',
        'x-en': { title: 'Signers, in the order of signing' },
        'x-feel': 'optional',
        minItems: 1,
        maxItems: 8,
        items: {
          type: 'object',
          properties: {
            title: { type: 'string', title: 'Qualifica', 'x-en': { title: 'Position' }, minLength: 1, maxLength: 80 },
            name: {
              type: 'string',
              title: 'Nome e cognome',
              'x-en': { title: 'Name and surname' },
              minLength: 1,
              maxLength: 80,
            },
          },
          required: ['title'],
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  },
  input: {
    type: 'object',
    properties: {
      subject: { type: 'string', minLength: 1, maxLength: 1000 },
      body: { type: 'string', minLength: 1, maxLength: 100_000 },
      recipients: {
        type: ['array', 'null'],
        maxItems: 200,
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', minLength: 1, maxLength: 200 },
            address: { type: 'string', maxLength: 400 },
            email: { type: 'string', maxLength: 320 },
          },
          required: ['name'],
        },
      },
      date: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}' },
    },
    required: ['subject', 'body'],
  },
  output: {
    type: 'object',
    properties: {
      bundle: {
        type: 'object',
        title: 'Il plico con la lettera come documento principale',
        'x-en': { title: 'The bundle with the letter as main document' },
      },
    },
  },
  // It makes a PDF and binds it in the completing transaction: done again, it is done once.
  onUnknownOutcome: 'retry',
  retry: { attempts: 4, delayMs: 5_000, maxDelayMs: 60_000 },
  timeoutMs: 60_000,
};

export const manifest: PluginManifest = {
  name: 'documents',
  version: '0.1.0',
  label: { it: 'Documenti', en: 'Documents' },
  engine: 1,
  steps: [letter],
};
