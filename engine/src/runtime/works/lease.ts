import type { JobRow } from '../../store/index.js';
import type { Attempt } from '../pipeline/attempt.js';
import { keyText } from '../pipeline/rows.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';

/** Takes jobs that are due. One whose lease has run out may have had its effect already. */
export class LeaseWork implements Work<readonly JobRow[]> {
  readonly kind = 'lease';

  constructor(
    private readonly request: {
      readonly types: readonly string[];
      readonly limit: number;
      readonly leaseMs: number;
      newLease(): string;
      /** Leases of this very node that it still works on: a clock that jumped does not end them. */
      isHeld(lease: string): boolean;
    },
  ) {}

  seek(): void {
    // What is due is only known when it is asked for.
  }

  async carryOut(attempt: Attempt): Promise<readonly JobRow[]> {
    const { types, limit, leaseMs, newLease, isHeld } = this.request;
    const { store } = attempt.commit.context;
    const due = await store.dueJobs(attempt.commit.tx, types, limit);
    const leased = due
      .filter((row) => !attempt.book.jobs.knows(keyText(row)) && !(row.lease !== undefined && isHeld(row.lease)))
      .map((row): JobRow => {
        const lost = row.state === 'leased';
        return {
          ...row,
          state: row.state === 'cancelling' ? 'cancelling' : 'leased',
          dueAt: attempt.now + leaseMs,
          lease: newLease(),
          losses: lost ? row.losses + 1 : row.losses,
          suspect: row.suspect || lost,
        };
      });
    attempt.note((book) => {
      for (const row of leased) book.jobs.change(row);
    });
    return leased;
  }
}

/** Keeps leases alive while their jobs run. */
export class RenewWork implements Work<void> {
  readonly kind = 'renew';

  constructor(
    private readonly jobs: readonly JobRow[],
    private readonly leaseMs: number,
  ) {}

  seek(wants: Wants): void {
    for (const job of this.jobs) wants.jobs.set(keyText(job), job);
  }

  async carryOut(attempt: Attempt): Promise<void> {
    attempt.note((book) => {
      for (const { lease, instance, n } of this.jobs) {
        const row = book.jobs.get({ instance, n });
        if (row?.lease === lease && row !== undefined) book.jobs.change({ ...row, dueAt: attempt.now + this.leaseMs });
      }
    });
  }
}

/** The handler has been told that its job was taken away; or it could not be told, and will be later. */
export class CancelledWork implements Work<void> {
  readonly kind = 'cancelled';

  constructor(
    private readonly job: JobRow,
    private readonly retryAt: number | undefined,
  ) {}

  seek(wants: Wants): void {
    wants.jobs.set(keyText(this.job), this.job);
  }

  async carryOut(attempt: Attempt): Promise<void> {
    attempt.note((book) => {
      const row = book.jobs.get(this.job);
      if (row?.state !== 'cancelling' || row.lease !== this.job.lease) return;
      if (this.retryAt === undefined) book.jobs.drop(row);
      else book.jobs.change({ ...row, dueAt: this.retryAt, attempt: row.attempt + 1, lease: undefined });
    });
  }
}
