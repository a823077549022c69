import { LibroFirmaError, type ErrorKind, type ErrorOptions } from '@libro-firma/engine/plugin';

/** Every refusal of this plugin: its kind and its Italian sentence. The code is `protocol.<name>`. */
const refusals = {
  'not-found': ['not-found', 'La registrazione di protocollo non esiste o non è visibile a chi la chiede.'],
  // registers
  'register-unknown': ['not-found', 'Il registro indicato non esiste. Scegli uno dei registri configurati.'],
  'register-not-open': [
    'conflict',
    'Il registro non è ancora aperto: un responsabile deve aprirlo, indicando il primo numero e l’atto che lo dispone.',
  ],
  'already-open': [
    'conflict',
    'Il registro è già stato aperto: si apre una volta sola e i suoi numeri proseguono da lì.',
  ],
  'clock-behind': [
    'unavailable',
    'L’orologio del server è più indietro dell’ultima registrazione: la data del protocollo non può tornare indietro. Controlla la sincronizzazione dell’orologio e riprova.',
  ],
  // what is registered
  'bundle-missing': ['invalid', 'La pratica non ha un documento principale: senza documento non si prende un numero.'],
  'document-changed': [
    'conflict',
    'Il documento è cambiato mentre lo si verificava: il numero non è stato preso e la verifica si ripete.',
  ],
  unsigned: ['invalid', 'Il documento principale non è firmato: il numero si prende solo dopo l’ultima firma.'],
  'signature-invalid': [
    'invalid',
    'Una firma del documento principale non supera la verifica: il numero non è stato preso.',
  ],
  'classification-unknown': [
    'invalid',
    'La voce di titolario indicata non esiste o è chiusa. Scegli una voce attiva del titolario.',
  ],
  'case-file-unknown': ['invalid', 'Il fascicolo indicato non esiste o appartiene a un’altra voce di titolario.'],
  'office-unknown': ['invalid', 'L’ufficio indicato non esiste. Scegli un ufficio dell’organigramma.'],
  'person-unknown': ['invalid', 'La persona indicata non esiste. Scegli una persona dell’organigramma.'],
  'subject-missing': ['invalid', 'L’oggetto della registrazione è vuoto o supera 2000 caratteri.'],
  'recipients-missing': ['invalid', 'Una registrazione in uscita vuole almeno un destinatario con un nome.'],
  'seal-missing': [
    'unavailable',
    'Manca il sigillo elettronico dell’amministrazione: numero, segnatura e sigillo si prendono insieme o non si prendono. Configurare il sigillo e riprovare.',
  ],
  'seal-elsewhere': [
    'unavailable',
    'La chiave del sigillo non è in questo sistema, e il sigillo si appone mentre si prende il numero. Configurare un sigillo locale e riprovare.',
  ],
  // changes afterwards
  'already-voided': ['conflict', 'La registrazione è già annullata.'],
  'changed-meanwhile': [
    'conflict',
    'Qualcun altro ha modificato la registrazione nel frattempo: rileggere la versione attuale e ripetere.',
  ],
  'nothing-changed': ['invalid', 'I dati indicati sono già quelli attuali: non c’è nulla da modificare.'],
  // copies
  'no-segnatura': ['not-found', 'La registrazione di prova non ha segnatura: manca un sigillo dimostrativo.'],
  'copy-failed': [
    'unavailable',
    'La copia di cortesia non è riuscita: il PDF richiede troppa memoria o troppo tempo. L’originale firmato resta disponibile.',
  ],
  'not-a-pdf': ['unsupported', 'Il documento principale non è un PDF: la copia di cortesia non è possibile.'],
  // master data and search
  'import-invalid': ['invalid', 'I dati da importare non sono corretti: nulla è stato modificato.'],
  'cursor-invalid': ['invalid', 'Il segnaposto della pagina non è valido: ripeti la ricerca dall’inizio.'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

export type RefusalName = keyof typeof refusals;

export const codeOf = (name: RefusalName): string => `protocol.${name}`;

export const sentenceOf = (name: RefusalName): string => refusals[name][1];

/** A {@link LibroFirmaError} with the code `protocol.<name>`; `more` is added to the sentence. */
export const refuse = (name: RefusalName, options: ErrorOptions & { readonly more?: string } = {}): LibroFirmaError => {
  const [kind, sentence] = refusals[name];
  const { more, ...rest } = options;
  return new LibroFirmaError(kind, codeOf(name), { it: more === undefined ? sentence : `${sentence} ${more}` }, rest);
};
