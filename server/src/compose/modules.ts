import { createRequire } from 'node:module';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LibroFirmaError, type AnyPlugin } from '@libro-firma/engine/plugin';

const problem = (code: string, name: string, it: string, cause?: unknown): LibroFirmaError =>
  new LibroFirmaError('invalid', code, { it }, { where: name, ...(cause === undefined ? {} : { cause }) });

/** A path to a file or to the folder of a package, rather than the name of one. */
const isPath = (name: string): boolean => name.startsWith('.') || isAbsolute(name);

type ExportTarget = string | { readonly [condition: string]: ExportTarget } | null | undefined;

const CONDITIONS = ['node', 'import', 'module', 'default'];

const targetOf = (target: ExportTarget): string | undefined => {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  if ('.' in target) return targetOf(target['.']);
  for (const condition of CONDITIONS) {
    const found = targetOf(target[condition]);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The file that `import` of a package in this folder would load. */
const entryOf = (folder: string): string | undefined => {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const { exports, main } = JSON.parse(readFileSync(file, 'utf8')) as { exports?: ExportTarget; main?: string };
  const entry = targetOf(exports) ?? main ?? 'index.js';
  return join(folder, entry);
};

const nodeModulesAbove = (folder: string, name: string): string | undefined => {
  for (let at = folder; ; at = resolve(at, '..')) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (resolve(at, '..') === at) return undefined;
  }
};

const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/**
 * Where a plugin is loaded from: a path counts from the folder of the settings, a package is looked for in
 * `node_modules` from that folder upwards, then beside the server.
 *
 * @throws LibroFirmaError `server.module-missing`
 */
export const resolveModule = (name: string, folder: string): string => {
  const found = isPath(name)
    ? resolve(folder, name)
    : (nodeModulesAbove(folder, name) ?? nodeModulesAbove(ownFolder, name));
  if (found !== undefined && existsSync(found)) {
    const entry = statSync(found).isDirectory() ? entryOf(found) : found;
    if (entry !== undefined && existsSync(entry)) return pathToFileURL(entry).href;
  }
  if (!isPath(name)) {
    try {
      return pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
    } catch {
      // Neither beside the settings nor beside the server: told below.
    }
  }
  throw problem(
    'server.module-missing',
    name,
    `Il modulo «${name}» delle impostazioni non si trova (cercato a partire da ${folder}): installalo o correggi il nome.`,
  );
};

/** @throws LibroFirmaError `server.module-missing`, `server.module-broken` */
export const importModule = async (name: string, folder: string): Promise<Readonly<Record<string, unknown>>> => {
  const url = resolveModule(name, folder);
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw problem('server.module-broken', name, `Il modulo «${name}» non si carica: ${why}.`, cause);
  }
};

/** "Albo pretorio (albo 1.0.0)". */
export const pluginTitle = ({ manifest: { label, name, version } }: AnyPlugin): string =>
  `${label.it} (${name} ${version})`;

const isPlugin = (value: unknown): value is AnyPlugin =>
  typeof value === 'object' && value !== null && 'manifest' in value && 'module' in value;

/**
 * The plugins that the settings name, in that order.
 *
 * @throws LibroFirmaError `server.module-missing`, `server.module-broken`, `server.module-not-plugin`
 */
export const importPlugins = async (names: readonly string[], folder: string): Promise<readonly AnyPlugin[]> => {
  const plugins: AnyPlugin[] = [];
  for (const name of new Set(names)) {
    const { default: plugin } = await importModule(name, folder);
    if (!isPlugin(plugin))
      throw problem(
        'server.module-not-plugin',
        name,
        `Il modulo «${name}» non è un plugin: la sua esportazione predefinita deve essere il risultato di definePlugin.`,
      );
    plugins.push(plugin);
  }
  return plugins;
};
