import { Directory, PluginContext } from '@libro-firma/engine/plugin';
import { ContainerModule } from 'inversify';
import { directoryOf } from './directory/directory.js';
import { organisation } from './organisation.js';
import { Organisation } from './ports.js';
import type { OrganisationSettings } from './settings.js';

export const module = new ContainerModule(({ bind }) => {
  bind(Directory)
    .toResolvedValue(
      (context: PluginContext<OrganisationSettings>) => directoryOf(context.settings.permissions),
      [PluginContext],
    )
    .inSingletonScope();
  bind(Organisation).toConstantValue(organisation);
});
