import { LibroFirmaError, type ErrorKind, type Localized } from '@libro-firma/engine/plugin';
import { problems } from './check/problems.js';
import type { CheckProblem } from './ports.js';

const both = ({ text, en }: CheckProblem): Localized => ({ it: text, ...(en === undefined ? {} : { en }) });

/** Behind a colon a sentence goes on small; PDF and other abbreviations stay as they are. */
const goingOn = (sentence: string): string =>
  /^\p{Lu}\p{Lu}/u.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);

const named = (problem: CheckProblem, fileName: string): Localized => ({
  it: `«${fileName}»: ${goingOn(problem.text)}`,
  en: `“${fileName}”: ${goingOn(problem.en ?? problem.text)}`,
});

/** A problem of a file as the error that refuses it. */
export const refusal = (problem: CheckProblem, fileName?: string, kind: ErrorKind = 'invalid'): LibroFirmaError =>
  new LibroFirmaError(kind, problem.code, fileName ? named(problem, fileName) : both(problem), {
    ...(fileName === undefined ? {} : { where: fileName }),
    ...(problem.where === undefined ? {} : { details: { found: problem.where } }),
  });

/** More bytes than the limit, told while they arrive. */
export const tooLarge = (fileName: string, max: number): LibroFirmaError =>
  new LibroFirmaError('too-large', 'documents.too-large', named(problems.tooLarge(max), fileName), {
    where: fileName,
    details: { maxBytes: max },
  });

/** The file in the store is missing, cut or altered: a matter for whoever runs the server. */
export const damaged = (digest: string, cause?: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'internal',
    'documents.blob-damaged',
    {
      it: 'Il contenuto di un documento manca o è alterato nell’archivio del server. Avvisa l’amministratore: va ripristinato da una copia di sicurezza.',
      en: 'The stored bytes of a document are missing or altered.',
    },
    { details: { digest }, ...(cause === undefined ? {} : { cause }) },
  );

/** Not one of the media types that the setting allows. */
export const unsupported = (fileName: string, allowed: readonly string[]): LibroFirmaError =>
  new LibroFirmaError(
    'unsupported',
    'documents.unsupported-type',
    {
      it: `«${fileName}» non è di un tipo ammesso per gli allegati. Sono ammessi: ${allowed.join(', ')}. Se puoi, esportalo in PDF.`,
      en: `“${fileName}” is not of a kind that attachments may have: ${allowed.join(', ')}. If you can, export it as PDF.`,
    },
    { where: fileName, details: { allowed } },
  );

export const program = (fileName: string): LibroFirmaError =>
  new LibroFirmaError(
    'unsupported',
    'documents.program',
    {
      it: `«${fileName}» è un programma, oppure ne contiene uno, e non si può allegare.`,
      en: `“${fileName}” is a program, or holds one, and cannot be attached.`,
    },
    { where: fileName },
  );

export const macros = (fileName: string): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'documents.macros',
    {
      it: `«${fileName}» contiene macro. Salvalo senza macro (per esempio .docx o .xlsx), oppure esportalo in PDF.`,
      en: `“${fileName}” holds macros. Save it without them (as .docx or .xlsx, say), or export it as PDF.`,
    },
    { where: fileName },
  );

/** One person has uploaded a lot and used none of it. */
export const tooManyPending = (maxMb: number): LibroFirmaError =>
  new LibroFirmaError('too-many', 'documents.too-many-uploads', {
    it: `Hai caricato più di ${maxMb} MB di file senza usarli. Togli quelli che non servono, oppure avvia le richieste in sospeso.`,
    en: `You uploaded more than ${maxMb} MB of files and used none of them. Remove those that are not needed, or start the requests that wait.`,
  });

export const uploadNotFound = (id: string): LibroFirmaError =>
  new LibroFirmaError(
    'not-found',
    'documents.upload-not-found',
    {
      it: 'Un file caricato non è più disponibile: i caricamenti scadono dopo un giorno. Caricalo di nuovo.',
      en: 'An uploaded file is no longer there: uploads expire after a day. Upload it again.',
    },
    { where: id },
  );

export const uploadUsed = (name: string): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.upload-used',
    {
      it: `«${name}» è già stato usato in un’altra richiesta. Caricalo di nuovo per usarlo anche qui.`,
      en: `“${name}” was used in another request. Upload it again to use it here, too.`,
    },
    { where: name },
  );

export const mainMissing = (): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'documents.main-missing',
    {
      it: 'Manca il documento principale. Carica il PDF da firmare.',
      en: 'The main document is missing. Upload the PDF to be signed.',
    },
    { where: '/main' },
  );

export const tooManyAttachments = (max: number): LibroFirmaError =>
  new LibroFirmaError(
    'too-large',
    'documents.too-many-attachments',
    {
      it: `Gli allegati sono troppi: il massimo è ${max}. Unisci alcuni file in uno solo.`,
      en: `There are too many attachments: ${max} at most. Join some files into one.`,
    },
    { where: '/attachments', details: { max } },
  );

export const sameUploadTwice = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.upload-twice', {
    it: 'Lo stesso file caricato compare due volte nella richiesta. Togline uno.',
    en: 'The same upload is in the request twice. Remove one.',
  });

/** The form was sent while files were still on their way; without this they would be missing without a word. */
export const stillUploading = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.still-uploading', {
    it: 'Il caricamento dei file è ancora in corso: aspetta che finisca, poi invia di nuovo.',
    en: 'Files are still being uploaded: wait until they have arrived, then send again.',
  });

/** Files that were refused, or did not arrive, still stand in the form: without this they would be missing without a word. */
export const notUploaded = (files: readonly string[]): LibroFirmaError => {
  const named = (quote: (name: string) => string): string =>
    [...files.slice(0, 3).map(quote), ...(files.length > 3 ? ['…'] : [])].join(', ');
  return new LibroFirmaError(
    'invalid',
    'documents.not-uploaded',
    files.length === 1
      ? {
          it: `«${files[0]}» non è stato caricato: toglilo dall’elenco o sostituiscilo.`,
          en: `“${files[0]}” was not uploaded: remove it from the list, or replace it.`,
        }
      : {
          it: `${files.length} file non sono stati caricati: ${named((name) => `«${name}»`)}. Toglili dall’elenco o sostituiscili.`,
          en: `${files.length} files were not uploaded: ${named((name) => `“${name}”`)}. Remove them from the list, or replace them.`,
        },
    { details: { files: [...files] } },
  );
};

export const documentNotFound = (): LibroFirmaError =>
  new LibroFirmaError('not-found', 'documents.not-found', {
    it: 'Il documento non esiste, o non puoi vederlo. Torna alla pratica e aprilo da lì.',
    en: 'There is no such document, or you may not see it. Go back to the case and open it there.',
  });

export const headMoved = (name: string): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.head-moved',
    {
      it: `«${name}» è stato modificato nel frattempo. Riapri il documento e ripeti l’operazione sulla versione attuale.`,
      en: `“${name}” was changed meanwhile. Open the document again and repeat this on its present version.`,
    },
    { where: name },
  );

export const locked = (name: string, until: number): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.locked',
    {
      it: `«${name}» è bloccato: è in corso una firma. Riprova tra qualche minuto.`,
      en: `“${name}” is locked: it is being signed. Try again in a few minutes.`,
    },
    { where: name, details: { until } },
  );

/** Registered, say: a change would make it another document than the one that somebody answers for. */
export const frozen = (name: string, why: Localized): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.frozen',
    {
      it: `«${name}» ${why.it}: non si può più cambiare né firmare. Per correggerlo serve una nuova richiesta.`,
      en: `“${name}” ${why.en ?? why.it}: it can no longer be changed or signed. To correct it, make a new request.`,
    },
    { where: name },
  );

export const mainExists = (): LibroFirmaError =>
  new LibroFirmaError('conflict', 'documents.main-exists', {
    it: 'La pratica ha già un documento principale. Aggiungine una nuova versione, non un secondo documento.',
    en: 'The case has a main document already. Add a new version of it, not a second document.',
  });

export const bundleMissing = (): LibroFirmaError =>
  new LibroFirmaError('conflict', 'documents.bundle-missing', {
    it: 'La pratica non ha ancora documenti da correggere: il modulo di avvio deve avere un campo «plico».',
    en: 'There is no bundle to correct: the start form needs a documents.bundle field.',
  });

export const nothingChanged = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.nothing-changed', {
    it: 'Non hai cambiato nulla: sostituisci il documento principale, oppure aggiungi o togli un allegato.',
    en: 'You changed nothing: replace the main document, or add or remove an attachment.',
  });

export const storeUnwritable = (cause: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'unavailable',
    'documents.store-unwritable',
    {
      it: 'L’archivio dei documenti non si può scrivere: controlla lo spazio e i permessi della cartella dei dati.',
      en: 'The document store cannot be written.',
    },
    { cause },
  );
