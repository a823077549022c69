import { join } from 'node:path';
import { createPort, PluginContext, stepHandler } from '@libro-firma/engine/plugin';
import { ContainerModule } from 'inversify';
import { DiskStore } from './adapters/disk.js';
import type { BlobStore } from './blob-store.js';
import { defaultLimits, type CheckLimits } from './check/limits.js';
import { CheckerPool, defaultPool } from './check/pool.js';
import { StoredDocuments } from './documents.js';
import { Housekeeping } from './housekeeping.js';
import { LetterStep } from './letter/step.js';
import { LETTER } from './manifest.js';
import { Documents } from './ports.js';
import type { Settings } from './settings.js';
import { Uploads } from './uploads.js';

/** What stands behind the plugin, made once. */
export interface Parts {
  readonly store: BlobStore;
  readonly checkers: CheckerPool;
  readonly documents: Documents;
  readonly uploads: Uploads;
  readonly housekeeping: Housekeeping;
}

/** The plugin's own; no other plugin asks for it. */
export const Parts = createPort<Parts>('documents.parts:1');

type Context = PluginContext<Settings>;

const makeParts = (context: Context): Parts => {
  const { settings, db, log, tenants } = context;
  const limits: CheckLimits = {
    ...defaultLimits,
    maxPages: settings.maxPages,
    embeddedFiles: settings.embeddedFiles,
  };
  const store = new DiskStore(settings.storage ?? join(context.dataDir, 'blobs'));
  const checkers = new CheckerPool({
    ...defaultPool,
    size: settings.checkers,
    timeoutMs: settings.checkSeconds * 1000,
    maxMemory: settings.checkMemoryMb * 1024 * 1024,
  });
  return {
    store,
    checkers,
    documents: new StoredDocuments(store, checkers, limits, settings.letterhead),
    uploads: new Uploads({ db, store, checkers, limits, settings }),
    housekeeping: new Housekeeping({ db, store, log, tenants }),
  };
};

export const module = new ContainerModule(({ bind }) => {
  bind(Parts)
    .toResolvedValue((context: Context) => makeParts(context), [PluginContext])
    .inSingletonScope();
  bind(Documents)
    .toResolvedValue((parts: Parts) => parts.documents, [Parts])
    .inSingletonScope();
  bind(stepHandler(LETTER))
    .toResolvedValue(
      (documents: Documents, { db, clock }: Context) => new LetterStep({ documents, db, clock }),
      [Documents, PluginContext],
    )
    .inSingletonScope();
});
