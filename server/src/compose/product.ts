import { createEngine, openDatabase, type Engine, type EngineDatabase } from '@libro-firma/engine';
import type { AnyPlugin, Clock, Live } from '@libro-firma/engine/plugin';
import type { Logger } from 'pino';
import { serverMigrations } from '../migrations/index.js';
import type { Settings } from '../settings/load.js';
import { checkPluginSecrets } from '../settings/plugin-secrets.js';
import { prepareDataDir } from './data-dir.js';
import { markInstallation } from './installation.js';
import { importPlugins } from './modules.js';

export interface ProductOptions {
  readonly settings: Settings;
  readonly demo: boolean;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly live?: Live;
  /**
   * False for a command beside a running server: nothing is claimed, and nothing may run by itself. On SQLite one
   * process at a time runs an engine; a short write beside it is safe.
   */
  readonly claim: boolean;
}

/** Database, plugins and engine, put together and not yet running. */
export interface Product {
  readonly db: EngineDatabase;
  readonly engine: Engine;
  readonly plugins: readonly AnyPlugin[];
  /** The database was empty before. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/**
 * @throws LibroFirmaError `server.data-dir`, `server.module-missing` and what else `importPlugins` throws,
 * `server.plugin-secret-plain`, `engine.plugins-invalid`, `store.*`, `server.installation-kind`
 */
export const openProduct = async (options: ProductOptions): Promise<Product> => {
  const { settings, demo, log } = options;
  prepareDataDir(settings.dataDir);
  const plugins = await importPlugins([...settings.modules, ...settings.additionalModules], settings.folder);
  checkPluginSecrets(plugins, settings);
  const db = await openDatabase({
    url: settings.database.url,
    clock: options.clock,
    ...(settings.database.schema === undefined ? {} : { schema: settings.database.schema }),
    ...(settings.database.poolSize === undefined ? {} : { poolSize: settings.database.poolSize }),
  });
  try {
    await db.migrate(serverMigrations);
    const isNew = await markInstallation(db, demo ? 'demo' : 'production');
    const engine = await createEngine({
      database: options.claim ? db : { ...db, claim: () => Promise.resolve({ release: () => Promise.resolve() }) },
      plugins,
      settings: settings.plugins,
      environment: settings.environment,
      tenants: settings.tenants.map(({ id }) => id),
      log,
      dataDir: settings.dataDir,
      demo,
      valuesNeedForm: true,
      publicUrl: options.publicUrl,
      ...(options.live === undefined ? {} : { live: options.live }),
    });
    return {
      db,
      engine,
      plugins,
      isNew,
      close: async () => {
        await engine.stop();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
};
