import { existsSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { deskAssets, type WebAppAssets } from '@libro-firma/desk';
import { modelerAssets } from '@libro-firma/modeler';
import express, { Router, type RequestHandler, type Response } from 'express';
import { LibroFirmaError } from '@libro-firma/engine/plugin';

interface WebApp {
  readonly name: string;
  readonly nameIt: string;
  readonly assets: WebAppAssets;
  /** Addresses that its page answers. */
  readonly screens: RegExp;
}

/** Screens may have ids with dots in their address (`/attivita/01h.3`): only these endings are files. */
const NO_FILE = String.raw`(?!.*\.(ico|txt|xml|json|js|css|map|png|svg|woff2?)$)`;

/** The modeler's addresses begin with its name; the desk has all others but those of the interface and of files. */
const apps: readonly WebApp[] = [
  {
    name: 'modeler',
    nameIt: 'Il modellatore',
    assets: modelerAssets,
    screens: new RegExp(`^/modeler(?:/${NO_FILE}.*)?$`),
  },
  {
    name: 'desk',
    nameIt: 'La scrivania',
    assets: deskAssets,
    screens: new RegExp(`^/(?!(api|live|desk|desk-modules|modeler)(/|$))${NO_FILE}.*$`),
  },
];

/** @throws LibroFirmaError `server.desk-missing`, `server.modeler-missing`: the app was not built */
export const requireWebApps = (): void => {
  for (const { name, nameIt, assets } of apps) {
    const page = join(assets.dir, assets.index);
    if (existsSync(page)) continue;
    throw new LibroFirmaError('invalid', `server.${name}-missing`, {
      it: `${nameIt} non si trova, perché manca la costruzione (${page}): esegui «npm run build».`,
      en: `The ${name} was not built (${page} is missing): run "npm run build".`,
    });
  }
};

const codingOf = (acceptEncoding: string): ReadonlyMap<string, boolean> =>
  new Map(
    acceptEncoding.split(',').map((part) => {
      const [coding, ...parameters] = part.trim().toLowerCase().split(';');
      return [coding ?? '', !parameters.some((parameter) => /^\s*q=0(\.0*)?$/.test(parameter))] as const;
    }),
  );

/** A compressed copy that stands beside the file, if the browser takes one. */
const preferCompressed =
  (assets: WebAppAssets): RequestHandler =>
  (request, response, next) => {
    response.vary('Accept-Encoding');
    const path = normalize(join(assets.dir, decodeURIComponent(request.path)));
    if (!path.startsWith(assets.dir + sep)) return next();
    const accepted = codingOf(request.get('accept-encoding') ?? '');
    const found = assets.compressed.find(({ suffix, encoding }) => accepted.get(encoding) && existsSync(path + suffix));
    if (found !== undefined) {
      response.setHeader('Content-Encoding', found.encoding);
      response.type(extname(path));
      request.url = request.path + found.suffix;
    }
    next();
  };

const cacheRule =
  (assets: WebAppAssets) =>
  (response: Response, path: string): void => {
    const immutable = path.startsWith(join(assets.dir, assets.immutable));
    response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  };

/** The files of the web apps, and the page of each as the answer to every address of its screens. */
export const webAppRouter = (): Router => {
  const router = Router();
  for (const { assets } of apps)
    router.use(
      assets.base.slice(0, -1),
      preferCompressed(assets),
      express.static(assets.dir, { index: false, cacheControl: false, redirect: false, setHeaders: cacheRule(assets) }),
    );
  for (const { assets, screens } of apps)
    router.get(screens, (_request, response) => {
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(join(assets.dir, assets.index), { cacheControl: false });
    });
  return router;
};
