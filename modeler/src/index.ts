import { fileURLToPath } from 'node:url';
import type { WebAppAssets } from '@libro-firma/desk';

/** The built web app, for whoever serves it. It needs the desk's files beside it: kit and shell are the desk's. */
export const modelerAssets: WebAppAssets = {
  dir: fileURLToPath(new URL('./web', import.meta.url)),
  base: '/modeler/',
  index: 'index.html',
  immutable: 'assets/',
  compressed: [
    { suffix: '.br', encoding: 'br' },
    { suffix: '.gz', encoding: 'gzip' },
  ],
  contentSecurityPolicy: {},
};
