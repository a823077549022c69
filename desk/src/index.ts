import { fileURLToPath } from 'node:url';

/** A built web app, for whoever serves it. */
export interface WebAppAssets {
  /** Absolute path of the folder to serve below {@link base}; nothing outside it is needed. */
  readonly dir: string;
  /** Where the folder must appear, with a slash at its end: its files name one another by this address. */
  readonly base: string;
  /** The page, in `dir`: the answer to every address of a screen (`/`, `/attivita/12`, `/protocollo/registro`). */
  readonly index: string;
  /** Files below this folder bear a hash in their name and never change: `Cache-Control: immutable`. The rest: `no-cache`. */
  readonly immutable: string;
  /** Compressed copies stand beside the larger files, by suffix and content coding. */
  readonly compressed: readonly { readonly suffix: string; readonly encoding: string }[];
  /** What a Content-Security-Policy must allow for it; everything else may be `'none'`. */
  readonly contentSecurityPolicy: Readonly<Record<string, readonly string[]>>;
}

/** The desk. */
export const deskAssets: WebAppAssets = {
  dir: fileURLToPath(new URL('./web', import.meta.url)),
  base: '/desk/',
  index: 'index.html',
  immutable: 'assets/',
  compressed: [
    { suffix: '.br', encoding: 'br' },
    { suffix: '.gz', encoding: 'gzip' },
  ],
  contentSecurityPolicy: {
    'default-src': ["'self'"],
    // WebAssembly decodes scanned images (CCITT, JBIG2, JPEG 2000) in previews; JavaScript from text stays forbidden.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
};
