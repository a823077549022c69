import { createPort } from './ports.js';
import type { ActorId } from './directory.js';
import type { Json } from './json.js';
import type { TenantId } from './database.js';

/** A hint that something changed. The database is the truth: a client that misses one asks. */
export interface LiveEvent {
  /** `task.opened`, `task.completed`, `case.ended`, `signing.batch.progress` ... */
  readonly type: string;
  readonly instanceId?: string;
  readonly rev?: number;
  readonly data?: Json;
}

export type LiveTarget =
  { readonly actor: ActorId } | { readonly case: string } | { readonly room: `${string}:${string}` };

/** Sends hints to whoever is looking, after the commit. Never in a transaction. */
export interface Live {
  publish(tenant: TenantId, to: LiveTarget, event: LiveEvent): void;
}

export const Live = createPort<Live>('engine.live:1');
