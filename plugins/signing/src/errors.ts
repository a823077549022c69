import { inLanguage, LibroFirmaError, type ErrorKind, type ErrorOptions, type Said } from '@libro-firma/engine/plugin';

/** Every refusal of this plugin: its kind and its sentence, Italian and English. The code is `signing.<name>`. */
const refusals = {
  // the document
  'broken-xref': [
    'invalid',
    'Il PDF è danneggiato: l’indice dei suoi oggetti non corrisponde al contenuto. Esportalo di nuovo dal programma che lo ha prodotto e ricaricalo.',
    'The PDF is damaged: the index of its objects does not fit what it holds. Export it again from the program that made it, and upload it again.',
  ],
  encrypted: [
    'invalid',
    'Il PDF è protetto da password o cifrato e non può essere firmato. Salvalo senza protezione e ricaricalo.',
    'The PDF is protected by a password or encrypted and cannot be signed. Save it without protection and upload it again.',
  ],
  'no-changes-allowed': [
    'invalid',
    'Il PDF è certificato in modo che non ammette altre firme (DocMDP, livello 1). Va firmato l’originale prima della certificazione.',
    'The PDF is certified in a way that allows no further signatures (DocMDP, level 1). Sign the original from before it was certified.',
  ],
  'xfa-form': [
    'invalid',
    'Il PDF contiene un modulo XFA, il cui aspetto cambia da un programma all’altro. Stampalo in PDF e ricaricalo.',
    'The PDF holds an XFA form, which looks different in each program. Print it to PDF and upload it again.',
  ],
  'no-pages': ['invalid', 'Il PDF non ha pagine leggibili.', 'The PDF has no pages that can be read.'],
  'too-heavy': [
    'too-large',
    'Il PDF richiede troppa memoria o troppo tempo per essere letto. Riducilo (per esempio le immagini) e ricaricalo.',
    'The PDF takes too much memory or too long to read. Make it smaller (its pictures, for instance) and upload it again.',
  ],
  'field-missing': [
    'invalid',
    'Il documento non contiene il campo modulo indicato nell’iter per il timbro di firma.',
    'The document does not have the form field that the route names for the stamp of the signature.',
  ],
  'own-signature-invalid': [
    'internal',
    'La firma appena apposta non supera la verifica: il documento non è stato modificato. Avvisa chi amministra il sistema.',
    'The signature that was just set does not pass verification: the document has not been changed. Tell whoever administers the system.',
  ],
  'not-ready': [
    'invalid',
    'Il documento non è nello stato che questo passo richiede.',
    'The document is not in the state that this step needs.',
  ],
  // the person
  drafter: [
    'forbidden',
    'Chi ha redatto il documento non può apporvi sigla, visto o firma: serve un’altra persona (separazione dei compiti).',
    'Whoever drew the document up cannot put initials, visa or signature on it: somebody else has to (separation of duties).',
  ],
  'not-opened': [
    'conflict',
    'Il documento va aperto nella sua versione attuale prima di procedere.',
    'The document has to be opened in its present version first.',
  ],
  changed: [
    'conflict',
    'Il documento è cambiato dopo che è stato aperto: apri la versione attuale e ripeti.',
    'The document changed after it was opened: open the present version and do it again.',
  ],
  'use-signature': [
    'forbidden',
    'Questo passo si conclude con la firma digitale o con il rigetto, non con il completamento semplice.',
    'This step ends with the digital signature or with a rejection, not by simply completing it.',
  ],
  'reason-required': ['invalid', 'Per respingere serve una motivazione.', 'A rejection needs a reason.'],
  'outcome-unknown': [
    'invalid',
    'L’esito indicato non è tra quelli previsti da questo passo.',
    'This step has no such outcome.',
  ],
  'reject-not-allowed': [
    'forbidden',
    'In questo passo il rigetto non è previsto dall’iter.',
    'The route does not allow a rejection in this step.',
  ],
  'no-document': [
    'invalid',
    'La pratica non ha un documento principale da firmare.',
    'The case has no main document to sign.',
  ],
  // the keys
  'no-key-provider': [
    'unavailable',
    'Non è configurato alcun fornitore di certificati di firma.',
    'No provider of signing certificates is configured.',
  ],
  'no-credential': [
    'not-found',
    'Non risulta alcun certificato di firma valido intestato a questa persona.',
    'There is no valid signing certificate in the name of this person.',
  ],
  'wrong-pin': ['forbidden', 'PIN errato.', 'Wrong PIN.'],
  'credential-locked': [
    'forbidden',
    'Il certificato è bloccato per troppi PIN errati. Chiedi di sbloccarlo a chi amministra il sistema.',
    'The certificate is locked after too many wrong PINs. Ask whoever administers the system to unlock it.',
  ],
  'provider-unavailable': [
    'unavailable',
    'Il servizio di firma non risponde. Nessun documento è stato firmato due volte: riprova tra poco.',
    'The signing service does not answer. No document has been signed twice: try again shortly.',
  ],
  'authorisation-lost': [
    'conflict',
    'L’autorizzazione alla firma non è più valida: firma di nuovo con il PIN.',
    'The authorisation to sign is no longer valid: sign again with the PIN.',
  ],
  'trial-needs-demo-keys': [
    'forbidden',
    'Le pratiche di prova si firmano solo con chiavi dimostrative, che in questa installazione non ci sono.',
    'Trial cases are signed with demonstration keys only, and this installation has none.',
  ],
  'no-seal': [
    'unavailable',
    'Non è configurato il sigillo elettronico dell’amministrazione.',
    'The electronic seal of the administration is not configured.',
  ],
  // the batch
  'batch-not-found': ['not-found', 'Il lotto di firma non esiste.', 'There is no such signing batch.'],
  'batch-not-waiting': [
    'conflict',
    'Questo lotto di firma non attende un PIN.',
    'This signing batch is not waiting for a PIN.',
  ],
  'empty-batch': ['invalid', 'Nessun documento selezionato.', 'No document has been chosen.'],
} as const satisfies Record<string, readonly [ErrorKind, it: string, en: string]>;

export type RefusalName = keyof typeof refusals;

/** The Italian sentence of a refusal, for outcomes that are stored and shown. */
export const sentenceOf = (name: RefusalName): string => refusals[name][1];

/** A {@link LibroFirmaError} with the code `signing.<name>`; `more` is added to the sentence. */
export const refuse = (name: RefusalName, options: ErrorOptions & { readonly more?: Said } = {}): LibroFirmaError => {
  const [kind, it, en] = refusals[name];
  const { more, ...rest } = options;
  return new LibroFirmaError(
    kind,
    `signing.${name}`,
    more === undefined ? { it, en } : { it: `${it} ${inLanguage(more, 'it')}`, en: `${en} ${inLanguage(more, 'en')}` },
    rest,
  );
};

/** Is it this refusal, told by this plugin? */
export const isRefusal = (error: unknown, name: RefusalName): error is LibroFirmaError =>
  error instanceof LibroFirmaError && error.code === `signing.${name}`;
