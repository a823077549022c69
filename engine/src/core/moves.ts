import type { Expression, Flow, MessageDefinition, Node, NodeType, TimerDefinition } from '../model/index.js';
import type { Form } from '../plugin/forms.js';
import type { Json, JsonObject } from '../plugin/json.js';
import type { Said } from '../plugin/said.js';
import type { Token } from './state.js';

/** What a behaviour wants done with its token; the step does it. Data only, so a behaviour can be read as a table. */
export type Move =
  /** The token goes on by these flows: one takes it along, more split it. */
  | { readonly move: 'leave'; readonly flows: readonly Flow[] }
  /** The element is done: output mapping, then out by all its flows. `merge`: without mapping, into the process. */
  | { readonly move: 'complete'; readonly output: JsonObject; readonly merge: boolean }
  | { readonly move: 'end' }
  /** Wait for the others. */
  | { readonly move: 'join' }
  /** Other tokens at this element are used up with this one. */
  | { readonly move: 'consume'; readonly tokens: readonly number[] }
  | {
      readonly move: 'openTask';
      readonly type?: string;
      readonly config: JsonObject;
      readonly candidates: readonly string[];
      readonly dueAt?: number;
      readonly form?: Form;
    }
  | {
      readonly move: 'openJob';
      readonly type: string;
      readonly config: JsonObject;
      readonly input: JsonObject;
      readonly inline: boolean;
    }
  | { readonly move: 'armTimer'; readonly timer: TimerDefinition }
  | { readonly move: 'subscribe'; readonly message: MessageDefinition }
  | { readonly move: 'publish'; readonly message: string; readonly key: string; readonly variables: JsonObject }
  | { readonly move: 'openScope' }
  | { readonly move: 'call'; readonly processId: string; readonly variables: JsonObject }
  | { readonly move: 'throwError'; readonly code: string; readonly message: Said }
  /** Everything in this scope ends (BPMN 2.0.2, 13.5.6). */
  | { readonly move: 'terminate' }
  /** Cannot go on without a person: an incident. */
  | { readonly move: 'fail'; readonly code: string; readonly message: Said };

/** What came back to a waiting token. */
export type Trigger =
  | { readonly kind: 'task'; readonly output: JsonObject }
  | { readonly kind: 'job'; readonly output: JsonObject }
  | { readonly kind: 'timer' }
  | { readonly kind: 'message'; readonly variables: JsonObject }
  /** The embedded sub-process ended; these were its own variables. */
  | { readonly kind: 'scope' }
  | { readonly kind: 'call'; readonly output: JsonObject };

/** What a behaviour may see: read-only, as of now. */
export interface View {
  readonly now: number;
  readonly timeZone: string;
  evaluate(expression: Expression): Json;
  /** Every variable in scope. */
  variables(): JsonObject;
  /** Tokens that wait at this element in the same scope, the asking one left out. */
  joined(): readonly Token[];
}

/** One BPMN element. It returns data and touches nothing. */
export interface Behavior<N extends Node> {
  /** A token arrives. */
  enter(node: N, token: Token, view: View): readonly Move[];
  /** What the token waited for came back. */
  resume?(node: N, trigger: Trigger, view: View): readonly Move[];
}

export type Behaviors = { readonly [T in NodeType]: Behavior<Extract<Node, { type: T }>> };
