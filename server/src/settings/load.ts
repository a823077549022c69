import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { overlayEnvironment, unknownVariables, variableOf, type Environment } from './environment.js';
import { italian } from './italian.js';
import { isEncrypted, openSecretBox, type SecretBox } from './secrets.js';
import { SettingsSchema, type CheckedSettings, type SettingsInput } from './schema.js';

/** Settings as the server uses them: checked, secrets opened, paths absolute. */
export interface Settings extends Omit<CheckedSettings, 'database'> {
  /** `undefined` when the settings come from a program or the environment alone. */
  readonly file: string | undefined;
  /** The folder that relative paths and module names start from: the settings file's, else the current one. */
  readonly folder: string;
  readonly database: {
    readonly url: string;
    readonly schema: string | undefined;
    readonly poolSize: number | undefined;
  };
  readonly environment: Environment;
  readonly secrets: SecretBox;
  /** Opened secrets, which must never be logged. */
  readonly secretValues: ReadonlySet<string>;
  /** Things to say at the start that do not stop it. */
  readonly remarks: readonly string[];
}

export interface LoadOptions {
  readonly environment?: Environment;
  /** Instead of the file that `LF_SETTINGS` names. */
  readonly file?: string;
  /** Instead of a file: for tests and programs. */
  readonly values?: SettingsInput;
  /** Laid under the file: other defaults. */
  readonly defaults?: SettingsInput;
}

/**
 * Reads, overlays and checks the settings; everything that is wrong is told at once.
 *
 * @throws LibroFirmaError `server.settings-unreadable`, `server.settings-invalid` (`details.problems`: where, message),
 * `server.secret-key-invalid`, `server.secret-unreadable`
 */
export const loadSettings = (options: LoadOptions = {}): Settings => {
  const environment = options.environment ?? process.env;
  const file = options.values === undefined ? (options.file ?? present(environment['LF_SETTINGS'])) : undefined;
  const folder = file === undefined ? process.cwd() : dirname(resolve(file));
  const given = options.values ?? (file === undefined ? {} : readFile(file));
  const overlaid = overlayEnvironment({ ...options.defaults, ...(given as Record<string, unknown>) }, environment);
  const dataDir = resolve(folder, typeof overlaid['dataDir'] === 'string' ? overlaid['dataDir'] : 'data');
  const opened = openSecrets(overlaid, dataDir, environment);
  const parsed = SettingsSchema.safeParse(opened.values, { error: italian });
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ where: path.join('.'), message }))),
    ...(file === undefined ? [] : plainSecrets(given as Record<string, unknown>)),
  ];
  if (!parsed.success || problems.length > 0) throw invalid(problems, file, environment);
  const { database, tls, clock, ...settings } = parsed.data;
  const at = (path: string): string => resolve(folder, path);
  return {
    ...settings,
    dataDir,
    file,
    folder,
    environment,
    database: {
      url: databaseUrl(database.url, dataDir, folder),
      schema: database.schema,
      poolSize: database.poolSize,
    },
    tls: tls && { certFile: at(tls.certFile), keyFile: at(tls.keyFile) },
    clock: { file: clock.file === undefined ? undefined : at(clock.file) },
    secrets: opened.secrets,
    secretValues: new Set([...opened.found, ...passwordOf(database.url)]),
    remarks: unknownVariables(environment).map(
      (name) => `La variabile ${name} non esiste fra le impostazioni ed è ignorata.`,
    ),
  };
};

const present = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

const unreadable = (file: string, it: string, cause: unknown): LibroFirmaError =>
  new LibroFirmaError('invalid', 'server.settings-unreadable', { it }, { where: file, cause });

const readFile = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'non esiste' : 'non è leggibile';
    throw unreadable(file, `Il file delle impostazioni ${file} ${why}: correggi LF_SETTINGS o crea il file.`, cause);
  }
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, `Il file delle impostazioni ${file} non è JSON valido: ${(cause as Error).message}.`, cause);
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw unreadable(file, `Il file delle impostazioni ${file} deve contenere un oggetto JSON.`, undefined);
  return values;
};

/** `port (variabile LF_PORT)`: where to correct it. */
const placeOf = (where: string, environment: Environment): string => {
  const variable = variableOf(where, environment);
  return variable === undefined ? where : `${where} (variabile ${variable})`;
};

const invalid = (
  problems: readonly { where: string; message: string }[],
  file: string | undefined,
  environment: Environment,
): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'server.settings-invalid',
    {
      it: `Le impostazioni${file === undefined ? '' : ` (${file})`} non sono valide:\n${problems
        .map(({ where, message }) => `  ${where === '' ? 'nel suo insieme' : placeOf(where, environment)}: ${message}`)
        .join('\n')}`,
    },
    { details: { problems: problems.map(({ where, message }) => ({ where, message })) } },
  );

/** Opens every `enc:v1:` value, wherever it stands. The key file is made only when something needs it or at the start. */
const openSecrets = (
  values: Record<string, unknown>,
  dataDir: string,
  environment: Environment,
): { values: unknown; secrets: SecretBox; found: ReadonlySet<string> } => {
  let box: SecretBox | undefined;
  const open = (): SecretBox => (box ??= openSecretBox(resolve(dataDir, 'secret.key'), environment['LF_SECRET_KEY']));
  const found = new Set<string>();
  const walk = (value: unknown): unknown => {
    if (isEncrypted(value)) {
      const plain = open().decrypt(value);
      found.add(plain);
      return plain;
    }
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
    return value;
  };
  const lazily: SecretBox = {
    encrypt: (plain) => open().encrypt(plain),
    decrypt: (encrypted) => open().decrypt(encrypted),
    digest: (purpose, content) => open().digest(purpose, content),
  };
  return { values: walk(values), secrets: lazily, found };
};

const databaseUrl = (url: string | undefined, dataDir: string, folder: string): string => {
  if (url === undefined) return `sqlite:${resolve(dataDir, 'libro-firma.db')}`;
  if (!url.startsWith('sqlite:')) return url;
  const path = url.slice('sqlite:'.length).replace(/^\/\//, '');
  return path === ':memory:' || isAbsolute(path) ? `sqlite:${path}` : `sqlite:${resolve(folder, path)}`;
};

const passwordOf = (url: string | undefined): readonly string[] => {
  if (url === undefined || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  return password === '' ? [] : [password, decodeURIComponent(password)];
};

/** A password written plainly in the file: the environment may hold it, the file only encrypted. */
const plainSecrets = (given: Record<string, unknown>): readonly { where: string; message: string }[] => {
  const database = given['database'];
  const url = typeof database === 'object' && database !== null ? (database as { url?: unknown }).url : undefined;
  if (typeof url !== 'string' || isEncrypted(url) || passwordOf(url).length === 0) return [];
  return [
    {
      where: 'database.url',
      message: 'contiene una password in chiaro: cifra il valore con «libro-firma secret», o dallo con LF_DATABASE_URL',
    },
  ];
};
