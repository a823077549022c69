import type { z } from 'zod';
import { refusals } from './refusals.js';

/** Where the next page of a list begins: opaque to whoever gets it. */
export const writeCursor = (place: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws LibroFirmaError `server.cursor` when it is not one that {@link writeCursor} made */
export const readCursor = <T extends z.ZodType>(cursor: string, schema: T): z.output<T> => {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refusals.cursor();
  }
  const read = schema.safeParse(place);
  if (!read.success) throw refusals.cursor();
  return read.data;
};
