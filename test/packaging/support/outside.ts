import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What npm tells the scripts that it runs, and would tell another npm below it. */
const OF_NPM =
  /^(npm_(command|execpath|lifecycle_|node_execpath|package_|config_local_prefix|config_workspace)|INIT_CWD|LF_)/i;

const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_NPM.test(name)));

/** SQLite as it was compiled for the repository, where `prebuild-install` looks before it downloads. */
const compiledSqlite = async (folder: string): Promise<void> => {
  const home = dirname(createRequire(import.meta.url).resolve('sqlite3/package.json'));
  const { version, binary } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
    version: string;
    binary: { napi_versions: readonly number[] };
  };
  await mkdir(folder);
  const name = `sqlite3-v${version}-napi-v${Math.max(...binary.napi_versions)}-${process.platform}-${process.arch}.tar.gz`;
  execFileSync('tar', ['-czf', join(folder, name), '-C', home, 'build/Release/node_sqlite3.node']);
};

/** An empty folder outside the repository, and beside it the packages as npm packs them. */
export class Outside {
  readonly folder: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  private constructor(folder: string, environment: Readonly<Record<string, string | undefined>>) {
    this.folder = folder;
    this.#environment = environment;
  }

  /** @param packages workspaces to pack; all of them unless given */
  static async open(name: string, packages: readonly string[] = []): Promise<Outside> {
    const above = await mkdtemp(join(tmpdir(), 'lf-outside-'));
    const folder = join(above, name);
    await mkdir(folder);
    await mkdir(join(above, 'packs'));
    await compiledSqlite(join(above, 'prebuilds'));
    const outside = new Outside(folder, {
      ...inherited,
      NODE_OPTIONS: '',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_loglevel: 'error',
      npm_config_prefer_offline: 'true',
      npm_config_update_notifier: 'false',
      npm_config_sqlite3_local_prebuilds: join(above, 'prebuilds'),
    });
    const which = packages.length === 0 ? ['--workspaces'] : packages.flatMap((workspace) => ['-w', workspace]);
    await outside.#run(`npm pack ${which.join(' ')} --pack-destination ${join(above, 'packs')}`, root);
    return outside;
  }

  /** Copies a folder's content into it. */
  async bring(source: string): Promise<void> {
    await cp(source, this.folder, { recursive: true });
  }

  /** Types a command in the folder. @returns what it said; an error holds that too */
  run(command: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.#run(command, this.folder, environment);
  }

  async close(): Promise<void> {
    await rm(dirname(this.folder), { recursive: true, force: true });
  }

  async #run(command: string, cwd: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['sh', '-c'];
    const [file = '', ...args] = [...shell, command];
    try {
      const { stdout, stderr } = await promisify(execFile)(file, args, {
        cwd,
        env: { ...this.#environment, ...environment },
        maxBuffer: 16 * 1024 * 1024,
      });
      return stdout + stderr;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
    }
  }
}
