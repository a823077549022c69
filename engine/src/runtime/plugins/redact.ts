import type { Logger } from '../../plugin/plugin.js';

const HIDDEN = '***';

/** A logger that never writes down one of these values, wherever it stands in what it is given. */
export const redacting = (log: Logger, secrets: readonly string[]): Logger => {
  if (secrets.length === 0) return log;
  const clean = (text: string): string => secrets.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
  const cleanValue = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return clean(value);
    if (typeof value !== 'object' || value === null || depth > 8) return value;
    if (value instanceof Error) {
      const copy = new Error(
        clean(value.message),
        value.cause === undefined ? {} : { cause: cleanValue(value.cause, depth + 1) },
      );
      copy.name = value.name;
      copy.stack = clean(value.stack ?? '');
      return copy;
    }
    if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanValue(inner, depth + 1)]));
  };
  const fields = (given: object): object => cleanValue(given, 0) as object;
  return {
    info: (given, message) => log.info(fields(given), clean(message)),
    warn: (given, message) => log.warn(fields(given), clean(message)),
    error: (given, message) => log.error(fields(given), clean(message)),
  };
};
