import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import { refusals } from './refusals.js';

/** Bytes of a JSON body, unless its route says otherwise. Larger things are streamed. */
export const JSON_LIMIT = 1024 * 1024;
/** Lists and objects within one another. */
const JSON_DEPTH = 64;

/** `application/json` of `application/json; charset=utf-8`. */
export const mediaTypeOf = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const declaredLength = (request: IncomingMessage): number => Number(request.headers['content-length'] ?? 0);

const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || declaredLength(request) > 0;

/** @throws LibroFirmaError `server.unexpected-body` */
export const refuseBody = (request: IncomingMessage): void => {
  if (hasBody(request)) throw refusals.unexpectedBody();
};

/**
 * @returns the bytes as text beside the value: an idempotency digest is made of them. No body at all is `undefined`.
 * @throws LibroFirmaError `server.media-type`, `server.too-large`, `server.json`
 */
export const readJson = async (
  request: IncomingMessage,
  limit: number = JSON_LIMIT,
): Promise<{ readonly text: string; readonly value: unknown }> => {
  if (!hasBody(request)) return { text: '', value: undefined };
  const type = mediaTypeOf(request);
  if (type !== 'application/json') throw refusals.mediaType(['application/json'], type);
  if (declaredLength(request) > limit) throw refusals.tooLarge(limit);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw refusals.tooLarge(limit);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return { text: '', value: undefined };
  if (depthOf(text) > JSON_DEPTH) throw refusals.json();
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    throw refusals.json();
  }
};

/** How deep brackets go, outside strings: a few bytes a level could otherwise exhaust the stack of whoever walks the value. */
const depthOf = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (inString) {
      if (char === '\\') index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
};

/**
 * The raw body; more than `maxBytes` ends the stream with an error while it arrives.
 *
 * @throws LibroFirmaError `server.media-type`; `server.too-large` at once when the length is declared
 */
export const readStream = (
  request: IncomingMessage,
  rule: { readonly maxBytes: number; readonly types: readonly string[] },
): Readable => {
  const type = mediaTypeOf(request);
  if (!rule.types.some((allowed) => matches(allowed, type))) throw refusals.mediaType(rule.types, type);
  if (declaredLength(request) > rule.maxBytes) throw refusals.tooLarge(rule.maxBytes);
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > rule.maxBytes) done(refusals.tooLarge(rule.maxBytes));
      else done(null, chunk);
    },
  });
  // Not `pipeline`: that would destroy the request, and with it the connection that has to carry the refusal.
  request.on('aborted', () => limited.destroy(request.errored ?? new Error('The client went away while sending')));
  request.on('error', (error) => limited.destroy(error));
  limited.on('error', () => request.unpipe(limited));
  return request.pipe(limited);
};

const matches = (allowed: string, type: string): boolean =>
  allowed === type || allowed === '*/*' || (allowed.endsWith('/*') && type.startsWith(allowed.slice(0, -1)));
