import type { ErrorKind, Json } from '@libro-firma/engine/plugin';
import type { PreparedPdf, PrepareRequest } from '../pdf/prepare.js';
import type { TrustAnchor } from '../pdf/verify.js';
import type { VerificationReport } from '../report.js';

/** What the child process can do: name, what it takes, what it gives. Bytes travel as they are (structured clone). */
export interface Jobs {
  readonly prepare: { readonly takes: PrepareRequest; readonly gives: PreparedPdf };
  readonly verify: {
    readonly takes: { readonly pdf: Uint8Array; readonly anchors: readonly TrustAnchor[] };
    readonly gives: VerificationReport;
  };
}

export type JobName = keyof Jobs;

export interface JobRequest<N extends JobName = JobName> {
  readonly id: number;
  readonly job: N;
  readonly input: Jobs[N]['takes'];
}

/** A refusal crosses the border as data and becomes a `LibroFirmaError` again. */
export interface Refusal {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly text: string;
  readonly where?: string;
  readonly details?: { readonly [key: string]: Json };
}

export type JobAnswer =
  | { readonly id: number; readonly output: Jobs[JobName]['gives'] }
  | { readonly id: number; readonly refusal: Refusal }
  | { readonly id: number; readonly bug: string };
