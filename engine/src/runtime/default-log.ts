import type { Logger } from '../plugin/plugin.js';

const line = (level: string, fields: object, message: string): void => {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  );
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...plain })}\n`);
};

/** Warnings and errors as JSON lines on standard error, for an engine that was given no logger. */
export const defaultLog: Logger = {
  info: () => undefined,
  warn: (fields, message) => line('warn', fields, message),
  error: (fields, message) => line('error', fields, message),
};
