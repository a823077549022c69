import type { RejectionCode } from '../core/index.js';
import { LibroFirmaError, type ErrorKind } from '../plugin/errors.js';
import type { Json, Localized } from '../plugin/json.js';

/** What each refusal of the step means to a person. */
const REJECTIONS: { readonly [code in RejectionCode]: readonly [kind: ErrorKind, it: string] } = {
  'instance-ended': ['gone', 'La pratica è già conclusa: non si può più fare nulla su di essa.'],
  'no-such-task': ['gone', 'L’attività non è più aperta. Aggiorna la scrivania.'],
  'task-taken': ['conflict', 'L’attività è stata presa in carico da un’altra persona.'],
  'no-such-job': ['gone', 'Il passo automatico non è più in attesa.'],
  'no-such-timer': ['gone', 'La scadenza non è più attiva.'],
  'no-such-subscription': ['gone', 'La pratica non aspetta più questo messaggio.'],
  'no-such-call': ['gone', 'La pratica chiamante non aspetta più.'],
  'no-such-incident': ['gone', 'L’anomalia è già stata risolta.'],
  'incident-chooses': [
    'conflict',
    'Qui la pratica deve scegliere una via: proseguire oltre le prenderebbe tutte. Correggi il disegno o i dati e ritenta, oppure interrompi la pratica.',
  ],
  'clock-fixed': ['conflict', 'Il tempo si sposta solo in una prova, e solo in avanti.'],
  'no-start-event': ['invalid', 'Il processo non ha un evento iniziale per questo avvio.'],
};

export const rejected = (code: RejectionCode, message: string, where?: string): LibroFirmaError => {
  const [kind, it] = REJECTIONS[code];
  return new LibroFirmaError(kind, `engine.${code}`, { it, en: message }, where === undefined ? {} : { where });
};

export const notFound = (
  what: 'case' | 'task' | 'incident' | 'definition' | 'process' | 'list',
  id: string,
): LibroFirmaError => {
  const it = {
    case: 'La pratica',
    task: "L'attività",
    incident: "L'anomalia",
    definition: 'La versione del processo',
    process: 'Il processo pubblicato',
    list: "L'elenco",
  }[what];
  return new LibroFirmaError(
    'not-found',
    `engine.no-such-${what}`,
    { it: `${it} «${id}» non esiste.`, en: `There is no ${what} "${id}".` },
    { where: id },
  );
};

export const stopping = (): LibroFirmaError =>
  new LibroFirmaError('unavailable', 'engine.stopping', {
    it: 'Il servizio si sta fermando. Riprova tra poco.',
    en: 'The engine is stopping and takes no more commands.',
  });

export const commitFailed = (cause: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'internal',
    'engine.commit-failed',
    {
      it: `La base dati ha rifiutato la registrazione: ${(cause as Error).message}. Nulla è stato cambiato.`,
      en: `The database refused to write this: ${(cause as Error).message}. Nothing was changed.`,
    },
    { cause },
  );

export const databaseAway = (cause: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'unavailable',
    'engine.database-away',
    {
      it: 'La base dati non risponde. Nulla è stato cambiato: riprova tra poco.',
      en: `The database does not answer: ${(cause as Error).message}. Nothing was changed; try again later.`,
    },
    { cause },
  );

/** Kinds that a later attempt with the same command id may change: they are not kept as its answer. */
const PASSING: ReadonlySet<ErrorKind> = new Set(['unavailable', 'internal', 'too-many']);

type RefusalData = readonly [kind: ErrorKind, code: string, text: Localized, where: string | null, details: Json];

export type RecordedAnswer<R> = { readonly ok: R } | { readonly no: RefusalData };

export const recordable = (error: unknown): error is LibroFirmaError =>
  error instanceof LibroFirmaError && !PASSING.has(error.kind);

export const refusal = (error: LibroFirmaError): RecordedAnswer<never> => ({
  no: [error.kind, error.code, error.text, error.where ?? null, error.details],
});

/** The same error again, from the recorded answer. */
export const refusalOf = ([kind, code, text, where, details]: RefusalData): LibroFirmaError =>
  new LibroFirmaError(kind, code, text, {
    ...(where === null ? {} : { where }),
    details: details as { readonly [key: string]: Json },
  });
