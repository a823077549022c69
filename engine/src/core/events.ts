import type { Json, JsonObject } from '../plugin/json.js';
import type { Said } from '../plugin/said.js';
import type { Instance, InstanceState, MultiInstance, Scope, Token } from './state.js';

/**
 * The history. The state changes by {@link apply}ing these and by nothing else, so `fold(events)` is the state.
 * Each is what happened, in the order in which it happened.
 */
export type Event =
  | { readonly type: 'instanceStarted'; readonly instance: Instance }
  | { readonly type: 'instanceEnded'; readonly state: InstanceState; readonly at: number }
  | { readonly type: 'clockMoved'; readonly clock: number }
  | { readonly type: 'scopeOpened'; readonly scope: Omit<Scope, 'tokens' | 'children'> }
  | { readonly type: 'scopeClosed'; readonly n: number }
  | { readonly type: 'multiChanged'; readonly n: number; readonly change: Partial<MultiInstance> }
  /** `n`: the body. With an output the iteration's own scope keeps it; without one that scope is closed. */
  | {
      readonly type: 'iterationDone';
      readonly n: number;
      readonly scope?: number;
      readonly index?: number;
      readonly output?: Json;
    }
  /** A token stands at an element: `activity` or event entered. */
  | { readonly type: 'entered'; readonly scope: number; readonly token: Token }
  /** What the token waits for, or what hangs on it, changed. */
  | { readonly type: 'changed'; readonly scope: number; readonly token: Token }
  /** The token left: by a flow, consumed by a join, ended, or taken away. */
  | {
      readonly type: 'left';
      readonly scope: number;
      readonly n: number;
      readonly at: string;
      readonly how: 'flow' | 'joined' | 'ended' | 'cancelled';
      readonly flows?: readonly string[];
    }
  | { readonly type: 'variablesSet'; readonly scope: number; readonly values: JsonObject }
  | { readonly type: 'taskAssigned'; readonly n: number; readonly to?: string; readonly by: string }
  | {
      readonly type: 'taskCompleted';
      readonly n: number;
      readonly at: string;
      readonly by: string;
      readonly onBehalfOf?: string;
      readonly outcome?: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'incidentOpened';
      readonly n: number;
      readonly at: string;
      readonly code: string;
      readonly message: Said;
    }
  | {
      readonly type: 'incidentClosed';
      readonly n: number;
      readonly how: 'retried' | 'resolved' | 'cancelled';
      readonly by?: string;
      readonly reason?: string;
    };
