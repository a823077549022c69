import { existsSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { deskAssets } from '@libro-firma/desk';
import express, { Router, type RequestHandler, type Response } from 'express';
import { LibroFirmaError } from '@libro-firma/engine/plugin';

/** @throws LibroFirmaError `server.desk-missing`: the desk was not built */
export const requireDeskAssets = (): void => {
  if (existsSync(join(deskAssets.dir, deskAssets.index))) return;
  throw new LibroFirmaError('invalid', 'server.desk-missing', {
    it: `La scrivania non è stata costruita (manca ${join(deskAssets.dir, deskAssets.index)}): eseguire "npm run build".`,
    en: `The desk was not built (${join(deskAssets.dir, deskAssets.index)} is missing): run "npm run build".`,
  });
};

const codingOf = (acceptEncoding: string): ReadonlyMap<string, boolean> =>
  new Map(
    acceptEncoding.split(',').map((part) => {
      const [coding, ...parameters] = part.trim().toLowerCase().split(';');
      return [coding ?? '', !parameters.some((parameter) => /^\s*q=0(\.0*)?$/.test(parameter))] as const;
    }),
  );

/** Any address but those of the interface and of files: screens have ids with dots in theirs (`/attivita/01h.3`). */
const SCREEN = /^\/(?!(api|live|desk|desk-modules)(\/|$))(?!.*\.(ico|txt|xml|json|js|css|map|png|svg|woff2?)$).*$/;

/** A compressed copy that stands beside the file, if the browser takes one. */
const preferCompressed: RequestHandler = (request, response, next) => {
  response.vary('Accept-Encoding');
  const path = normalize(join(deskAssets.dir, decodeURIComponent(request.path)));
  if (!path.startsWith(deskAssets.dir + sep)) return next();
  const accepted = codingOf(request.get('accept-encoding') ?? '');
  const found = deskAssets.compressed.find(
    ({ suffix, encoding }) => accepted.get(encoding) && existsSync(path + suffix),
  );
  if (found !== undefined) {
    response.setHeader('Content-Encoding', found.encoding);
    response.type(extname(path));
    request.url = request.path + found.suffix;
  }
  next();
};

const cacheRule = (response: Response, path: string): void => {
  const immutable = path.startsWith(join(deskAssets.dir, deskAssets.immutable));
  response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
};

/** The desk's files, and its page as the answer to every address of a screen. */
export const deskRouter = (): Router => {
  const router = Router();
  router.use(
    deskAssets.base.slice(0, -1),
    preferCompressed,
    express.static(deskAssets.dir, { index: false, cacheControl: false, setHeaders: cacheRule }),
  );
  router.get(SCREEN, (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(deskAssets.dir, deskAssets.index), { cacheControl: false });
  });
  return router;
};
