import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Pack {
  /** Name of the package. */
  readonly name: string;
  /** The packed file. */
  readonly file: string;
  /** Paths inside, from the package's folder. */
  readonly paths: readonly string[];
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const packAll = async (): Promise<readonly Pack[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'lf-packs-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { stdout } = await promisify(execFile)(
    'npm',
    ['pack', '--workspaces', '--json', '--pack-destination', folder],
    {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    },
  );
  const packed = Object.values(JSON.parse(stdout) as readonly Packed[] | Record<string, Packed>);
  return packed.map(({ name, filename, files }) => ({
    name,
    file: join(folder, filename.replace('@', '').replace('/', '-')),
    paths: files.map(({ path }) => path),
  }));
};

let packs: Promise<readonly Pack[]> | undefined;

/** Every package as `npm pack` makes it, made once for all tests of a run. */
export const packedPackages = (): Promise<readonly Pack[]> => (packs ??= packAll());
