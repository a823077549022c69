import type { Request, Response } from 'express';
import type { ServerContext } from '../context.js';
import { escapeHtml } from './html.js';
import { problemOf } from './problem.js';

/** A refusal for a person's browser: a small page instead of JSON. */
export const errorPage = (
  context: Pick<ServerContext, 'log'>,
  error: unknown,
  _request: Request,
  response: Response,
): void => {
  const told = problemOf(error);
  if (told.errorId !== undefined) context.log.error({ err: error, errorId: told.errorId }, 'unexpected error');
  response.locals['code'] = told.problem.code;
  const { title, detail, status } = told.problem;
  response
    .status(status)
    .setHeader('Cache-Control', 'no-store')
    .type('html')
    .send(
      `<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${escapeHtml(title)}</title></head><body><main><h1>${escapeHtml(title)}</h1>` +
        `<p>${escapeHtml(detail)}</p><p><a href="/">Vai alla scrivania</a></p></main></body></html>`,
    );
};
