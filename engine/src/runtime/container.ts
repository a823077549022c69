import { Container } from 'inversify';
import { Clock } from '../plugin/clock.js';
import { Directory } from '../plugin/directory.js';
import { CaseAccess, EngineApi } from '../plugin/engine-api.js';
import { CaseHints, Live } from '../plugin/live.js';
import { PluginContext } from '../plugin/plugin.js';
import type { Port } from '../plugin/ports.js';

/** Ports that the engine itself provides to every plugin; the directory comes from one of them. */
export const ENGINE_PORTS: ReadonlySet<Port<unknown>> = new Set<Port<unknown>>([
  Clock,
  Directory,
  EngineApi,
  CaseAccess,
  Live,
  CaseHints,
  PluginContext,
]);

export interface EngineServices {
  readonly clock: Clock;
  readonly live: Live;
  readonly hints: CaseHints;
  readonly access: CaseAccess;
  directory(): Directory;
}

/** The root: what all plugins share. Each plugin has a child of it for its own bindings. */
export const rootContainer = (services: EngineServices): Container => {
  const root = new Container({ defaultScope: 'Singleton' });
  root.bind(Clock).toConstantValue(services.clock);
  root.bind(Live).toConstantValue(services.live);
  root.bind(CaseHints).toConstantValue(services.hints);
  root.bind(CaseAccess).toConstantValue(services.access);
  root.bind(Directory).toDynamicValue(() => services.directory());
  return root;
};

/** A plugin's own container: its context and engine, and the ports that it requires, each asked of its provider. */
export const pluginContainer = (
  root: Container,
  api: EngineApi,
  required: ReadonlyMap<Port<unknown>, () => Container>,
): Container => {
  const child = new Container({ parent: root, defaultScope: 'Singleton' });
  child.bind(EngineApi).toConstantValue(api);
  for (const [port, provider] of required) child.bind(port).toDynamicValue(() => provider().get(port));
  return child;
};
