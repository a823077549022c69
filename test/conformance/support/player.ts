import type { Json, JsonObject, StepManifest } from '@libro-firma/engine/plugin';

/** What a service of the test does when its job runs. */
export type Service = (input: JsonObject, config: JsonObject, attempt: number) => Answer;
export type Answer =
  | { readonly output: JsonObject }
  | { readonly error: string; readonly message?: string }
  | { readonly fail: string; readonly retryable?: boolean };

export interface Given {
  /** The diagram under test first, then those that it calls. */
  readonly diagrams: readonly string[];
  readonly services?: Readonly<Record<string, Service>>;
}

/** One run through a diagram, whoever executes it: the pure step alone, or the engine on a database. */
export interface Player {
  start(variables?: JsonObject): Promise<void>;
  complete(
    element: string,
    how?: { outcome?: string; reason?: string; values?: JsonObject; actor?: string },
  ): Promise<void>;
  claim(element: string, actor: string): Promise<void>;
  /** Moves the clock; what becomes due fires in its order. */
  pass(duration: string): Promise<void>;
  message(name: string, key: string, variables?: JsonObject): Promise<void>;
  retry(element: string, variables?: JsonObject): Promise<void>;
  resolve(element: string, output: JsonObject): Promise<void>;
  cancel(): Promise<void>;
  /** Elements in the order in which tokens came to them, called instances left out. */
  trace(): Promise<readonly string[]>;
  /** Elements with an open task, sorted. */
  tasks(): Promise<readonly string[]>;
  variables(): Promise<JsonObject>;
  variable(name: string): Promise<Json | undefined>;
  /** The built-in variable `case`. */
  about(): Promise<Json | undefined>;
  state(): Promise<string>;
  /** Code of the open incident at an element. */
  incident(element: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** A step for tests: no configuration is required, everything is let through. */
export const testStep = (type: string, more: Partial<StepManifest> = {}): StepManifest => ({
  type,
  label: { it: type },
  icon: 'it-settings',
  appliesTo: 'bpmn:ServiceTask',
  config: { type: 'object' },
  onUnknownOutcome: 'retry',
  retry: { attempts: 3, delayMs: 1000, maxDelayMs: 60_000 },
  timeoutMs: 10_000,
  ...more,
});
