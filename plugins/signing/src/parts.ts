import { join } from 'node:path';
import { CaseAccess, createPort, Directory, type PluginContext } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import { defaultWorker, type WorkerServices } from './batch/worker-options.js';
import { BatchWorker } from './batch/worker.js';
import { DemoKeys } from './demo/demo-keys.js';
import { ProviderRegistry } from './keys/registry.js';
import type { Settings } from './settings.js';
import { TrustedVerification } from './verification.js';
import { defaultWorkshop, Workshop } from './workshop/workshop.js';

export type Context = PluginContext<Settings>;

/** What stands behind the plugin, made once. */
export interface Parts {
  readonly workshop: Workshop;
  readonly providers: ProviderRegistry;
  readonly verification: TrustedVerification;
  readonly services: WorkerServices;
  readonly worker: BatchWorker;
  /** In the demo command only. */
  readonly demoKeys: DemoKeys | undefined;
}

/** The plugin's own; no other plugin asks for it. */
export const Parts = createPort<Parts>('signing.parts:1');

const MINUTE = 60_000;

export const makeParts = (context: Context): Parts => {
  const { settings, db, clock, log, engine, live, tenants, container } = context;
  const workshop = new Workshop({
    ...defaultWorkshop,
    timeoutMs: settings.pdfSeconds * 1000,
    maxMemory: settings.pdfMemoryMb * 1024 * 1024,
  });
  const providers = new ProviderRegistry();
  const organisation = container.get(Organisation);
  const demoKeys = context.demo ? makeDemoKeys(context, organisation) : undefined;
  if (demoKeys) providers.register(demoKeys);
  const verification = new TrustedVerification(workshop, providers, settings.trust);
  const services: WorkerServices = {
    db,
    clock,
    log,
    engine,
    live,
    tenants,
    workshop,
    providers,
    verification,
    organisation,
    access: container.get(CaseAccess),
    directory: container.get(Directory),
    documents: container.get(Documents),
    drafterMaySign: settings.drafterMaySign,
    location: settings.location,
    lockMs: (settings.pinMinutes + 30) * MINUTE,
  };
  const worker = new BatchWorker(services, { ...defaultWorker, pinMs: settings.pinMinutes * MINUTE });
  return { workshop, providers, verification, services, worker, demoKeys };
};

const makeDemoKeys = (context: Context, organisation: Organisation): DemoKeys => {
  const { db, clock, dataDir, publicUrl } = context;
  const { pin, maxAttempts, authorisationMinutes, administration } = context.settings.demo;
  return new DemoKeys({
    db,
    clock,
    folder: join(dataDir, 'demo-keys'),
    person: (tx, actor) => organisation.person(tx, actor),
    pin,
    maxAttempts,
    authorisationMs: authorisationMinutes * MINUTE,
    administration,
    publicUrl,
  });
};
