import type { Database, Directory, LiveEvent } from '@libro-firma/engine/plugin';
import type { Hint, HintBatch } from '@libro-firma/engine';
import type { Logger } from 'pino';
import { groupBy } from '../group-by.js';
import type { LiveServer } from './live-server.js';

export interface HintRelayOptions {
  readonly db: Database;
  readonly directory: Directory;
  readonly live: LiveServer;
  readonly log: Logger;
}

/** Commits follow one another quickly: what came within this time goes out together, each queue asked for once. */
const GATHER_MS = 25;

export interface HintRelay {
  take(batch: HintBatch): void;
  /** Sends what was gathered. */
  flush(): Promise<void>;
}

/**
 * Tells whoever is looking what a commit changed: the case's room, the requester, and everybody in whose queue a task
 * came, went or was taken. Who that is follows from the directory now; only people who are connected are asked for.
 */
export const hintRelay = (options: HintRelayOptions): HintRelay => {
  let gathered: HintBatch[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batches = gathered;
    gathered = [];
    for (const [tenant, mine] of groupBy(batches, (batch) => batch.tenant))
      await relay(
        options,
        tenant,
        mine.flatMap(({ hints }) => hints),
      );
  };

  return {
    take: (batch) => {
      gathered.push(batch);
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => options.log.error({ err: error }, 'telling live hints failed'));
      }, GATHER_MS);
    },
    flush,
  };
};

const eventOf = (hint: Hint): LiveEvent => ({
  type: hint.type,
  instanceId: hint.instanceId,
  rev: hint.rev,
  data: {
    caseId: hint.caseId,
    ...(hint.taskId === undefined ? {} : { taskId: hint.taskId }),
    ...(hint.elementId === undefined ? {} : { elementId: hint.elementId }),
  },
});

const relay = async (options: HintRelayOptions, tenant: string, hints: readonly Hint[]): Promise<void> => {
  const { live } = options;
  // Before it is asked who is connected: whoever connects afterwards learns that they missed something.
  for (const hint of hints) live.publish(tenant, { case: hint.caseId }, eventOf(hint));
  const connected = live.connected(tenant);
  const holders = connected.size === 0 ? new Map() : await holdersOf(options, tenant, hints);
  for (const hint of hints) {
    const event = eventOf(hint);
    for (const actor of concerned(hint, holders)) if (connected.has(actor)) live.publish(tenant, { actor }, event);
  }
};

const groupsOf = (hint: Hint): readonly string[] => (hint.mode === 'trial' ? [] : (hint.candidates ?? []));

const holdersOf = async (
  { db, directory }: HintRelayOptions,
  tenant: string,
  hints: readonly Hint[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const groups = [...new Set(hints.flatMap(groupsOf))];
  if (groups.length === 0) return new Map();
  return db.read(tenant, async (tx) => {
    const found = new Map<string, readonly string[]>();
    for (const group of groups) found.set(group, await directory.holdersOf(tx, group, tx.now));
    return found;
  });
};

/** A trial case is its requester's alone. */
const concerned = (hint: Hint, holders: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> =>
  new Set([
    hint.startedBy,
    ...(hint.mode === 'trial' || hint.assignee === undefined ? [] : [hint.assignee]),
    ...groupsOf(hint).flatMap((group) => holders.get(group) ?? []),
  ]);
