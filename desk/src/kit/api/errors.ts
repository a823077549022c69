import { say } from '../text/language.js';
/** RFC 9457 problem details, as the server answers every refusal. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status: number;
  /** Stable: `documents.encrypted`. */
  readonly code: string;
  /** One Italian sentence: what was expected, what came, what to do. */
  readonly detail: string;
  /** The place it concerns: the key of a field, a file name, an element id. */
  readonly where?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A request that was refused, or that never arrived. `message` is an Italian sentence for the screen.
 * Codes of the desk itself: `desk.network` (no connection), `desk.aborted`, `desk.answer` (not what was agreed).
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly where: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.where = problem.where;
    this.details = problem.details ?? {};
  }

  /** The request may not have reached the server: sending it again with the same key is safe and sensible. */
  get isNetwork(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const sentences: Readonly<Record<number, string>> = {
  401: say('La sessione è scaduta: accedi di nuovo.', 'The session has ended: sign in again.'),
  403: say('Non hai il permesso di fare questa operazione.', 'You may not do this.'),
  404: say(
    'Quello che cerchi non esiste o non è visibile a te.',
    'What you look for does not exist, or is not for you to see.',
  ),
  409: say(
    'Nel frattempo qualcun altro ha cambiato questi dati: ricarica la pagina e riprova.',
    'Somebody else has changed these data meanwhile: reload the page and try again.',
  ),
  413: say('Il contenuto inviato supera la dimensione consentita.', 'What was sent is larger than allowed.'),
  429: say(
    'Troppe richieste in poco tempo: aspetta un minuto e riprova.',
    'Too many requests in a short time: wait a minute and try again.',
  ),
  502: say(
    'Il server non è raggiungibile: sta forse ripartendo. Riprova tra poco.',
    'The server cannot be reached: perhaps it is restarting. Try again shortly.',
  ),
  503: say(
    'Il server non è pronto: sta forse ripartendo. Riprova tra poco.',
    'The server is not ready: perhaps it is restarting. Try again shortly.',
  ),
  504: say(
    'Il server non ha risposto in tempo. Riprova tra poco.',
    'The server did not answer in time. Try again shortly.',
  ),
};

/** `wrote`: the request brought something from the screen, which is not lost. */
export const networkError = (cause: unknown, wrote: boolean): ApiError =>
  new ApiError(
    {
      status: 0,
      code: 'desk.network',
      detail: wrote
        ? say(
            'Il server non è raggiungibile. Quello che hai scritto è ancora qui: controlla la connessione e riprova.',
            'The server cannot be reached. What you wrote is still here: check the connection and try again.',
          )
        : say(
            'Il server non è raggiungibile: controlla la connessione e riprova.',
            'The server cannot be reached: check the connection and try again.',
          ),
    },
    { cause },
  );

export const abortedError = (): ApiError =>
  new ApiError({ status: 0, code: 'desk.aborted', detail: say('Operazione interrotta.', 'Interrupted.') });

/** The error for an answer outside 2xx, whether or not its body is a problem. */
export const errorFromAnswer = (status: number, body: unknown): ApiError => {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const detail =
    typeof problem.detail === 'string' && problem.detail !== ''
      ? problem.detail
      : (sentences[status] ??
        say(
          `Il server ha risposto con un errore inatteso (${status}). Riprova; se continua, avvisa chi amministra il sistema.`,
          `The server answered with an unexpected error (${status}). Try again; if it goes on, tell whoever runs the system.`,
        ));
  return new ApiError({
    status,
    code: typeof problem.code === 'string' ? problem.code : `http.${status}`,
    detail,
    ...(typeof problem.where === 'string' ? { where: problem.where } : {}),
    ...(typeof problem.details === 'object' && problem.details !== null ? { details: problem.details } : {}),
  });
};

/** The Italian sentence for anything that was thrown. */
export const errorText = (error: unknown): string =>
  error instanceof ApiError
    ? error.message
    : say(
        'Si è verificato un errore inatteso in questa pagina. Ricaricala; se continua, avvisa chi amministra il sistema.',
        'Something unexpected happened in this page. Reload it; if it goes on, tell whoever runs the system.',
      );
