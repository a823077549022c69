import type { Json, JsonObject } from '../../plugin/json.js';

export type ScriptLanguage = 'feel' | 'javascript';

export interface ScriptRequest {
  readonly id: number;
  readonly language: ScriptLanguage;
  readonly source: string;
  readonly variables: JsonObject;
  /** UTC milliseconds, for FEEL's `now()`. */
  readonly now: number;
  readonly timeZone: string;
  /** The most that JavaScript may use, in bytes. */
  readonly memoryBytes: number;
}

/** The first thing that a process says, once it can run scripts. */
export const READY = 'ready';

export type ScriptReply =
  | { readonly id: number; readonly value: Json }
  /** `spent`: memory ran out; the process has to be replaced. */
  | { readonly id: number; readonly error: string; readonly spent: boolean };
