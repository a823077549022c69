/** The lease under which a job ran has ended: whatever it answered counts for nothing. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease of this job has ended');
  }
}
