import type { Form } from '../plugin/forms.js';
import type { JsonObject } from '../plugin/json.js';
import type { Said } from '../plugin/said.js';
import type { Command, StartCommand } from './commands.js';

/**
 * What a step asks of the world: rows to write in its own transaction and commands for other instances. `path` is the
 * chain of inner scopes from the outermost (left out) down to the one that holds the token, so that whoever comes back
 * with a command can load exactly those scopes.
 */
export type Effect =
  | OpenTask
  | { readonly kind: 'assignTask'; readonly n: number; readonly assignee: string | undefined }
  | {
      readonly kind: 'closeTask';
      readonly n: number;
      readonly state: 'completed' | 'cancelled';
      readonly by?: string;
      readonly onBehalfOf?: string;
      readonly outcome?: string;
      readonly reason?: string;
    }
  | OpenJob
  /** Another attempt of an open job, not before `dueAt`; why the last one failed. */
  | {
      readonly kind: 'retryJob';
      readonly n: number;
      readonly dueAt: number;
      readonly attempt: number;
      readonly group: number;
      readonly code: string;
      readonly message: Said;
    }
  /** The handler answered `waiting`: the job is out of the queue until `resumeStep(key)`. */
  | { readonly kind: 'parkJob'; readonly n: number; readonly key: string }
  /** `cancelled`: the token was taken away; the handler's `cancel` has to be told. */
  | { readonly kind: 'closeJob'; readonly n: number; readonly cancelled: boolean }
  | {
      readonly kind: 'armTimer';
      readonly n: number;
      readonly path: readonly number[];
      readonly element: string;
      /** By the clock, in a played trial too: its timers are moved when its time is. */
      readonly dueAt: number;
    }
  | { readonly kind: 'disarmTimer'; readonly n: number }
  | {
      readonly kind: 'subscribe';
      readonly n: number;
      readonly path: readonly number[];
      readonly element: string;
      readonly message: string;
      readonly key: string;
    }
  | { readonly kind: 'unsubscribe'; readonly n: number }
  /** A command for another instance; an inbox row in the same transaction. */
  | { readonly kind: 'send'; readonly to: string; readonly command: Command }
  /** The start of a called process by its BPMN process id: newest published version at the time of the call. */
  | { readonly kind: 'call'; readonly command: CallCommand }
  /** A message thrown by the process: to whoever waits for it, or a message start event. */
  | { readonly kind: 'publish'; readonly message: string; readonly key: string; readonly variables: JsonObject }
  | OpenIncident
  | { readonly kind: 'closeIncident'; readonly n: number };

/** A call activity's start: the runtime looks the definition up and turns it into a {@link StartCommand}. */
export type CallCommand = Omit<StartCommand, 'kind' | 'definitionId'> & { readonly processId: string };

export interface OpenTask {
  readonly kind: 'openTask';
  readonly n: number;
  readonly path: readonly number[];
  readonly element: string;
  readonly name: string;
  readonly type?: string;
  readonly config: JsonObject;
  readonly input: JsonObject;
  readonly form?: Form;
  readonly candidates: readonly string[];
  readonly dueAt?: number;
}

export interface OpenJob {
  readonly kind: 'openJob';
  readonly n: number;
  /** With instance, element and attempt group: the idempotency key. */
  readonly token: number;
  readonly path: readonly number[];
  readonly element: string;
  readonly name: string;
  /** A step type, or `script:javascript` / `script:feel`. */
  readonly type: string;
  readonly config: JsonObject;
  readonly input: JsonObject;
  readonly inline: boolean;
  readonly attempt: number;
  readonly group: number;
  readonly dueAt: number;
}

export interface OpenIncident {
  readonly kind: 'openIncident';
  readonly n: number;
  readonly path: readonly number[];
  readonly element: string;
  readonly code: string;
  readonly message: Said;
}
