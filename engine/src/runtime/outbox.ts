import type { Logger } from '../plugin/plugin.js';
import type { EngineDatabase } from '../store/index.js';
import type { Hint, HintBatch } from './pipeline/hints.js';
import { Poller } from './poller.js';

export type CommitListener = (batch: HintBatch) => void;

export interface OutboxOptions {
  readonly database: EngineDatabase;
  readonly tenants: readonly string[];
  readonly node: string;
  readonly log: Logger;
  readonly pollMs: number;
}

/** Commits of different nodes end in another order than they began: this far back a row may still turn up. */
const OVERLAP_MS = 5_000;

/**
 * Tells listeners what changed. What this node commits is told at once; on PostgreSQL, what other nodes commit is read
 * from the outbox.
 */
export class Outbox {
  private readonly listeners = new Set<CommitListener>();
  private readonly poller: Poller | undefined;
  private readonly seen = new Map<string, number>();
  private since: number;

  constructor(private readonly options: OutboxOptions) {
    const { database, log, pollMs } = options;
    this.since = database.clock.now();
    if (database.dialect !== 'postgres') return;
    this.poller = new Poller({
      name: 'outbox',
      log,
      everyMs: pollMs,
      look: async () => {
        await this.look();
        return 'nothing';
      },
    });
  }

  start(): void {
    this.since = this.options.database.clock.now();
    this.poller?.start();
  }

  async stop(): Promise<void> {
    await this.poller?.stop();
  }

  listen(listener: CommitListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(tenant: string, hints: readonly Hint[]): void {
    if (hints.length === 0) return;
    for (const listener of this.listeners) {
      try {
        listener({ tenant, hints });
      } catch (error) {
        this.options.log.error({ error }, 'a listener to commits failed');
      }
    }
  }

  private async look(): Promise<void> {
    if (this.listeners.size === 0) return;
    const { database, tenants, node } = this.options;
    const now = database.clock.now();
    for (const tenant of tenants) {
      const rows = (await database.read(tenant, (tx) =>
        tx
          .sql('lf_outbox')
          .where({ tenant })
          .whereNot({ node })
          .where('at', '>=', this.since - OVERLAP_MS)
          .orderBy('id')
          .select('id', 'at', 'hints'),
      )) as readonly { readonly id: string; readonly at: number; readonly hints: string }[];
      for (const { id, at, hints } of rows) {
        if (this.seen.has(id)) continue;
        this.seen.set(id, at);
        this.tell(tenant, JSON.parse(hints) as Hint[]);
      }
    }
    this.since = now;
    for (const [id, at] of this.seen) if (at < now - 4 * OVERLAP_MS) this.seen.delete(id);
  }
}
