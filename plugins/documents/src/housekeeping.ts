import type { Database, Logger, TenantId } from '@libro-firma/engine/plugin';
import type { BlobStore } from './blob-store.js';
import { knownDigests } from './rows/digests.js';
import { deleteExpiredUploads } from './rows/uploads.js';

const HOUR = 3_600_000;
/** A file without a row may be one whose transaction is about to come. */
const ORPHAN_AGE = 24 * HOUR;

export interface Household {
  readonly db: Database;
  readonly store: BlobStore;
  readonly log: Logger;
  readonly tenants: readonly TenantId[];
}

/** Forgets expired uploads, then takes away files that no row names. */
export const tidy = async ({ db, store, log, tenants }: Household): Promise<void> => {
  for (const tenant of tenants) {
    const expired = await db.write(tenant, deleteExpiredUploads);
    const swept = await store.sweep(tenant, ORPHAN_AGE, (digests) =>
      db.read(tenant, (tx) => knownDigests(tx, digests)),
    );
    if (expired + swept.orphans + swept.leftovers > 0) log.info({ tenant, expired, ...swept }, 'documents tidied');
  }
};

/** Tidies every hour, the first time soon after the start. */
export class Housekeeping {
  readonly #household: Household;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(household: Household) {
    this.#household = household;
  }

  start(firstAfterMs = 60_000): void {
    this.#timer = setTimeout(() => {
      this.#running = tidy(this.#household).catch((error: unknown) => {
        this.#household.log.error({ err: error }, 'documents could not be tidied; tried again in an hour');
      });
      this.start(HOUR);
    }, firstAfterMs).unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
  }
}
