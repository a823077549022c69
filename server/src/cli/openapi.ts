import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../compose/start-server.js';
import type { TableEntry } from '../http/table.js';
import { clientSource } from '../http/client-source.js';
import { openApiOf } from '../http/openapi.js';
import { referenceOf } from '../http/reference.js';
import { loadSettings } from '../settings/load.js';
import { version } from '../version.js';
import { options } from './usage.js';

/** The table as these settings and plugins make it, put together over an empty database that goes away again. */
const tableOf = async (): Promise<readonly TableEntry[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'lf-table-'));
  try {
    const settings = loadSettings();
    const server = await startServer({
      settings: {
        ...settings,
        dataDir: folder,
        port: 0,
        log: { level: 'silent' },
        database: { ...settings.database, url: `sqlite:${join(folder, 'empty.db')}` },
      },
    });
    await server.close();
    return server.routes();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** `libro-firma openapi`: OpenAPI 3.1 on standard output. */
export const openApiCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'openapi');
  const { publicUrl = 'http://localhost:8080' } = loadSettings();
  console.log(JSON.stringify(openApiOf(await tableOf(), { version, publicUrl }), null, 2));
  return 0;
};

/** `libro-firma client`: a typed TypeScript client on standard output. */
export const clientCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'client');
  console.log(clientSource(await tableOf(), version));
  return 0;
};

/** `libro-firma reference`: the interface as Markdown to read, on standard output. */
export const referenceCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'reference');
  console.log(referenceOf(await tableOf(), version));
  return 0;
};
