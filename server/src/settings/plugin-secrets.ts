import { LibroFirmaError, type AnyPlugin } from '@libro-firma/engine/plugin';
import { inputSchema, type JsonSchemaTree } from '../http/table.js';
import type { Settings } from './load.js';

type Path = readonly string[];

/** Where a schema has values that are marked with `secret()`. */
export const secretPaths = (schema: JsonSchemaTree, at: Path = []): readonly Path[] => {
  const own = schema['secret'] === true ? [at] : [];
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchemaTree>>);
  const variants = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] ?? []) as readonly JsonSchemaTree[]);
  return [
    ...own,
    ...properties.flatMap(([name, part]) => secretPaths(part, [...at, name])),
    ...variants.flatMap((part) => secretPaths(part, at)),
  ];
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );

/**
 * A plugin's secrets stand in the file encrypted, or come from the environment.
 *
 * @throws LibroFirmaError `server.plugin-secret-plain` naming each that is written plainly
 */
export const checkPluginSecrets = (plugins: readonly AnyPlugin[], settings: Settings): void => {
  if (settings.file === undefined) return;
  const plain = plugins.flatMap((plugin) => {
    if (plugin.settings === undefined) return [];
    const { name } = plugin.manifest;
    return secretPaths(inputSchema(plugin.settings))
      .filter((path) => {
        const value = valueAt(settings.plugins[name], path);
        return typeof value === 'string' && value !== '' && !settings.secretValues.has(value);
      })
      .map((path) => `plugins.${name}.${path.join('.')}`);
  });
  if (plain.length === 0) return;
  throw new LibroFirmaError(
    'invalid',
    'server.plugin-secret-plain',
    {
      it: `Segreti in chiaro nelle impostazioni: ${plain.join(', ')}. Cifrali con «libro-firma secret», o dalli con le variabili LF_PLUGINS_*.`,
      en: `Secrets stand plainly in the settings: ${plain.join(', ')}. Encrypt them with "libro-firma secret".`,
    },
    { details: { plain } },
  );
};
