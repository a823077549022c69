import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Container } from 'inversify';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { EngineApi } from '../../plugin/engine-api.js';
import { PluginContext, type AnyPlugin, type Logger } from '../../plugin/plugin.js';
import { portName, type Port } from '../../plugin/ports.js';
import type { AnyRoute } from '../../plugin/routes.js';
import { stepHandler, type StepHandler, type StepManifest, type UserStepHandler } from '../../plugin/steps.js';
import { ENGINE_PORTS, pluginContainer } from '../container.js';
import type { Handlers } from '../handlers.js';
import type { LocalStep } from '../options.js';
import { checkLocalSteps, checkPlugins, lacks } from './check.js';
import { orderPlugins } from './order.js';
import { redacting } from './redact.js';
import { readSettings } from './settings.js';

export interface LoadedPlugin {
  readonly definition: AnyPlugin;
  readonly context: PluginContext<never>;
  readonly routes: readonly AnyRoute[];
}

/** Plugins that have passed every check that can be made before anything of theirs runs. */
export interface CheckedPlugins {
  /** In the order in which they start. */
  readonly plugins: readonly AnyPlugin[];
  readonly providers: ReadonlyMap<Port<unknown>, AnyPlugin>;
  readonly settings: ReadonlyMap<string, { readonly value: unknown; readonly secrets: readonly string[] }>;
}

const refuse = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  throw new LibroFirmaError(
    'invalid',
    'engine.plugins-invalid',
    {
      it: `L’avvio si ferma: ${problems.length === 1 ? 'un problema' : `${problems.length} problemi`} nei plugin. ${problems.join('; ')}.`,
      en: `Plugins cannot be loaded: ${problems.join('; ')}.`,
    },
    { details: { problems } },
  );
};

/** @throws LibroFirmaError `engine.plugins-invalid` with everything that is wrong in `details.problems` */
export const checkAll = (
  plugins: readonly AnyPlugin[],
  file: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
  steps: readonly LocalStep[] = [],
): CheckedPlugins => {
  const ordered = orderPlugins(plugins, ENGINE_PORTS);
  const names = new Set(plugins.map(({ manifest }) => manifest.name));
  const strangers = Object.keys(file)
    .filter((name) => !names.has(name))
    .map((name) => `settings are given for "${name}", which is no plugin here`);
  const read = plugins.map(
    ({ manifest, settings }) =>
      [manifest.name, readSettings(manifest.name, settings, file[manifest.name], environment)] as const,
  );
  refuse([
    ...checkPlugins(plugins),
    ...checkLocalSteps(steps, plugins),
    ...ordered.problems,
    ...strangers,
    ...read.flatMap(([, { problems }]) => problems),
  ]);
  return { plugins: ordered.plugins, providers: ordered.providers, settings: new Map(read) };
};

export interface LoadOptions {
  readonly root: Container;
  readonly handlers: Handlers;
  readonly log: Logger;
  readonly dataDir: string;
  /** The plugin's own engine, which tells its name truly. */
  api(origin: string): EngineApi;
  readonly shared: Pick<PluginContext, 'db' | 'live' | 'clock' | 'demo' | 'publicUrl' | 'tenants'>;
}

/** Makes each plugin's container, binds what it brings, and checks that all it promised is there. */
export const loadPlugins = async (checked: CheckedPlugins, options: LoadOptions): Promise<readonly LoadedPlugin[]> => {
  const containers = new Map<AnyPlugin, Container>();
  const loaded: LoadedPlugin[] = [];
  const problems: string[] = [];
  for (const plugin of checked.plugins) {
    const { name } = plugin.manifest;
    const required = new Map<Port<unknown>, () => Container>();
    for (const port of plugin.requires ?? []) {
      const provider = checked.providers.get(port);
      if (provider !== undefined) required.set(port, () => containers.get(provider) as Container);
    }
    const api = options.api(name);
    const container = pluginContainer(options.root, api, required);
    containers.set(plugin, container);
    const context = await contextOf(name, container, api, checked, options);
    container.bind(PluginContext).toConstantValue(context);
    try {
      await container.loadAsync(plugin.module);
      problems.push(...(await bindAll(plugin, container, context, options.handlers)));
      const routes = plugin.routes?.(context) ?? [];
      problems.push(...routeProblems(name, routes));
      loaded.push({ definition: plugin, context, routes });
    } catch (error) {
      problems.push(`plugin "${name}" could not be set up: ${(error as Error).message}`);
    }
  }
  refuse(problems);
  return loaded;
};

const contextOf = async (
  name: string,
  container: Container,
  engine: EngineApi,
  checked: CheckedPlugins,
  { dataDir, log, shared }: LoadOptions,
): Promise<PluginContext<never>> => {
  const folder = join(dataDir, name);
  await mkdir(folder, { recursive: true });
  const settings = checked.settings.get(name);
  return {
    ...shared,
    container,
    engine,
    settings: settings?.value as never,
    log: redacting(log, settings?.secrets ?? []),
    dataDir: folder,
  };
};

/** Handlers, fields, lists and ports; what was promised in the manifest and is not there is a problem. */
const bindAll = async (
  plugin: AnyPlugin,
  container: Container,
  context: PluginContext<never>,
  handlers: Handlers,
): Promise<readonly string[]> => {
  const { name, steps = [] } = plugin.manifest;
  const problems: string[] = [];
  for (const step of steps) problems.push(...(await bindStep(name, step, container, handlers)));
  for (const port of plugin.provides ?? []) {
    const bound = container.isCurrentBound(port);
    if (!bound) problems.push(`"${name}" says that it provides port "${portName(port)}" and does not bind it`);
  }
  for (const field of plugin.fields?.(context) ?? []) {
    if (!field.kind.startsWith(`${name}.`)) problems.push(`field kind "${field.kind}" must begin with "${name}."`);
    handlers.addField(field);
  }
  for (const list of plugin.lists?.(context) ?? []) {
    if (!list.name.startsWith(`${name}.`)) problems.push(`list "${list.name}" must begin with "${name}."`);
    handlers.addList(list);
  }
  return problems;
};

const bindStep = async (
  plugin: string,
  manifest: StepManifest,
  container: Container,
  handlers: Handlers,
): Promise<readonly string[]> => {
  const id = stepHandler(manifest.type);
  const user = manifest.appliesTo === 'bpmn:UserTask';
  if (!container.isCurrentBound(id)) {
    if (!user) return [`step "${manifest.type}" of "${plugin}" has no handler: bind(stepHandler("${manifest.type}"))`];
    handlers.addUser({ manifest, handler: {} });
    return [];
  }
  const bound = await container.getAllAsync<unknown>(id);
  if (bound.length !== 1) return [`step "${manifest.type}" of "${plugin}" has ${bound.length} handlers instead of one`];
  if (user) {
    handlers.addUser({ manifest, handler: bound[0] as UserStepHandler });
    return [];
  }
  const handler = bound[0] as StepHandler;
  const missing = lacks(manifest, handler);
  if (missing !== undefined) return [missing];
  handlers.addService({ manifest, handler });
  return [];
};

const routeProblems = (plugin: string, routes: readonly AnyRoute[]): readonly string[] =>
  routes.flatMap((route) => [
    ...(route.name.startsWith(`${plugin}.`) ? [] : [`route "${route.name}" must begin with "${plugin}."`]),
    ...(route.access === undefined ? [`route "${route.name}" does not say who may call it`] : []),
  ]);
