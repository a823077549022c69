import { PluginContext, stepHandler } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Signing } from '@libro-firma/plugin-signing/ports';
import { ContainerModule } from 'inversify';
import { Portal, portalAt } from './portal.js';
import { publishManifest, publishStep } from './publish.js';
import type { AlboSettings } from './settings.js';
import { TermWatch } from './term-watch.js';

type Context = PluginContext<AlboSettings>;

export const module = new ContainerModule(({ bind }) => {
  bind(Portal)
    .toResolvedValue(({ settings }: Context) => portalAt(settings), [PluginContext])
    .inSingletonScope();
  bind(TermWatch)
    .toResolvedValue(
      (context: Context, documents: Documents, portal: Portal) => new TermWatch(context, documents, portal),
      [PluginContext, Documents, Portal],
    )
    .inSingletonScope();
  bind(stepHandler(publishManifest.type))
    .toResolvedValue(
      ({ db }: Context, documents: Documents, signing: Signing, portal: Portal) =>
        publishStep({ db, documents, signing, portal }),
      [PluginContext, Documents, Signing, Portal],
    )
    .inSingletonScope();
});
