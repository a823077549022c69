import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Actor, AnyRoute, Language, RouteCall } from '@libro-firma/engine/plugin';
import type { Request, RequestHandler, Response } from 'express';
import { z, type ZodType } from 'zod';
import type { ServerContext } from '../context.js';
import { italian } from '../settings/italian.js';
import { isFileAnswer, jsonAnswer, sendFile, sendJson, sendProblem, type JsonAnswer } from './answer.js';
import type { SessionCookie } from './cookies.js';
import { readIdempotencyKey, recordedOnce } from './idempotency.js';
import { nullCharacterIn } from './null-character.js';
import { problemOf, schemaProblem, type Problem } from './problem.js';
import { mediaTypeOf, readJson, readStream, refuseBody } from './read-body.js';
import { refusals } from './refusals.js';
import type { TableEntry } from './table.js';
import type { Hosts } from './tenants.js';
import { admit, isWrite, paramsOf, type Visit } from './visit.js';

/** A call as the server's own routes see it. */
export interface ServerCall<P, Q, B> extends RouteCall<P, Q, B> {
  readonly visit: Visit;
}

/** Refused by a schema: all of it is told at once. */
class SchemaRefusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

const NOTHING = z.strictObject({});

/** Italian unless English is preferred. */
const languageOf = (request: Request): Language => (request.acceptsLanguages('it', 'en') === 'en' ? 'en' : 'it');

const parse = (request: Request, place: 'params' | 'query' | 'body', schema: ZodType, value: unknown): unknown => {
  const spoilt = nullCharacterIn(value);
  if (spoilt !== undefined) throw new SchemaRefusal(schemaProblem(place, spoilt, languageOf(request)));
  const parsed = schema.safeParse(value, { error: italian });
  if (parsed.success) return parsed.data;
  const language = languageOf(request);
  const english = language === 'en' ? schema.safeParse(value).error : undefined;
  throw new SchemaRefusal(schemaProblem(place, english ?? parsed.error, language));
};

interface Content {
  readonly body: unknown;
  readonly stream: Readable;
  /** What makes two requests with one key the same. */
  readonly fingerprint: string;
}

const readContent = async (route: AnyRoute, request: Request): Promise<Content> => {
  const rule = route.body ?? { kind: 'none' };
  if (rule.kind === 'stream') {
    const length = request.headers['content-length'] ?? '';
    const fingerprint = `${mediaTypeOf(request)} ${length}`;
    return { body: undefined, stream: readStream(request, rule), fingerprint };
  }
  if (rule.kind === 'none') {
    refuseBody(request);
    return { body: undefined, stream: Readable.from([]), fingerprint: '' };
  }
  const { text, value } = await readJson(request, rule.maxBytes);
  return { body: parse(request, 'body', rule.schema as ZodType, value), stream: Readable.from([]), fingerprint: text };
};

/** The caller's key within actor, route and address: the same key elsewhere is another one. */
const scopedKey = (entry: TableEntry, actor: Actor | undefined, request: Request, key: string): string =>
  createHash('sha256')
    .update([entry.route.name, actor?.id ?? '', request.originalUrl, key].join('\n'))
    .digest('base64url');

const announced = (request: Request): { readonly contentLength?: number } => {
  const length = Number(request.headers['content-length'] ?? NaN);
  return Number.isSafeInteger(length) ? { contentLength: length } : {};
};

/** Everything between express and a route's handler, for one row of the table. */
export const handlerOf = (
  context: ServerContext,
  entry: TableEntry,
  hosts: Hosts,
  cookie: SessionCookie,
): RequestHandler => {
  const { route } = entry;

  const answer = async (request: Request, response: Response): Promise<void> => {
    const tenant = hosts.tenantOf(request.headers.host);
    if (tenant === undefined) throw refusals.host();
    // Who may is asked of the database, which has no name for such a thing.
    if (nullCharacterIn(paramsOf(request)) !== undefined) throw refusals.notFound();
    const admitted = await admit(context, entry, request, tenant, cookie);
    response.locals['actor'] = admitted.actor?.id;
    const params = parse(
      request,
      'params',
      (route.params as ZodType | undefined) ?? z.record(z.string(), z.string()),
      paramsOf(request),
    );
    const query = parse(request, 'query', (route.query as ZodType | undefined) ?? NOTHING, { ...request.query });
    const key = isWrite(request) ? readIdempotencyKey(request.get('idempotency-key')) : undefined;
    const content = await readContent(route, request);
    const scoped = key === undefined ? undefined : scopedKey(entry, admitted.actor, request, key);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const call: RouteCall<unknown, unknown, unknown> = {
      tenant: tenant.id,
      // Only public routes get none, and they say so in the contract.
      actor: admitted.actor as Actor,
      params,
      query,
      body: content.body,
      stream: content.stream,
      contentType: mediaTypeOf(request),
      ...announced(request),
      idempotencyKey: scoped,
      db: context.db,
      now: context.clock.now(),
      language: languageOf(request),
      signal: gone.signal,
    };
    const visit: Visit = {
      tenant,
      session: admitted.session,
      token: admitted.token,
      address: request.ip ?? '',
      setCookie: (value) => response.append('Set-Cookie', value),
    };
    const full = entry.owner === 'server' ? { ...call, visit } : call;
    if (route.answer.kind === 'file') return sendGivenFile(await route.handle(full), request, response);
    const work = async (): Promise<JsonAnswer> => jsonAnswer(route, await route.handle(full));
    const recorded = scoped !== undefined && (route.idempotency ?? 'recorded') === 'recorded';
    const given = recorded
      ? await recordedOnce(
          context.db,
          context.settings.secrets,
          { tenant: tenant.id, key: scoped, request: content.fingerprint },
          work,
        )
      : await work();
    sendJson(request, response, given);
  };

  const sendGivenFile = async (given: unknown, request: Request, response: Response): Promise<void> => {
    if (!isFileAnswer(given)) throw new Error(`${route.name} answered something else than a file`);
    const shown = route.page === true || (entry.owner === 'server' && given.disposition === 'inline');
    await sendFile(request, response, given, shown);
  };

  return (request, response) => {
    response.locals['route'] = route.name;
    answer(request, response).catch((error: unknown) => {
      refuse(context, error, request, response);
    });
  };
};

/** Tells the problem; a bug is logged with the id that the answer shows. */
export const refuse = (
  context: Pick<ServerContext, 'log'>,
  error: unknown,
  request: Request,
  response: Response,
): void => {
  // Whoever gave up reads no answer, and nothing is wrong here: it is their content that did not come, or was cut off unread.
  if (request.destroyed && (!request.complete || error === request.errored)) {
    response.locals['code'] = 'server.client-gone';
    response.destroy();
    return;
  }
  const told = error instanceof SchemaRefusal ? { problem: error.problem } : problemOf(error, languageOf(request));
  if ('errorId' in told && told.errorId !== undefined)
    context.log.error(
      { err: error, errorId: told.errorId, route: response.locals['route'] as unknown },
      'unexpected error',
    );
  response.locals['code'] = told.problem.code;
  discard(request);
  sendProblem(response, told.problem);
};

const DISCARD_FOR = 60_000;

/**
 * Reads on what is still arriving: a client that is sending sees the refusal only when it may finish, or when the
 * connection is closed on it.
 */
const discard = (request: Request): void => {
  if (request.readableEnded || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), DISCARD_FOR);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
  request.resume();
};
