import { LibroFirmaError, type ErrorKind } from '@libro-firma/engine/plugin';
import { problems } from './check/problems.js';
import type { CheckProblem } from './ports.js';

/** A problem of a file as the error that refuses it. */
export const refusal = (problem: CheckProblem, fileName?: string, kind: ErrorKind = 'invalid'): LibroFirmaError =>
  new LibroFirmaError(
    kind,
    problem.code,
    { it: fileName ? `«${fileName}»: ${problem.text}` : problem.text },
    {
      ...(fileName === undefined ? {} : { where: fileName }),
      ...(problem.where === undefined ? {} : { details: { found: problem.where } }),
    },
  );

/** More bytes than the limit, told while they arrive. */
export const tooLarge = (fileName: string, max: number): LibroFirmaError =>
  new LibroFirmaError(
    'too-large',
    'documents.too-large',
    { it: `«${fileName}»: ${problems.tooLarge(max).text}` },
    { where: fileName, details: { maxBytes: max } },
  );

/** The file in the store is missing, cut or altered: a matter for whoever runs the server. */
export const damaged = (digest: string, cause?: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'internal',
    'documents.blob-damaged',
    {
      it: "Il contenuto di un documento manca o è alterato nell'archivio del server. Avvisa l'amministratore: va ripristinato da una copia di sicurezza.",
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
    },
    { where: fileName, details: { allowed } },
  );

export const program = (fileName: string): LibroFirmaError =>
  new LibroFirmaError(
    'unsupported',
    'documents.program',
    { it: `«${fileName}» è un programma, oppure ne contiene uno, e non si può allegare.` },
    { where: fileName },
  );

export const macros = (fileName: string): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'documents.macros',
    { it: `«${fileName}» contiene macro. Salvalo senza macro (per esempio .docx o .xlsx), oppure esportalo in PDF.` },
    { where: fileName },
  );

/** One person has uploaded a lot and used none of it. */
export const tooManyPending = (maxMb: number): LibroFirmaError =>
  new LibroFirmaError('too-many', 'documents.too-many-uploads', {
    it: `Hai caricato più di ${maxMb} MB di file senza usarli. Togli quelli che non servono, oppure avvia le richieste in sospeso.`,
  });

export const uploadNotFound = (id: string): LibroFirmaError =>
  new LibroFirmaError(
    'not-found',
    'documents.upload-not-found',
    { it: 'Un file caricato non è più disponibile: i caricamenti scadono dopo un giorno. Caricalo di nuovo.' },
    { where: id },
  );

export const uploadUsed = (name: string): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.upload-used',
    { it: `«${name}» è già stato usato in un'altra richiesta. Caricalo di nuovo per usarlo anche qui.` },
    { where: name },
  );

export const mainMissing = (): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'documents.main-missing',
    { it: 'Manca il documento principale. Carica il PDF da firmare.' },
    { where: '/main' },
  );

export const tooManyAttachments = (max: number): LibroFirmaError =>
  new LibroFirmaError(
    'too-large',
    'documents.too-many-attachments',
    { it: `Gli allegati sono troppi: il massimo è ${max}. Unisci alcuni file in uno solo.` },
    { where: '/attachments', details: { max } },
  );

export const sameUploadTwice = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.upload-twice', {
    it: 'Lo stesso file caricato compare due volte nella richiesta. Togline uno.',
  });

/** The form was sent while files were still on their way; without this they would be missing without a word. */
export const stillUploading = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.still-uploading', {
    it: 'Il caricamento dei file è ancora in corso: aspetta che finisca, poi invia di nuovo.',
  });

export const documentNotFound = (): LibroFirmaError =>
  new LibroFirmaError('not-found', 'documents.not-found', {
    it: 'Il documento non esiste, o non puoi vederlo. Torna alla pratica e aprilo da lì.',
  });

export const headMoved = (name: string): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.head-moved',
    {
      it: `«${name}» è stato modificato nel frattempo. Riapri il documento e ripeti l'operazione sulla versione attuale.`,
    },
    { where: name },
  );

export const locked = (name: string, until: number): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'documents.locked',
    { it: `«${name}» è bloccato: è in corso una firma. Riprova tra qualche minuto.` },
    { where: name, details: { until } },
  );

export const mainExists = (): LibroFirmaError =>
  new LibroFirmaError('conflict', 'documents.main-exists', {
    it: 'La pratica ha già un documento principale. Aggiungine una nuova versione, non un secondo documento.',
  });

export const bundleMissing = (): LibroFirmaError =>
  new LibroFirmaError('conflict', 'documents.bundle-missing', {
    it: 'La pratica non ha ancora documenti da correggere: il modulo di avvio deve avere un campo «plico».',
    en: 'There is no bundle to correct: the start form needs a documents.bundle field.',
  });

export const nothingChanged = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.nothing-changed', {
    it: 'Non hai cambiato nulla: sostituisci il documento principale, oppure aggiungi o togli un allegato.',
  });

export const storeUnwritable = (cause: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'unavailable',
    'documents.store-unwritable',
    {
      it: "L'archivio dei documenti non si può scrivere: controlla lo spazio e i permessi della cartella dei dati.",
      en: 'The document store cannot be written.',
    },
    { cause },
  );
