import { LibroFirmaError } from '@libro-firma/engine/plugin';

/** Refusals of the server itself, each with its stable code. */
export const refusals = {
  /** No session, or one that has ended. */
  unauthenticated: () =>
    new LibroFirmaError('unauthenticated', 'server.unauthenticated', {
      it: 'La sessione manca o è scaduta: accedi di nuovo.',
      en: 'There is no session, or it has ended: sign in again.',
    }),
  forbidden: () =>
    new LibroFirmaError('forbidden', 'server.forbidden', {
      it: 'Il proprio ruolo non consente questa operazione.',
      en: 'None of your roles allows this.',
    }),
  /** It is not there, or whoever asks may not know that it is. */
  notFound: () =>
    new LibroFirmaError('not-found', 'server.not-found', {
      it: 'Quello che si cerca non esiste o non è visibile a chi lo chiede.',
      en: 'There is no such thing, or you may not see it.',
    }),
  /** A write without the session's `X-CSRF` token, or with a wrong one. */
  csrf: () =>
    new LibroFirmaError('forbidden', 'server.csrf', {
      it: 'La richiesta non porta il gettone della sessione (intestazione X-CSRF): ricarica la pagina e riprova.',
      en: 'The request lacks the session token (header X-CSRF): reload the page and try again.',
    }),
  /** A write that another site's page has sent. */
  origin: () =>
    new LibroFirmaError('forbidden', 'server.origin', {
      it: 'La richiesta viene da una pagina di un altro sito.',
      en: 'The request comes from a page of another site.',
    }),
  host: () =>
    new LibroFirmaError('invalid', 'server.host', {
      it: 'Il nome di host della richiesta non è fra quelli serviti: controlla publicUrl e allowedHosts nelle impostazioni.',
      en: 'The host name of the request is not among those served: see publicUrl and allowedHosts in the settings.',
    }),
  mediaType: (expected: readonly string[], got: string) =>
    new LibroFirmaError(
      'unsupported',
      'server.media-type',
      {
        it: `Atteso un contenuto di tipo ${expected.join(' o ')}, è arrivato ${got === '' ? 'senza tipo' : got}.`,
        en: `Expected content of type ${expected.join(' or ')}, got ${got === '' ? 'none' : got}.`,
      },
      { details: { expected: [...expected], got } },
    ),
  /** `limit` in bytes. */
  tooLarge: (limit: number) =>
    new LibroFirmaError(
      'too-large',
      'server.too-large',
      {
        it: `Il contenuto inviato supera il massimo di ${megabytes(limit)}.`,
        en: `The content sent is larger than ${megabytes(limit)}.`,
      },
      { details: { limit } },
    ),
  json: () =>
    new LibroFirmaError('invalid', 'server.json', {
      it: 'I dati inviati non sono JSON valido.',
      en: 'The data sent is not valid JSON.',
    }),
  unexpectedBody: () =>
    new LibroFirmaError('invalid', 'server.unexpected-body', {
      it: 'Questa richiesta non prevede dati, ma ne sono arrivati.',
      en: 'This request takes no body, but one came.',
    }),
  idempotencyKey: () =>
    new LibroFirmaError('invalid', 'server.idempotency-key', {
      it: 'Idempotency-Key deve avere da 8 a 128 caratteri fra lettere, cifre, punto, trattino e sottolineatura.',
      en: 'Idempotency-Key must have 8 to 128 letters, digits, dots, hyphens or underscores.',
    }),
  /** The key came before with other content. */
  idempotencyMismatch: () =>
    new LibroFirmaError('conflict', 'server.idempotency-mismatch', {
      it: 'Questa Idempotency-Key è già stata usata per una richiesta diversa.',
      en: 'This Idempotency-Key was used for a different request.',
    }),
  /** The first request with the key is still being worked on. */
  idempotencyBusy: () =>
    new LibroFirmaError('conflict', 'server.idempotency-busy', {
      it: 'La stessa richiesta è ancora in corso: aspetta qualche secondo e ripeti.',
      en: 'The same request is still under way: wait a few seconds and repeat.',
    }),
  cursor: () =>
    new LibroFirmaError('invalid', 'server.cursor', {
      it: 'Il cursore dell’elenco non è valido: riparti dalla prima pagina.',
      en: 'The cursor is not valid: begin with the first page.',
    }),
  starting: () =>
    new LibroFirmaError('unavailable', 'server.starting', {
      it: 'Il server si sta avviando: riprova fra qualche secondo.',
      en: 'The server is starting: try again in a few seconds.',
    }),
  stopping: () =>
    new LibroFirmaError('unavailable', 'server.stopping', {
      it: 'Il server si sta fermando: riprova fra qualche secondo.',
      en: 'The server is stopping: try again in a few seconds.',
    }),
};

const megabytes = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / (1024 * 1024))} MB` : `${Math.floor(bytes / 1024)} kB`;
