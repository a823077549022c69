import { clockOf } from '../compose/clock.js';
import { openProduct, type Product } from '../compose/product.js';
import { DEMO_DEFAULTS } from '../demo/start-demo.js';
import { createLog } from '../logging/log.js';
import { loadSettings, type Settings } from '../settings/load.js';
import { Usage } from './usage.js';

export interface Beside {
  readonly settings: Settings;
  readonly product: Product;
  readonly tenant: string;
}

export interface BesideOptions {
  /** Without it the settings must have one tenant only. */
  readonly tenant: string | undefined;
  /** Beside the demo command instead of the service. */
  readonly demo?: boolean;
}

/** Opens the product for one command, without running it; a server may be running beside. */
export const beside = async <T>(
  { tenant: tenantName, demo = false }: BesideOptions,
  work: (beside: Beside) => Promise<T>,
): Promise<T> => {
  const settings = loadSettings(demo ? { defaults: DEMO_DEFAULTS } : {});
  const tenant = tenantOf(settings, tenantName);
  const product = await openProduct({
    settings,
    demo,
    publicUrl: settings.publicUrl ?? `http://${settings.host}:${settings.port}`,
    clock: clockOf(settings.clock.file, demo),
    log: createLog({ level: 'warn', secrets: settings.secretValues }),
    claim: false,
  });
  try {
    return await work({ settings, product, tenant });
  } finally {
    await product.close();
  }
};

const tenantOf = ({ tenants }: Settings, name: string | undefined): string => {
  const ids = tenants.map(({ id }) => id);
  const [only, ...others] = ids;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  if (name !== undefined && ids.includes(name)) return name;
  throw new Usage(`Indica con --tenant uno degli enti: ${ids.join(', ')}.`);
};
