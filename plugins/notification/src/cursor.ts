import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { z } from 'zod';

/** Where a page of a list ended. Opaque to the caller. */
export const writeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws `notification.cursor-invalid` for anything that {@link writeCursor} did not write for this list. */
export const readCursor = <const T extends readonly z.ZodType[]>(
  cursor: string,
  shape: T,
): { [K in keyof T]: z.output<T[K]> } => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return z.tuple(shape as unknown as [z.ZodType]).parse(value) as { [K in keyof T]: z.output<T[K]> };
  } catch (cause) {
    throw new LibroFirmaError(
      'invalid',
      'notification.cursor-invalid',
      {
        it: 'Il segno di proseguimento dell’elenco non è valido: ricarica l’elenco dall’inizio.',
        en: 'The cursor is not one that this list gave.',
      },
      { where: 'cursor', cause },
    );
  }
};

/** The query of every list. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
};
