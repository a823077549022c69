import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packedPackages } from './packs.js';

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

/**
 * The versions that the repository was installed with: the same packages are taken from npm's cache, and the registry is
 * not asked for what else there is.
 */
const knownVersions = async (file: string): Promise<void> => {
  const { lockfileVersion, packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    lockfileVersion: number;
    packages: Readonly<Record<string, { readonly link?: boolean }>>;
  };
  const others = Object.entries(packages).filter(([at, { link }]) => at.startsWith('node_modules/') && link !== true);
  await writeFile(file, JSON.stringify({ lockfileVersion, requires: true, packages: Object.fromEntries(others) }));
};

/** An empty folder outside the repository, and beside it the packages as npm packs them. */
export class Outside {
  readonly folder: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  private constructor(folder: string, environment: Readonly<Record<string, string | undefined>>) {
    this.folder = folder;
    this.#environment = environment;
  }

  static async open(name: string): Promise<Outside> {
    const above = await mkdtemp(join(tmpdir(), 'lf-outside-'));
    const folder = join(above, name);
    await mkdir(folder);
    await mkdir(join(above, 'packs'));
    for (const { file } of await packedPackages()) await copyFile(file, join(above, 'packs', basename(file)));
    await compiledSqlite(join(above, 'prebuilds'));
    await knownVersions(join(folder, 'package-lock.json'));
    return new Outside(folder, {
      ...inherited,
      NODE_OPTIONS: '',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_loglevel: 'error',
      npm_config_prefer_offline: 'true',
      npm_config_update_notifier: 'false',
      npm_config_sqlite3_local_prebuilds: join(above, 'prebuilds'),
    });
  }

  /** Copies a folder's content into it. */
  async bring(source: string): Promise<void> {
    await cp(source, this.folder, { recursive: true });
  }

  /** Types a command in the folder. @returns what it said; an error holds that too */
  async run(command: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['sh', '-c'];
    const [file = '', ...args] = [...shell, command];
    try {
      const { stdout, stderr } = await promisify(execFile)(file, args, {
        cwd: this.folder,
        env: { ...this.#environment, ...environment },
        maxBuffer: 16 * 1024 * 1024,
      });
      return stdout + stderr;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await rm(dirname(this.folder), { recursive: true, force: true });
  }
}
