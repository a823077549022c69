import { clockOf } from '../compose/clock.js';
import { openProduct, type Product } from '../compose/product.js';
import { createLog } from '../logging/log.js';
import { loadSettings, type Settings } from '../settings/load.js';
import { Usage } from './usage.js';

export interface Beside {
  readonly settings: Settings;
  readonly product: Product;
  readonly tenant: string;
}

/** Opens the product for one command, without running it; a server may be running beside. */
export const beside = async <T>(tenantName: string | undefined, work: (beside: Beside) => Promise<T>): Promise<T> => {
  const settings = loadSettings();
  const tenant = tenantOf(settings, tenantName);
  const product = await openProduct({
    settings,
    demo: false,
    publicUrl: settings.publicUrl ?? `http://${settings.host}:${settings.port}`,
    clock: clockOf(settings.clock.file, false),
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
  throw new Usage(`Indicare con --tenant uno degli enti: ${ids.join(', ')}.`);
};
