import type { CheckPurpose, CheckReport } from '../ports.js';
import type { CheckLimits } from './limits.js';

/** What the pool asks of its child process. */
export interface CheckRequest {
  readonly id: number;
  readonly path: string;
  readonly purpose: CheckPurpose;
  readonly limits: CheckLimits;
}

export interface CheckAnswer {
  readonly id: number;
  readonly report: CheckReport;
}
