import { inspect } from 'node:util';
import type { Logger } from '../plugin/plugin.js';

/** A log whose lines are kept, for assertions. */
export interface RecordingLog extends Logger {
  /** Each as one text: level, message, everything in the fields. */
  readonly lines: readonly string[];
}

/** Keeps what is logged, for tests that look at it. */
export const recordingLog = (): RecordingLog => {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${inspect(fields, { depth: 10 })}`);
  };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
};
