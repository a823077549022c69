import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AnyRoute, FileAnswer } from '@libro-firma/engine/plugin';
import type { Request, Response } from 'express';
import { problem, type Problem } from './problem.js';

/** An answer that can be kept and given again. */
export interface JsonAnswer {
  readonly status: number;
  /** Without it there is no content. */
  readonly body: string | undefined;
}

/** A plugin may bring its own copy of the engine's contract: the shape counts, not the class. */
export const isFileAnswer = (answer: unknown): answer is FileAnswer =>
  typeof answer === 'object' && answer !== null && 'content' in answer && 'type' in answer && 'disposition' in answer;

/**
 * What the handler gave, checked against the route's own schema: fields that it does not name never leave the server.
 *
 * @throws Error when it does not fit: a bug of the route
 */
export const jsonAnswer = (route: AnyRoute, given: unknown): JsonAnswer => {
  if (route.answer.kind !== 'json') return { status: 204, body: undefined };
  const checked = route.answer.schema.safeParse(given);
  if (!checked.success)
    throw new Error(`The answer of ${route.name} does not fit its schema: ${JSON.stringify(checked.error.issues)}`);
  return { status: route.answer.status ?? 200, body: JSON.stringify(checked.data) };
};

const weakTag = (body: string): string => `W/"${createHash('sha1').update(body).digest('base64url')}"`;

const isKnown = (request: Request, tag: string): boolean =>
  (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((known) => known.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''));

export const sendJson = (request: Request, response: Response, answer: JsonAnswer): void => {
  response.status(answer.status).setHeader('Cache-Control', 'private, no-cache');
  if (answer.body === undefined) {
    response.end();
    return;
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    const tag = weakTag(answer.body);
    response.setHeader('ETag', tag);
    if (isKnown(request, tag)) {
      response.status(304).end();
      return;
    }
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(answer.body);
};

export const sendProblem = (response: Response, told: Problem): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const retryAfter = told.details?.['retryAfterSeconds'];
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  else if (told.status === 503) response.setHeader('Retry-After', '5');
  response.status(told.status).setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.end(JSON.stringify(told));
};

export const methodProblem = (allowed: readonly string[]): Problem => ({
  ...problem('invalid', 'server.method', `A questo indirizzo si può chiedere soltanto: ${allowed.join(', ')}.`, {
    details: { allowed: [...allowed] },
  }),
  status: 405,
  title: 'Metodo non ammesso',
});

/** Shown within the page; anything else is downloaded, since it could be a page of its own on our origin. */
const INLINE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain']);

const dispositionOf = (file: FileAnswer, inline: boolean): string => {
  const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

/** Sends a file; a public page is shown whatever its type. Resolves when it is sent or the client went away. */
export const sendFile = async (
  request: Request,
  response: Response,
  file: FileAnswer,
  page: boolean,
): Promise<void> => {
  const mediaType = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
  const inline = page || (file.disposition === 'inline' && INLINE.has(mediaType));
  response.setHeader('Content-Type', /^text\/[a-z]+$/.test(file.type) ? `${file.type}; charset=utf-8` : file.type);
  if (!page) response.setHeader('Content-Disposition', dispositionOf(file, inline));
  response.setHeader('Cache-Control', file.etag === undefined && !page ? 'private, no-store' : 'private, no-cache');
  if (file.etag !== undefined) {
    const tag = `"${file.etag.replace(/[^\x21\x23-\x7e]/g, '')}"`;
    response.setHeader('ETag', tag);
    if (isKnown(request, tag)) {
      if (file.content instanceof Readable) file.content.destroy();
      response.status(304).end();
      return;
    }
  }
  if (!(file.content instanceof Readable)) {
    response.setHeader('Content-Length', String(file.content.byteLength));
    response.end(request.method === 'HEAD' ? undefined : file.content);
    return;
  }
  if (request.method === 'HEAD') {
    file.content.destroy();
    response.end();
    return;
  }
  await pipeline(file.content, response).catch((error: NodeJS.ErrnoException) => {
    // The client closed the connection: nobody is left to tell.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
};
