import type { Logger } from '../../plugin/plugin.js';
import type { EngineDatabase, InboxRow } from '../../store/index.js';
import type { Handlers } from '../handlers.js';
import type { JobWorker } from '../jobs/worker.js';
import type { Committed } from '../pipeline/committed.js';
import type { Lanes } from '../pipeline/lanes.js';
import { Poller, type Looked } from '../poller.js';
import { dueInbox, hasDueJobs, nextJobAt } from '../reads/due.js';
import { InboxWork } from '../works/inbox.js';
import { LeaseWork } from '../works/lease.js';
import { tidy } from './housekeeping.js';
import { fireTimers } from './timers.js';

const CHUNK = 256;
const TIDY_MS = 10_000;
/** Never sleeps longer than this until a timer or a retry, so that a clock set forward is noticed. */
const LONGEST_NAP_MS = 1_000;

export interface WorkersOptions {
  readonly tenants: readonly string[];
  readonly database: EngineDatabase;
  readonly handlers: Handlers;
  readonly jobs: JobWorker;
  readonly log: Logger;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly keepAnswersMs: number;
  lane(tenant: string): Lanes;
}

/** What goes on by itself: due jobs, timers, the inbox, and tidying. Nudged by commits, else looking now and then. */
export class Workers {
  private readonly jobPoller: Poller;
  private readonly timerPoller: Poller;
  private readonly inboxPoller: Poller;
  private readonly tidyPoller: Poller;
  /** Inbox rows that are on their way through the pipeline of this node. */
  private readonly taken = new Set<string>();
  private running = false;

  constructor(private readonly options: WorkersOptions) {
    const { log, pollMs } = options;
    const poller = (name: string, everyMs: number, look: (tenant: string) => Promise<Looked>) =>
      new Poller({ name, log, everyMs, look: () => this.everywhere(look) });
    this.jobPoller = poller('jobs', pollMs, (tenant) => this.leaseJobs(tenant));
    this.timerPoller = poller('timers', pollMs, (tenant) => this.timers(tenant));
    this.inboxPoller = poller('inbox', pollMs, (tenant) => this.inbox(tenant));
    this.tidyPoller = poller('tidy', TIDY_MS, (tenant) => tidy(options.database, tenant, options));
  }

  start(): void {
    this.running = true;
    for (const poller of this.pollers) poller.start();
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.pollers.map((poller) => poller.stop()));
  }

  private get pollers(): readonly Poller[] {
    return [this.jobPoller, this.timerPoller, this.inboxPoller, this.tidyPoller];
  }

  /** There is room for jobs again. */
  nudgeJobs(): void {
    this.jobPoller.nudge();
  }

  /** A commit of this node has left work behind. */
  committed({ tenant, inbox, timerDueAt, jobsDueAt }: Committed): void {
    if (!this.running) return;
    for (const row of inbox) void this.deliver(tenant, row);
    const now = this.options.database.clock.now();
    if (timerDueAt !== Infinity) this.timerPoller.nudgeIn(timerDueAt - now);
    if (jobsDueAt !== Infinity) this.jobPoller.nudgeIn(jobsDueAt - now);
  }

  /** Does all that is due now, and what that leads to, until nothing is left. */
  async settle(): Promise<void> {
    const { options } = this;
    options.jobs.open();
    for (;;) {
      for (const tenant of options.tenants) await options.lane(tenant).idle();
      await options.jobs.whenIdle();
      let any = false;
      for (const poller of this.pollers) any = (await poller.exhaust()) || any;
      const busy = options.jobs.busy || this.taken.size > 0;
      if (!any && !busy) return;
    }
  }

  private async everywhere(look: (tenant: string) => Promise<Looked>): Promise<Looked> {
    let all: Looked = 'nothing';
    for (const tenant of this.options.tenants) {
      const looked = await look(tenant);
      if (looked === 'more' || all === 'nothing') all = looked;
    }
    return all;
  }

  private async leaseJobs(tenant: string): Promise<Looked> {
    const { jobs, handlers, database, leaseMs, lane } = this.options;
    const types = handlers.serviceTypes;
    if (types.length === 0) return 'nothing';
    const { due, nextAt } = await database.read(tenant, async (tx) => ({
      due: await hasDueJobs(tx, types),
      nextAt: await nextJobAt(tx),
    }));
    if (!due) {
      if (nextAt !== undefined) this.jobPoller.nudgeIn(this.nap(nextAt));
      return 'nothing';
    }
    const limit = Math.min(jobs.room, CHUNK);
    if (limit <= 0) {
      jobs.leftSome();
      return 'nothing';
    }
    const work = new LeaseWork({
      types,
      limit,
      leaseMs,
      newLease: () => jobs.newLease(),
      isHeld: (lease) => jobs.isHeld(lease),
    });
    const rows = await lane(tenant).submit(work);
    jobs.take(tenant, rows, 0);
    if (rows.length < limit) return rows.length === 0 ? 'nothing' : 'some';
    if (jobs.room <= 0) jobs.leftSome();
    return jobs.room > 0 ? 'more' : 'some';
  }

  private async timers(tenant: string): Promise<Looked> {
    const { looked, nextAt } = await fireTimers(this.options.database, this.options.lane(tenant), tenant);
    if (nextAt !== undefined) this.timerPoller.nudgeIn(this.nap(nextAt));
    return looked;
  }

  private nap(until: number): number {
    return Math.min(until - this.options.database.clock.now(), LONGEST_NAP_MS);
  }

  private async inbox(tenant: string): Promise<Looked> {
    const due = await this.options.database.read(tenant, (tx) => dueInbox(tx, CHUNK));
    const fresh = due.filter((row) => !this.taken.has(`${tenant}/${row.id}`));
    await Promise.all(fresh.map((row) => this.deliver(tenant, row)));
    return fresh.length === 0 ? 'nothing' : due.length === CHUNK ? 'more' : 'some';
  }

  /** What fails here stays in the inbox, and is looked at again later. */
  private async deliver(tenant: string, row: InboxRow): Promise<void> {
    const key = `${tenant}/${row.id}`;
    this.taken.add(key);
    try {
      await this.options.lane(tenant).submit(new InboxWork(row));
    } catch (error) {
      this.options.log.warn({ error, inbox: row.id }, 'a command from one case to another goes on later');
    } finally {
      this.taken.delete(key);
    }
  }
}
