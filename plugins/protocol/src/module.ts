import { PluginContext, stepHandler } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import { Seal, Signing, Verification } from '@libro-firma/plugin-signing/ports';
import { ContainerModule } from 'inversify';
import { Workshop } from './courtesy/workshop.js';
import { Protocol } from './ports.js';
import { StoredProtocol } from './protocol.js';
import { createRegisterHints, RegisterHintsKey, type RegisterHints } from './register-hints.js';
import type { Settings } from './settings.js';
import { REGISTER_STEP } from './steps/register-manifest.js';
import { RegisterStep } from './steps/register.js';
import { createVoidingNews, VoidingNewsKey, type VoidingNews } from './voiding-news.js';

type Context = PluginContext<Settings>;

export const module = new ContainerModule(({ bind }) => {
  bind(Protocol)
    .toResolvedValue(
      ({ db, settings }: Context, documents: Documents, news: VoidingNews) =>
        new StoredProtocol({ db, documents, news, workshop: new Workshop(settings.copy) }),
      [PluginContext, Documents, VoidingNewsKey],
    )
    .inSingletonScope();
  bind(VoidingNewsKey)
    .toResolvedValue((signing: Signing) => createVoidingNews(signing), [Signing])
    .inSingletonScope();
  bind(RegisterHintsKey)
    .toResolvedValue(({ live }: Context) => createRegisterHints(live), [PluginContext])
    .inSingletonScope();
  bind(stepHandler(REGISTER_STEP))
    .toResolvedValue(
      (
        { db, settings, engine }: Context,
        documents: Documents,
        organisation: Organisation,
        verification: Verification,
        seal: Seal,
        hints: RegisterHints,
      ) =>
        new RegisterStep({
          db,
          engine,
          documents,
          organisation,
          verification,
          seal,
          hints,
          clockTolerance: settings.clockTolerance,
        }),
      [PluginContext, Documents, Organisation, Verification, Seal, RegisterHintsKey],
    )
    .inSingletonScope();
});
