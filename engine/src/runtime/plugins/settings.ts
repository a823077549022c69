import type { ZodType } from 'zod';

/** `smtpHost` of plugin `notification` is `LF_PLUGINS_NOTIFICATION_SMTP_HOST`. */
const variable = (plugin: string, path: readonly string[]): string =>
  ['LF_PLUGINS', plugin, ...path.map((key) => key.replace(/([a-z0-9])([A-Z])/g, '$1_$2'))].join('_').toUpperCase();

interface Inner {
  readonly shape?: Readonly<Record<string, ZodType>>;
  readonly def?: { readonly innerType?: ZodType; readonly in?: ZodType };
}

/** Through `optional`, `default`, `pipe` ... down to the object, if there is one. */
const objectIn = (schema: ZodType): Readonly<Record<string, ZodType>> | undefined => {
  const { shape, def } = schema as unknown as Inner;
  if (shape !== undefined) return shape;
  const next = def?.innerType ?? def?.in;
  return next === undefined ? undefined : objectIn(next);
};

const isSecret = (schema: ZodType): boolean => {
  if (schema.meta()?.['secret'] === true) return true;
  const next = (schema as unknown as Inner).def?.innerType;
  return next !== undefined && isSecret(next);
};

type Leaf = { readonly path: readonly string[]; readonly secret: boolean };

const leaves = (schema: ZodType, path: readonly string[] = []): readonly Leaf[] => {
  const shape = objectIn(schema);
  if (shape === undefined || isSecret(schema)) return path.length === 0 ? [] : [{ path, secret: isSecret(schema) }];
  return Object.entries(shape).flatMap(([key, inner]) => leaves(inner, [...path, key]));
};

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

const put = (target: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = { ...(target[key] as Record<string, unknown> | undefined) };
  target[key] = inner;
  put(inner, rest, value);
};

/** A variable of the environment is text; numbers, flags and lists are written as JSON. */
const readings = (text: string): readonly unknown[] => {
  try {
    return [text, JSON.parse(text)];
  } catch {
    return [text];
  }
};

export interface ReadSettings {
  readonly value: unknown;
  /** One sentence each; never with a value in it. */
  readonly problems: readonly string[];
  /** Values that must not appear in a log. */
  readonly secrets: readonly string[];
}

/** Settings of one plugin: from the file, then the environment over it, checked against the plugin's schema. */
export const readSettings = (
  plugin: string,
  schema: ZodType | undefined,
  file: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): ReadSettings => {
  if (schema === undefined) {
    const problems = file === undefined ? [] : [`plugin "${plugin}" has no settings, and some are given`];
    return { value: undefined, problems, secrets: [] };
  }
  const all = leaves(schema);
  const given = { ...(file as Record<string, unknown> | undefined) };
  for (const { path } of all) {
    const text = environment[variable(plugin, path)];
    if (text === undefined) continue;
    const fits = readings(text).find((reading) => {
      const attempt = structuredClone(given);
      put(attempt, path, reading);
      const { error } = schema.safeParse(attempt);
      return error === undefined || !error.issues.some((issue) => issue.path.join('.').startsWith(path.join('.')));
    });
    put(given, path, fits ?? text);
  }
  const parsed = schema.safeParse(given);
  const secrets = all
    .filter(({ secret }) => secret)
    .map(({ path }) => at(given, path))
    .filter((value): value is string => typeof value === 'string' && value !== '');
  if (parsed.success) return { value: parsed.data, problems: [], secrets };
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.map(String);
    const where = path.length === 0 ? `plugins.${plugin}` : `plugins.${plugin}.${path.join('.')}`;
    return `setting ${where} (or ${variable(plugin, path)}): ${issue.message}`;
  });
  return { value: undefined, problems, secrets };
};
