import { definePlugin, Directory, type Localized } from '@libro-firma/engine/plugin';
import { storeUnwritable } from './errors.js';
import { bundleField } from './fields/bundle.js';
import { correctionField } from './fields/correction.js';
import { sampleDocument } from './fields/sample-document.js';
import { probeFonts } from './letter/fonts.js';
import { LETTER, manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { module, Parts } from './module.js';
import { Documents } from './ports.js';
import { caseRoutes } from './routes/case-routes.js';
import { uploadRoutes } from './routes/upload-routes.js';
import { settings } from './settings.js';
import { trial } from './trial.js';

export * from './ports.js';

/** Documents and attachments of the cases: uploads, checks, versions, bytes by digest, letters. */
export default definePlugin({
  manifest,
  module,
  migrations,
  settings,
  provides: [Documents],
  requires: [Directory],
  desk: {
    module: new URL('./desk/index.js', import.meta.url),
    styles: new URL('./desk/index.css', import.meta.url),
  },
  fields: ({ container, clock, settings: { maxAttachments } }) => {
    const { documents, uploads } = container.get(Parts);
    const sample = sampleDocument(uploads, clock);
    return [bundleField(documents, maxAttachments, sample), correctionField(documents, maxAttachments, sample)];
  },
  routes: ({ container, settings: values }) => {
    const { documents, uploads, store } = container.get(Parts);
    return [...uploadRoutes(uploads, store, values), ...caseRoutes(documents, () => container.get(Directory))];
  },
  trial,
  publishable: async (_context, stepType): Promise<Localized | undefined> => {
    if (stepType !== LETTER) return undefined;
    try {
      await probeFonts();
      return undefined;
    } catch {
      return {
        it: 'I caratteri tipografici delle lettere non sono installati: reinstalla il plugin «documents» con le sue dipendenze.',
        en: 'The fonts of letters are not installed.',
      };
    }
  },
  start: async ({ container }) => {
    const { store, housekeeping } = container.get(Parts);
    await store.probe().catch((cause: unknown) => {
      throw storeUnwritable(cause);
    });
    housekeeping.start();
  },
  stop: async ({ container }) => {
    const { checkers, housekeeping } = container.get(Parts);
    await housekeeping.stop();
    await checkers.close();
  },
  health: async ({ container, log }) => {
    try {
      await container.get(Parts).store.probe();
      return { ok: true };
    } catch (error) {
      log.error({ err: error }, 'the document store cannot be written');
      return {
        ok: false,
        message: storeUnwritable(error).text,
      };
    }
  },
});
