import { z } from 'zod';
import { writeCursor } from '../http/cursor.js';

/** Query parameters of every list. */
export const pageQuery = {
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/** The answer of every list: `next` is the cursor of the following page, `null` at the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** A page from one row more than it holds: whether that one came says if there are more. */
export const toPage = <R, T>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => readonly (string | number | null)[],
  itemOf: (row: R) => T,
): { items: T[]; next: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null,
  };
};

/** Somebody by name. */
export const Person = z.object({ id: z.string(), name: z.string() });
