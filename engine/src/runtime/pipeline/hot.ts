import type { State } from '../../core/index.js';
import type { JobRow, Key, TaskRow, Writes } from '../../store/index.js';

/** Instances kept at most; the least recently used go first. A waiting case is not kept in memory for long. */
const MOST = 2_000;

interface HotInstance {
  state: State;
  /** When the commit that wrote it began, by the clock that leases are given by. */
  since: number;
  readonly tasks: Map<number, TaskRow>;
  readonly jobs: Map<number, JobRow>;
}

/**
 * What was committed last, so that a case that goes on at once is not read again. The conditional update on the revision
 * stands behind it: where another node was faster, the group is undone and everything is read. What is no part of an
 * instance, a job's lease, does not change before it has run out: where others write too, `maxAgeMs` ends well before.
 */
export class Hot {
  private readonly instances = new Map<string, HotInstance>();

  constructor(private readonly maxAgeMs: number = Infinity) {}

  state(instance: string, now: number): State | undefined {
    return this.touch(instance, now)?.state;
  }

  task({ instance, n }: Key, now: number): TaskRow | undefined {
    return this.fresh(instance, now)?.tasks.get(n);
  }

  job({ instance, n }: Key, now: number): JobRow | undefined {
    return this.fresh(instance, now)?.jobs.get(n);
  }

  /** A commit that began at `since` is durable. */
  take(writes: Writes, since: number): void {
    for (const { state } of writes.instances) {
      const { id, rev } = state.instance;
      const known = this.instances.get(id);
      // A later commit may be heard of first: whoever asks reads it again then.
      if (state.instance.state !== 'running' || rev < (known?.state.instance.rev ?? 0)) {
        this.instances.delete(id);
        continue;
      }
      if (known === undefined) this.instances.set(id, { state: slim(state), since, tasks: new Map(), jobs: new Map() });
      else Object.assign(known, { state: slim(state), since });
    }
    for (const task of [...writes.tasks.add, ...writes.tasks.change]) {
      if (task.state === 'open') this.instances.get(task.instance)?.tasks.set(task.n, task);
      else this.instances.get(task.instance)?.tasks.delete(task.n);
    }
    for (const job of [...writes.jobs.add, ...writes.jobs.change]) {
      this.instances.get(job.instance)?.jobs.set(job.n, job);
    }
    for (const { instance, n } of writes.jobs.drop) this.instances.get(instance)?.jobs.delete(n);
    for (const oldest of this.instances.keys()) {
      if (this.instances.size <= MOST) break;
      this.instances.delete(oldest);
    }
  }

  /** Something went wrong: everything is read again. */
  clear(): void {
    this.instances.clear();
  }

  private fresh(instance: string, now: number): HotInstance | undefined {
    const found = this.instances.get(instance);
    if (found === undefined || this.maxAgeMs === Infinity) return found;
    if (Math.abs(now - found.since) <= this.maxAgeMs) return found;
    this.instances.delete(instance);
    return undefined;
  }

  private touch(instance: string, now: number): HotInstance | undefined {
    const found = this.fresh(instance, now);
    if (found === undefined) return undefined;
    this.instances.delete(instance);
    this.instances.set(instance, found);
    return found;
  }
}

/** A case of thousands of iterations is kept without them: each step copies the list of what it knows. */
const MOST_SCOPES = 16;
const slim = (state: State): State => {
  const { instance, scopes } = state;
  const root = scopes.get(instance.root);
  return scopes.size <= MOST_SCOPES || root === undefined ? state : { instance, scopes: new Map([[root.n, root]]) };
};

/** Splits what is wanted into what is at hand and what has to be read. */
export const atHand = <K, R>(wanted: Iterable<K>, look: (key: K) => R | undefined): { found: R[]; missing: K[] } => {
  const found: R[] = [];
  const missing: K[] = [];
  for (const key of wanted) {
    const row = look(key);
    if (row === undefined) missing.push(key);
    else found.push(row);
  }
  return { found, missing };
};
