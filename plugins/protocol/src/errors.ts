import {
  inLanguage,
  LibroFirmaError,
  type ErrorKind,
  type ErrorOptions,
  type Localized,
  type Said,
} from '@libro-firma/engine/plugin';

/** Every refusal of this plugin: its kind and its sentence, Italian and English. The code is `protocol.<name>`. */
const refusals = {
  'not-found': [
    'not-found',
    'La registrazione di protocollo non esiste o non è visibile a chi la chiede.',
    'The registration does not exist, or whoever asks may not see it.',
  ],
  // registers
  'register-missing': [
    'invalid',
    'Non è indicato nessun registro: il passo non lo dice, e il libro firma della pratica nemmeno.',
    'No register is given: neither the step nor the signature book of the case names one.',
  ],
  'register-unknown': [
    'not-found',
    'Il registro indicato non esiste. Scegli uno dei registri configurati.',
    'There is no such register. Choose one of those that are configured.',
  ],
  'register-not-open': [
    'conflict',
    'Il registro non è ancora aperto: un responsabile deve aprirlo, indicando il primo numero e l’atto che lo dispone.',
    'The register is not open yet: somebody in charge has to open it, with its first number and the act that orders it.',
  ],
  'already-open': [
    'conflict',
    'Il registro è già stato aperto: si apre una volta sola e i suoi numeri proseguono da lì.',
    'The register has been opened already: it is opened once, and its numbers go on from there.',
  ],
  'clock-behind': [
    'unavailable',
    'L’orologio del server è più indietro dell’ultima registrazione: la data del protocollo non può tornare indietro. Controlla la sincronizzazione dell’orologio e riprova.',
    'The clock of the server is behind the last registration: the date of the protocol cannot go back. Check that the clock is synchronised and try again.',
  ],
  // what is registered
  'bundle-missing': [
    'invalid',
    'La pratica non ha un documento principale: senza documento non si prende un numero.',
    'The case has no main document: without a document no number is taken.',
  ],
  'document-changed': [
    'conflict',
    'Il documento è cambiato mentre lo si verificava: il numero non è stato preso e la verifica si ripete.',
    'The document changed while it was being verified: the number has not been taken and the verification is repeated.',
  ],
  unsigned: [
    'invalid',
    'Il documento principale non è firmato: il numero si prende solo dopo l’ultima firma.',
    'The main document is not signed: the number is taken only after the last signature.',
  ],
  'signature-invalid': [
    'invalid',
    'Una firma del documento principale non supera la verifica: il numero non è stato preso.',
    'A signature on the main document does not pass verification: the number has not been taken.',
  ],
  'classification-unknown': [
    'invalid',
    'La voce di titolario indicata non esiste o è chiusa. Scegli una voce attiva del titolario.',
    'There is no such entry in the classification scheme, or it is closed. Choose an active one.',
  ],
  'case-file-unknown': [
    'invalid',
    'Il fascicolo indicato non esiste o appartiene a un’altra voce di titolario.',
    'There is no such case file, or it belongs to another entry of the classification scheme.',
  ],
  'office-unknown': [
    'invalid',
    'L’ufficio indicato non esiste. Scegli un ufficio dell’organigramma.',
    'There is no such office. Choose one of the organisation chart.',
  ],
  'person-unknown': [
    'invalid',
    'La persona indicata non esiste. Scegli una persona dell’organigramma.',
    'There is no such person. Choose one of the organisation chart.',
  ],
  'subject-missing': [
    'invalid',
    'L’oggetto della registrazione è vuoto o supera 2000 caratteri.',
    'The subject of the registration is empty or longer than 2000 characters.',
  ],
  'recipients-missing': [
    'invalid',
    'Una registrazione in uscita vuole almeno un destinatario con un nome.',
    'An outgoing registration needs at least one recipient with a name.',
  ],
  'seal-missing': [
    'unavailable',
    'Manca il sigillo elettronico dell’amministrazione: numero, segnatura e sigillo si prendono insieme o non si prendono. Configurare il sigillo e riprovare.',
    'The electronic seal of the administration is missing: number, segnatura and seal are taken together or not at all. Configure the seal and try again.',
  ],
  'seal-elsewhere': [
    'unavailable',
    'La chiave del sigillo non è in questo sistema, e il sigillo si appone mentre si prende il numero. Configurare un sigillo locale e riprovare.',
    'The key of the seal is not in this system, and the seal is set while the number is taken. Configure a local seal and try again.',
  ],
  // changes afterwards
  'already-voided': ['conflict', 'La registrazione è già annullata.', 'The registration has been voided already.'],
  'changed-meanwhile': [
    'conflict',
    'Qualcun altro ha modificato la registrazione nel frattempo: rileggere la versione attuale e ripetere.',
    'Somebody else has changed the registration meanwhile: read its present version and do it again.',
  ],
  'nothing-changed': [
    'invalid',
    'I dati indicati sono già quelli attuali: non c’è nulla da modificare.',
    'What was given is what stands there already: there is nothing to change.',
  ],
  // copies
  'no-segnatura': [
    'not-found',
    'La registrazione di prova non ha segnatura: manca un sigillo dimostrativo.',
    'The trial registration has no segnatura: there is no demonstration seal.',
  ],
  'copy-failed': [
    'unavailable',
    'La copia di cortesia non è riuscita: il PDF richiede troppa memoria o troppo tempo. L’originale firmato resta disponibile.',
    'The courtesy copy could not be made: the PDF takes too much memory or too long. The signed original is still there.',
  ],
  'not-a-pdf': [
    'unsupported',
    'Il documento principale non è un PDF: la copia di cortesia non è possibile.',
    'The main document is no PDF: a courtesy copy cannot be made.',
  ],
  // master data and search
  'import-invalid': [
    'invalid',
    'I dati da importare non sono corretti: nulla è stato modificato.',
    'What was to be imported is not right: nothing has been changed.',
  ],
  'cursor-invalid': [
    'invalid',
    'Il segnaposto della pagina non è valido: ripeti la ricerca dall’inizio.',
    'The mark of the page is not valid: begin the search again.',
  ],
} as const satisfies Record<string, readonly [ErrorKind, it: string, en: string]>;

export type RefusalName = keyof typeof refusals;

export const codeOf = (name: RefusalName): string => `protocol.${name}`;

export const sentenceOf = (name: RefusalName): Localized => {
  const [, it, en] = refusals[name];
  return { it, en };
};

/** One sentence after another, in both languages. */
export const followedBy = (first: Localized, then: Said): Localized => ({
  it: `${first.it} ${inLanguage(then, 'it')}`,
  en: `${inLanguage(first, 'en')} ${inLanguage(then, 'en')}`,
});

/** A {@link LibroFirmaError} with the code `protocol.<name>`; `more` is added to the sentence. */
export const refuse = (name: RefusalName, options: ErrorOptions & { readonly more?: Said } = {}): LibroFirmaError => {
  const { more, ...rest } = options;
  const sentence = sentenceOf(name);
  const text = more === undefined ? sentence : followedBy(sentence, more);
  return new LibroFirmaError(refusals[name][0], codeOf(name), text, rest);
};
