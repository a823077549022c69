import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { startServer, type RunningServer, type StartOptions } from '../compose/start-server.js';
import { isLoopback } from '../http/tenants.js';
import type { Settings } from '../settings/load.js';
import type { SettingsInput } from '../settings/schema.js';
import { importExample, type Example } from './example.js';
import { seedDemo, type Seeded } from './seed.js';

/** Laid under the settings of a demo. */
export const DEMO_DEFAULTS: SettingsInput = {
  tenants: [{ id: 'palermo', name: 'Comune di Palermo', patronSaint: '07-15' }],
  log: { level: 'warn' },
};

/** Known passwords and keys without value: nobody but this machine may reach them. */
const refuseOutside = ({ host, publicUrl }: Settings): void => {
  const reached = publicUrl === undefined ? host : new URL(publicUrl).hostname;
  if (isLoopback(host) && isLoopback(reached)) return;
  throw new LibroFirmaError('invalid', 'server.demo-host', {
    it: `La dimostrazione usa password e chiavi note a tutti e si apre solo su questa macchina (127.0.0.1), non su ${isLoopback(host) ? reached : host}. Per l’esercizio usa «libro-firma start».`,
    en: 'The demo uses passwords and keys that everybody knows: it serves the loopback address only.',
  });
};

export interface Demo {
  readonly server: RunningServer;
  readonly example: Example;
  readonly seeded: Seeded;
}

/**
 * Starts the product with the example's data, demo accounts and demo keys; data that are there already are kept.
 *
 * @param firstTime called before an empty database is filled
 * @throws LibroFirmaError `server.demo-host`, `server.example-invalid`, `server.installation-kind` and what else
 * `startServer` throws
 */
export const startDemo = async (
  options: Omit<StartOptions, 'demo' | 'prepare'>,
  firstTime: () => void = () => undefined,
): Promise<Demo> => {
  refuseOutside(options.settings);
  const example = await importExample(options.settings);
  let seeded: Seeded = { now: false, people: 0, processes: 0 };
  const server = await startServer({
    ...options,
    demo: true,
    prepare: async (prepared) => {
      if (prepared.isNew) firstTime();
      seeded = await seedDemo(prepared, example);
    },
  });
  return { server, example, seeded };
};
