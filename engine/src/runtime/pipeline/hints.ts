import type { CaseHint } from '../../plugin/live.js';

/** The contract's own: what plugins are told is what the desk is told. */
export type Hint = CaseHint;

export interface HintBatch {
  readonly tenant: string;
  readonly hints: readonly Hint[];
}
