import type { Live, TenantId } from '@libro-firma/engine/plugin';
import type { ProviderRegistry } from '../keys/registry.js';
import type { FinishServices } from './finish-item.js';

export interface WorkerServices extends FinishServices {
  readonly providers: ProviderRegistry;
  readonly live: Live;
  readonly tenants: readonly TenantId[];
}

export interface WorkerOptions {
  /** A batch that nobody works on for so long is taken up by another process, milliseconds. */
  readonly leaseMs: number;
  /** How often abandoned batches are looked for, milliseconds. */
  readonly pollMs: number;
  /** How long a batch waits for its PIN, milliseconds. */
  readonly pinMs: number;
  /** Attempts to finish one signed document before it is put off to the next look. */
  readonly attempts: number;
  /** Before the second attempt, milliseconds; doubled for each further one. */
  readonly delayMs: number;
  /** Told after each durable step, in tests: a process may end there. */
  readonly onStep?: (step: WorkerStep) => void;
}

export type WorkerStep = 'prepared' | 'authorised' | 'hashSigned' | 'signatureStored' | 'committed';

export const defaultWorker: WorkerOptions = {
  leaseMs: 60_000,
  pollMs: 15_000,
  pinMs: 15 * 60_000,
  attempts: 5,
  delayMs: 500,
};
