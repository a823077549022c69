import { language } from '../text/language.js';
import { csrfToken, sessionExpired } from './connection.js';
import { abortedError, errorFromAnswer, networkError } from './errors.js';

export interface UploadOptions {
  readonly method?: 'POST' | 'PUT' | undefined;
  /** Media type; that of the file otherwise. */
  readonly type?: string | undefined;
  /** Called with the part of the bytes that left, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly idempotencyKey?: string | undefined;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `fetch` cannot tell how far an upload is; XMLHttpRequest can. */
export const uploadBytes = <T>(url: string, file: Blob, options: UploadOptions): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(options.method ?? 'POST', url);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', language());
    request.setRequestHeader('content-type', options.type ?? (file.type || 'application/octet-stream'));
    const token = csrfToken();
    if (token !== undefined) request.setRequestHeader('x-csrf', token);
    if (options.idempotencyKey !== undefined) request.setRequestHeader('idempotency-key', options.idempotencyKey);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) options.onProgress?.(event.loaded / event.total);
    };
    const abort = (): void => request.abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    request.onloadend = () => options.signal?.removeEventListener('abort', abort);
    request.onerror = () => reject(networkError(undefined, true));
    request.onabort = () => reject(abortedError());
    request.onload = () => {
      const body = request.responseText === '' ? undefined : parse(request.responseText);
      if (request.status >= 200 && request.status < 300) return resolve(body as T);
      if (request.status === 401) sessionExpired();
      reject(errorFromAnswer(request.status, body));
    };
    if (options.signal?.aborted === true) return reject(abortedError());
    request.send(file);
  });
