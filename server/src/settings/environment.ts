/** Environment variables and the setting that each one overlays. Lists are written with commas. */
export const ENVIRONMENT: Readonly<Record<string, readonly string[]>> = {
  LF_TENANTS: ['tenants'],
  LF_HOST: ['host'],
  LF_PORT: ['port'],
  LF_PUBLIC_URL: ['publicUrl'],
  LF_ALLOWED_HOSTS: ['allowedHosts'],
  LF_TRUST_PROXY: ['trustProxy'],
  LF_TLS_CERT_FILE: ['tls', 'certFile'],
  LF_TLS_KEY_FILE: ['tls', 'keyFile'],
  LF_DATA_DIR: ['dataDir'],
  LF_DATABASE_URL: ['database', 'url'],
  LF_DATABASE_SCHEMA: ['database', 'schema'],
  LF_DATABASE_POOL_SIZE: ['database', 'poolSize'],
  LF_MODULES: ['modules'],
  LF_ADDITIONAL_MODULES: ['additionalModules'],
  LF_LOG_LEVEL: ['log', 'level'],
  LF_SESSIONS_IDLE_MINUTES: ['sessions', 'idleMinutes'],
  LF_SESSIONS_ABSOLUTE_MINUTES: ['sessions', 'absoluteMinutes'],
  LF_LOGIN_FAILURES_PER_ADDRESS: ['login', 'failuresPerAddress'],
  LF_LOGIN_FAILURES_PER_NAME: ['login', 'failuresPerName'],
  LF_LOGIN_KEEP_DAYS: ['login', 'keepDays'],
  LF_CLOCK_FILE: ['clock', 'file'],
  LF_DEMO_EXAMPLE: ['demo', 'example'],
};

/** Read elsewhere: where the file is, the key of the secrets, and what the tests of the product need. */
const OTHERS = /^LF_(SETTINGS|SECRET_KEY|CRASH_AT|TEST_\w+|PLUGINS_\w+)$/;

export type Environment = Readonly<Record<string, string | undefined>>;

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const put = (tree: Tree, path: readonly string[], value: unknown): Tree => {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const inner = tree[key];
  return { ...tree, [key]: rest.length === 0 ? value : put(isTree(inner) ? inner : {}, rest, value) };
};

/** The settings with the environment laid over them. Empty variables count as not set. */
export const overlayEnvironment = (settings: Tree, environment: Environment): Tree => {
  let overlaid = settings;
  for (const [name, path] of Object.entries(ENVIRONMENT)) {
    const value = environment[name];
    if (value !== undefined && value !== '') overlaid = put(overlaid, path, value);
  }
  return overlaid;
};

/** The variable that a setting came from, where the environment gave it: `LF_PORT` of `port`. */
export const variableOf = (path: string, environment: Environment): string | undefined =>
  Object.entries(ENVIRONMENT).find(
    ([name, setting]) => (environment[name] ?? '') !== '' && `${path}.`.startsWith(`${setting.join('.')}.`),
  )?.[0];

/** Variables that begin with `LF_` and mean nothing: most often a slip of the pen. */
export const unknownVariables = (environment: Environment): readonly string[] =>
  Object.keys(environment).filter((name) => name.startsWith('LF_') && !(name in ENVIRONMENT) && !OTHERS.test(name));
