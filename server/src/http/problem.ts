import { randomBytes } from 'node:crypto';
import {
  inLanguage,
  type ErrorKind,
  type Json,
  type Language,
  type LibroFirmaError,
  type Localized,
} from '@libro-firma/engine/plugin';
import type { z } from 'zod';
import { pointer } from '../settings/italian.js';

/** The one map from what kind of refusal it is to the HTTP status (RFC 9110, 15.5 and 15.6). */
export const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
};

const TITLES: Readonly<Record<ErrorKind, Required<Localized>>> = {
  invalid: { it: 'Richiesta non valida', en: 'The request is not valid' },
  unauthenticated: { it: 'Accesso richiesto', en: 'Signing in is required' },
  forbidden: { it: 'Operazione non consentita', en: 'Not allowed' },
  'not-found': { it: 'Non trovato', en: 'Not found' },
  conflict: { it: 'Conflitto con lo stato attuale', en: 'Conflict with the present state' },
  gone: { it: 'Non più disponibile', en: 'No longer available' },
  'too-large': { it: 'Contenuto troppo grande', en: 'The content is too large' },
  unsupported: { it: 'Formato non ammesso', en: 'The format is not allowed' },
  'too-many': { it: 'Troppe richieste', en: 'Too many requests' },
  internal: { it: 'Errore interno', en: 'Internal error' },
  unavailable: { it: 'Servizio non disponibile', en: 'The service is not available' },
};

/** RFC 9457 problem details, with the stable `code` that programs go by. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** For a person, in the language asked for: what was expected, what came, what to do. */
  readonly detail: string;
  readonly where?: string;
  readonly details?: Readonly<Record<string, Json>>;
}

/** A plugin may bring its own copy of the engine's contract: the shape counts, not the class. */
export const isLibroFirmaError = (error: unknown): error is LibroFirmaError =>
  error instanceof Error && error.name === 'LibroFirmaError' && 'kind' in error && 'code' in error && 'text' in error;

export const problem = (
  kind: ErrorKind,
  code: string,
  detail: string,
  more: { where?: string | undefined; details?: Readonly<Record<string, Json>>; language?: Language } = {},
): Problem => ({
  type: `urn:libro-firma:problem:${code}`,
  title: TITLES[kind][more.language ?? 'it'],
  status: STATUS[kind],
  code,
  detail,
  ...(more.where === undefined ? {} : { where: more.where }),
  ...(more.details === undefined || Object.keys(more.details).length === 0 ? {} : { details: more.details }),
});

/** Remembers which error an answer told of, so that the log can be searched for it. */
export interface ToldError {
  readonly problem: Problem;
  /** Set when it is a bug: also in the answer. */
  readonly errorId?: string;
}

const isLocalized = (value: unknown): value is Localized =>
  typeof value === 'object' && value !== null && 'it' in value && typeof value.it === 'string';

type Details = Readonly<Record<string, Json>>;

/** What is said of each field (`details.fields`), in one language. */
const withFieldTexts = (details: Details, language: Language): Details => {
  const { fields } = details;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return details;
  const said = Object.entries(fields as Details).map(([key, text]) => [
    key,
    isLocalized(text) ? inLanguage(text, language) : text,
  ]);
  return { ...details, fields: Object.fromEntries(said) as Json };
};

/**
 * What an error says to whoever asked. A {@link LibroFirmaError} speaks for itself; anything else is a bug, of which the
 * answer tells nothing but an id.
 */
export const problemOf = (error: unknown, language: Language = 'it'): ToldError => {
  if (isLibroFirmaError(error) && error.kind !== 'internal') {
    const { kind, code, text, where } = error;
    const details = withFieldTexts(error.details, language);
    return { problem: problem(kind, code, inLanguage(text, language), { where, details, language }) };
  }
  const reading = bodyParserProblem(error);
  if (reading !== undefined) return { problem: reading };
  const errorId = randomBytes(6).toString('hex');
  const code = isLibroFirmaError(error) ? error.code : 'server.internal';
  const text =
    language === 'en'
      ? `Something unexpected happened. Try again; if it goes on, tell whoever runs the system the code ${errorId}.`
      : `Si è verificato un errore inatteso. Riprova; se continua, comunica a chi amministra il sistema il codice ${errorId}.`;
  return { errorId, problem: problem('internal', code, text, { details: { errorId }, language }) };
};

/** Errors of express itself (a path that is not valid percent-encoding) carry a status and no stack worth showing. */
const bodyParserProblem = (error: unknown): Problem | undefined => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 400)
    return problem('invalid', 'server.request-invalid', 'La richiesta HTTP non è formata correttamente.');
  return undefined;
};

const PLACES = {
  params: { it: 'nell’indirizzo', en: 'the address' },
  query: { it: 'nei parametri', en: 'the parameters' },
  body: { it: 'nei dati inviati', en: 'what was sent' },
} as const;

/** What a schema refused, all of it at once: `details.fields` has a JSON pointer and a sentence for each. */
export const schemaProblem = (place: keyof typeof PLACES, error: z.ZodError, language: Language = 'it'): Problem => {
  const fields = error.issues.map(({ path, message }) => ({ where: pointer(path), message }));
  const first = fields[0];
  const label = first === undefined || first.where === '' ? '' : `${first.where.slice(1).replaceAll('/', '.')}: `;
  const others = fields.length - 1;
  const text =
    language === 'en'
      ? `Something is wrong in ${PLACES[place].en}: ${label}${first?.message ?? 'not valid'}${others > 0 ? ` (and ${others} more)` : ''}.`
      : `C’è un errore ${PLACES[place].it}: ${label}${first?.message ?? 'non valido'}${others > 0 ? ` (e altri ${others} problemi)` : ''}.`;
  return problem('invalid', 'server.schema', text, {
    where: first?.where === '' ? undefined : first?.where,
    details: { place, fields },
    language,
  });
};
