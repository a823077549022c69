import { definePlugin, Directory, type Localized } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import { migrations } from './migrations.js';
import { module } from './module.js';
import { Parts } from './parts.js';
import { KeyProviders, Seal, Signing, Verification } from './ports.js';
import { batchRoutes } from './routes/batch-routes.js';
import { caseRoutes } from './routes/case-routes.js';
import { demoRoutes } from './routes/demo-routes.js';
import { ownRoutes } from './routes/own-routes.js';
import { settings } from './settings.js';
import { trial } from './trial.js';
import { manifests, SIGNATURE } from './steps/manifests.js';
import { PLUGIN } from './steps/signature-step.js';
import { nothingToSign } from './steps/without-document.js';

export * from './ports.js';

/** Sigla, visto and firma: PAdES signatures with a visible stamp, many documents under one authorisation. */
export default definePlugin({
  manifest: {
    name: PLUGIN,
    version: '0.1.0',
    label: { it: 'Firma', en: 'Signing' },
    engine: 1,
    steps: manifests,
  },
  module,
  migrations,
  settings,
  provides: [Signing, Verification, Seal, KeyProviders],
  requires: [Directory, Documents, Organisation],
  permissions: [
    { name: 'signing.unlock', label: { it: 'Sblocca i certificati di firma', en: 'Unlock signing certificates' } },
  ],
  routes: ({ container }) => {
    const parts = (): Parts => container.get(Parts);
    return [...batchRoutes(parts), ...ownRoutes(parts), ...caseRoutes(parts), ...demoRoutes(parts)];
  },
  desk: {
    module: new URL('./desk/index.js', import.meta.url),
    styles: new URL('./desk/index.css', import.meta.url),
  },
  checks: () => [nothingToSign],
  trial,
  publishable: async ({ container }, stepType): Promise<Localized | undefined> => {
    if (stepType !== SIGNATURE || container.get(Parts).providers.usable('live').length > 0) return undefined;
    return {
      it: 'L’iter contiene un passo di firma digitale, ma non è configurato alcun fornitore di certificati di firma: aggiungi un plugin che lo fornisce (firma remota o dispositivo), oppure prova l’iter con il comando dimostrativo.',
      en: 'The route has a signature step, but no key provider is configured.',
    };
  },
  start: async ({ container }) => {
    const { worker, verification } = container.get(Parts);
    await verification.fromFiles(); // a trust file that cannot be read stops the start, not the first signature
    await worker.start();
  },
  stop: async ({ container }) => {
    const { worker, workshop } = container.get(Parts);
    await worker.stop();
    await workshop.close();
  },
});
