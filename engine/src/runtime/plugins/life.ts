import { LibroFirmaError } from '../../plugin/errors.js';
import type { Health, Logger } from '../../plugin/plugin.js';
import type { Claim, EngineDatabase } from '../../store/index.js';
import type { JobWorker } from '../jobs/worker.js';
import type { Outbox } from '../outbox.js';
import type { Lanes } from '../pipeline/lanes.js';
import type { Sandbox } from '../scripts/sandbox.js';
import type { Workers } from '../workers/workers.js';
import type { LoadedPlugin } from './load.js';

export interface EngineHealth {
  readonly ok: boolean;
  readonly database: Health;
  /** By plugin name. */
  readonly plugins: Readonly<Record<string, Health>>;
}

export interface Life {
  /** Starts the plugins, each after those that it requires, then everything that goes on by itself. */
  run(): Promise<void>;
  /** Takes nothing more, ends what is under way within seconds, stops the plugins. What is left goes on at the next run. */
  stop(): Promise<void>;
  health(): Promise<EngineHealth>;
}

interface LifeOptions {
  readonly loaded: readonly LoadedPlugin[];
  readonly database: EngineDatabase;
  readonly tenants: readonly string[];
  readonly lanes: ReadonlyMap<string, Lanes>;
  readonly jobs: JobWorker;
  readonly workers: Workers;
  readonly outbox: Outbox;
  readonly sandbox: Sandbox;
  readonly claim: Claim;
  readonly log: Logger;
  readonly graceMs: number;
}

export const stepwiseLife = (options: LifeOptions): Life => {
  const { loaded, database, tenants, lanes, jobs, workers, outbox, sandbox, claim, log } = options;
  const started: LoadedPlugin[] = [];
  let stopped: Promise<void> | undefined;

  const stop = async (): Promise<void> => {
    await workers.stop();
    await jobs.stop(options.graceMs);
    for (const plugin of started.splice(0).reverse()) {
      try {
        await plugin.definition.stop?.(plugin.context);
      } catch (error) {
        log.error({ error, plugin: plugin.definition.manifest.name }, 'a plugin did not stop cleanly');
      }
    }
    for (const lane of lanes.values()) await lane.close();
    await outbox.stop();
    sandbox.close();
    await claim.release();
  };

  return {
    run: async () => {
      for (const plugin of loaded) {
        started.push(plugin);
        try {
          await plugin.definition.start?.(plugin.context);
        } catch (cause) {
          stopped = stop();
          await stopped;
          if (cause instanceof LibroFirmaError) throw cause;
          const { name } = plugin.definition.manifest;
          const why = (cause as Error).message;
          throw new LibroFirmaError(
            'internal',
            'engine.plugin-not-started',
            { it: `Il plugin «${name}» non è partito: ${why}`, en: `Plugin "${name}" did not start: ${why}` },
            { where: name, cause },
          );
        }
      }
      jobs.start();
      workers.start();
      outbox.start();
    },
    stop: () => (stopped ??= stop()),
    health: async () => {
      const plugins: Record<string, Health> = {};
      for (const { definition, context } of loaded) {
        plugins[definition.manifest.name] = await guarded(
          async () => (await definition.health?.(context)) ?? { ok: true },
        );
      }
      const [tenant = 'default'] = tenants;
      const answers = await guarded(async () => {
        await database.read(tenant, (tx) => tx.sql.raw('select 1'));
        return { ok: true };
      });
      return { ok: answers.ok && Object.values(plugins).every(({ ok }) => ok), database: answers, plugins };
    },
  };
};

const guarded = async (ask: () => Promise<Health>): Promise<Health> => {
  try {
    return await ask();
  } catch (error) {
    const why = (error as Error).message;
    return { ok: false, message: { it: why, en: why } };
  }
};
