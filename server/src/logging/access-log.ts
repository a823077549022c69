import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/**
 * One line a request: which route (never the address itself, which may hold names), who, what came of it, how long. What
 * is asked for often and says nothing (files of the desk, health) is told at `debug` only.
 */
export const accessLog =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { route, actor, code } = response.locals as { route?: string; actor?: string; code?: string };
      const line = {
        method: request.method,
        route: route ?? 'file',
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
        ...(actor === undefined ? {} : { actor }),
        ...(code === undefined ? {} : { code }),
        ...(response.writableFinished ? {} : { cut: true }),
      };
      if (route === undefined || route === 'server.health') log.debug(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
