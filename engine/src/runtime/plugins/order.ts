import type { AnyPlugin } from '../../plugin/plugin.js';
import { portName, type Port } from '../../plugin/ports.js';

export interface Ordered {
  /** Providers before those who require them. */
  readonly plugins: readonly AnyPlugin[];
  readonly providers: ReadonlyMap<Port<unknown>, AnyPlugin>;
  readonly problems: readonly string[];
}

/** The order in which plugins start; ports that nobody or more than one provides, and circles, are problems. */
export const orderPlugins = (plugins: readonly AnyPlugin[], engine: ReadonlySet<Port<unknown>>): Ordered => {
  const problems: string[] = [];
  const providers = new Map<Port<unknown>, AnyPlugin>();
  for (const plugin of plugins) {
    for (const port of plugin.provides ?? []) {
      const other = providers.get(port);
      if (other === undefined) providers.set(port, plugin);
      else problems.push(`port "${portName(port)}" is provided by "${nameOf(other)}" and by "${nameOf(plugin)}"`);
    }
  }
  const ordered: AnyPlugin[] = [];
  const placed = new Set<AnyPlugin>();
  const visit = (plugin: AnyPlugin, above: readonly AnyPlugin[]): void => {
    if (placed.has(plugin)) return;
    if (above.includes(plugin)) {
      const circle = [...above.slice(above.indexOf(plugin)), plugin].map(nameOf).join(' -> ');
      problems.push(`plugins require one another in a circle: ${circle}`);
      return;
    }
    for (const port of plugin.requires ?? []) {
      const provider = providers.get(port);
      if (provider !== undefined) visit(provider, [...above, plugin]);
      else if (!engine.has(port))
        problems.push(`"${nameOf(plugin)}" requires port "${portName(port)}", which no plugin provides`);
    }
    if (placed.has(plugin)) return;
    placed.add(plugin);
    ordered.push(plugin);
  };
  for (const plugin of plugins) visit(plugin, []);
  return { plugins: ordered, providers, problems };
};

const nameOf = (plugin: AnyPlugin): string => plugin.manifest.name;
