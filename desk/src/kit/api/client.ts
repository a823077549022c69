import { csrfToken, sessionExpired } from './connection.js';
import { ApiError, abortedError, errorFromAnswer, networkError } from './errors.js';
import { uploadBytes, type UploadOptions } from './upload.js';
import { language, say } from '../text/language.js';

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Readonly<Record<string, QueryValue | readonly string[]>>;

export interface CallOptions {
  readonly query?: Query | undefined;
  readonly signal?: AbortSignal | undefined;
  /** On writes. Give the same key again when the same intent is repeated after a lost connection. */
  readonly idempotencyKey?: string | undefined;
}

/** One part of a cursor-paged answer. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export const apiRoot = '/api/v1';

/** A new `Idempotency-Key`: 128 random bits in hexadecimal. Works without a secure context too. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** `/protocol/registrations` + query -> the address below `/api/v1`, for `fetch`, links and file previews. */
export const apiUrl = (path: string, query?: Query): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    if (typeof value === 'object') for (const one of value) search.append(name, one);
    else search.set(name, String(value));
  }
  const text = search.toString();
  if (text === '') return apiRoot + path;
  return `${apiRoot}${path}${path.includes('?') ? '&' : '?'}${text}`;
};

const readBody = async (answer: Response): Promise<unknown> => {
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status === 204 || !/[/+]json/.test(type)) return undefined;
  const text = await answer.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError(
      {
        status: answer.status,
        code: 'desk.answer',
        detail: say(
          'La risposta del server è arrivata incompleta. Riprova.',
          'The server’s answer arrived incomplete. Try again.',
        ),
      },
      { cause },
    );
  }
};

const call = async <T>(method: string, path: string, body: unknown, options: CallOptions): Promise<T> => {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language() };
  if (method !== 'GET') {
    headers['idempotency-key'] = options.idempotencyKey ?? newKey();
    const token = csrfToken();
    if (token !== undefined) headers['x-csrf'] = token;
  }
  if (body !== undefined) headers['content-type'] = 'application/json';
  let answer: Response;
  let content: unknown;
  try {
    answer = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    content = await readBody(answer);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (error instanceof DOMException && error.name === 'AbortError') throw abortedError();
    throw networkError(error, method !== 'GET');
  }
  if (answer.ok) return content as T;
  if (answer.status === 401 && path !== '/session') sessionExpired();
  throw errorFromAnswer(answer.status, content);
};

/**
 * The server's REST interface. Paths are below `/api/v1` and begin with `/`. Every failure is an {@link ApiError}.
 * Writes carry the session's CSRF token and an `Idempotency-Key`.
 */
export const api = {
  get: <T>(path: string, options: CallOptions = {}): Promise<T> => call<T>('GET', path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> =>
    call<T>('POST', path, body, options),
  put: <T = void>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> =>
    call<T>('PUT', path, body, options),
  patch: <T = void>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> =>
    call<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options: CallOptions = {}): Promise<T> =>
    call<T>('DELETE', path, undefined, options),
  /** Sends the bytes of a file as the request's body, telling how far it is (0 to 1). */
  upload: <T>(
    path: string,
    file: Blob,
    options: UploadOptions & { readonly query?: Query | undefined } = {},
  ): Promise<T> => uploadBytes<T>(apiUrl(path, options.query), file, { idempotencyKey: newKey(), ...options }),
  url: apiUrl,
};
