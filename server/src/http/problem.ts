import { randomBytes } from 'node:crypto';
import type { ErrorKind, Json, LibroFirmaError } from '@libro-firma/engine/plugin';
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

const TITLES: Readonly<Record<ErrorKind, string>> = {
  invalid: 'Richiesta non valida',
  unauthenticated: 'Accesso richiesto',
  forbidden: 'Operazione non consentita',
  'not-found': 'Non trovato',
  conflict: 'Conflitto con lo stato attuale',
  gone: 'Non più disponibile',
  'too-large': 'Contenuto troppo grande',
  unsupported: 'Formato non ammesso',
  'too-many': 'Troppe richieste',
  internal: 'Errore interno',
  unavailable: 'Servizio non disponibile',
};

/** RFC 9457 problem details, with the stable `code` that programs go by. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** Italian, for a person: what was expected, what came, what to do. */
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
  more: { where?: string | undefined; details?: Readonly<Record<string, Json>> } = {},
): Problem => ({
  type: `urn:libro-firma:problem:${code}`,
  title: TITLES[kind],
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

/**
 * What an error says to whoever asked. A {@link LibroFirmaError} speaks for itself; anything else is a bug, of which the
 * answer tells nothing but an id.
 */
export const problemOf = (error: unknown): ToldError => {
  if (isLibroFirmaError(error) && error.kind !== 'internal')
    return { problem: problem(error.kind, error.code, error.text.it, { where: error.where, details: error.details }) };
  const reading = bodyParserProblem(error);
  if (reading !== undefined) return { problem: reading };
  const errorId = randomBytes(6).toString('hex');
  const code = isLibroFirmaError(error) ? error.code : 'server.internal';
  return {
    errorId,
    problem: problem(
      'internal',
      code,
      `Si è verificato un errore inatteso. Riprovare; se continua, comunicare a chi amministra il sistema il codice ${errorId}.`,
      { details: { errorId } },
    ),
  };
};

/** Errors of express itself (a path that is not valid percent-encoding) carry a status and no stack worth showing. */
const bodyParserProblem = (error: unknown): Problem | undefined => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 400)
    return problem('invalid', 'server.request-invalid', 'La richiesta HTTP non è formata correttamente.');
  return undefined;
};

const PLACES = { params: "nell'indirizzo", query: 'nei parametri', body: 'nei dati inviati' } as const;

/** What a schema refused, all of it at once: `details.fields` has a JSON pointer and a sentence for each. */
export const schemaProblem = (place: keyof typeof PLACES, error: z.ZodError): Problem => {
  const fields = error.issues.map(({ path, message }) => ({ where: pointer(path), message }));
  const first = fields[0];
  const label = first === undefined || first.where === '' ? '' : `${first.where.slice(1).replaceAll('/', '.')}: `;
  const more = fields.length > 1 ? ` (e altri ${fields.length - 1} problemi)` : '';
  return problem(
    'invalid',
    'server.schema',
    `C'è un errore ${PLACES[place]}: ${label}${first?.message ?? 'non valido'}${more}.`,
    { where: first?.where === '' ? undefined : first?.where, details: { place, fields } },
  );
};
