import { LibroFirmaError, type ErrorKind, type ErrorOptions } from '@libro-firma/engine/plugin';

/** Every refusal of this plugin: its kind and its Italian sentence. The code is `signing.<name>`. */
const refusals = {
  // the document
  'broken-xref': [
    'invalid',
    'Il PDF è danneggiato: l’indice dei suoi oggetti non corrisponde al contenuto. Esportalo di nuovo dal programma che lo ha prodotto e ricaricalo.',
  ],
  encrypted: [
    'invalid',
    'Il PDF è protetto da password o cifrato e non può essere firmato. Salvalo senza protezione e ricaricalo.',
  ],
  'no-changes-allowed': [
    'invalid',
    'Il PDF è certificato in modo che non ammette altre firme (DocMDP, livello 1). Va firmato l’originale prima della certificazione.',
  ],
  'xfa-form': [
    'invalid',
    'Il PDF contiene un modulo XFA, il cui aspetto cambia da un programma all’altro. Stampalo in PDF e ricaricalo.',
  ],
  'no-pages': ['invalid', 'Il PDF non ha pagine leggibili.'],
  'too-heavy': [
    'too-large',
    'Il PDF richiede troppa memoria o troppo tempo per essere letto. Riducilo (per esempio le immagini) e ricaricalo.',
  ],
  'field-missing': ['invalid', 'Il documento non contiene il campo modulo indicato nell’iter per il timbro di firma.'],
  'own-signature-invalid': [
    'internal',
    'La firma appena apposta non supera la verifica: il documento non è stato modificato. Avvisa chi amministra il sistema.',
  ],
  'not-ready': ['invalid', 'Il documento non è nello stato che questo passo richiede.'],
  // the person
  drafter: [
    'forbidden',
    'Chi ha redatto il documento non può apporvi sigla, visto o firma: serve un’altra persona (separazione dei compiti).',
  ],
  'not-opened': ['conflict', 'Il documento va aperto nella sua versione attuale prima di procedere.'],
  changed: ['conflict', 'Il documento è cambiato dopo che è stato aperto: apri la versione attuale e ripeti.'],
  'use-signature': [
    'forbidden',
    'Questo passo si conclude con la firma digitale o con il rigetto, non con il completamento semplice.',
  ],
  'reason-required': ['invalid', 'Per respingere serve una motivazione.'],
  'outcome-unknown': ['invalid', 'L’esito indicato non è tra quelli previsti da questo passo.'],
  'reject-not-allowed': ['forbidden', 'In questo passo il rigetto non è previsto dall’iter.'],
  'no-document': ['invalid', 'La pratica non ha un documento principale da firmare.'],
  // the keys
  'no-key-provider': ['unavailable', 'Non è configurato alcun fornitore di certificati di firma.'],
  'no-credential': ['not-found', 'Non risulta alcun certificato di firma valido intestato a questa persona.'],
  'wrong-pin': ['forbidden', 'PIN errato.'],
  'credential-locked': [
    'forbidden',
    'Il certificato è bloccato per troppi PIN errati. Chiedi di sbloccarlo a chi amministra il sistema.',
  ],
  'provider-unavailable': [
    'unavailable',
    'Il servizio di firma non risponde. Nessun documento è stato firmato due volte: riprova tra poco.',
  ],
  'authorisation-lost': ['conflict', 'L’autorizzazione alla firma non è più valida: firma di nuovo con il PIN.'],
  'trial-needs-demo-keys': [
    'forbidden',
    'Le pratiche di prova si firmano solo con chiavi dimostrative, che in questa installazione non ci sono.',
  ],
  'no-seal': ['unavailable', 'Non è configurato il sigillo elettronico dell’amministrazione.'],
  // the batch
  'batch-not-found': ['not-found', 'Il lotto di firma non esiste.'],
  'batch-not-waiting': ['conflict', 'Questo lotto di firma non attende un PIN.'],
  'empty-batch': ['invalid', 'Nessun documento selezionato.'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

export type RefusalName = keyof typeof refusals;

/** The Italian sentence of a refusal, for outcomes that are stored and shown. */
export const sentenceOf = (name: RefusalName): string => refusals[name][1];

/** A {@link LibroFirmaError} with the code `signing.<name>`; `more` is added to the sentence. */
export const refuse = (name: RefusalName, options: ErrorOptions & { readonly more?: string } = {}): LibroFirmaError => {
  const [kind, sentence] = refusals[name];
  const { more, ...rest } = options;
  return new LibroFirmaError(
    kind,
    `signing.${name}`,
    { it: more === undefined ? sentence : `${sentence} ${more}` },
    rest,
  );
};

/** Is it this refusal, told by this plugin? */
export const isRefusal = (error: unknown, name: RefusalName): error is LibroFirmaError =>
  error instanceof LibroFirmaError && error.code === `signing.${name}`;
