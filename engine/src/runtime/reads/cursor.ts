import { LibroFirmaError } from '../../plugin/errors.js';
import type { Json } from '../../plugin/json.js';

/** A page, and where the next one begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export const encodeCursor = (position: readonly Json[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** What stands at one place of a position; numbers are those of a column: no fraction, and no more than it holds. */
type Kind = 'text' | 'integer' | 'instant';

const LARGEST_INTEGER = 2_147_483_647;

const fits = (value: unknown, kind: Kind | undefined): boolean => {
  if (kind === 'text') return typeof value === 'string';
  if (kind === undefined || !Number.isSafeInteger(value)) return false;
  return kind === 'instant' || Math.abs(Number(value)) <= LARGEST_INTEGER;
};

/** @throws LibroFirmaError `engine.cursor-invalid` */
export const decodeCursor = (
  cursor: string | undefined,
  kinds: readonly Kind[],
): readonly (string | number)[] | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(position) &&
      position.length === kinds.length &&
      position.every((one, at) => fits(one, kinds[at]))
    )
      return position as string[];
  } catch {
    // Told below, as any other cursor that is not ours.
  }
  throw new LibroFirmaError('invalid', 'engine.cursor-invalid', {
    it: 'La pagina chiesta non esiste. Torna alla prima pagina.',
    en: 'The cursor is not one that this list has given.',
  });
};

const LARGEST_PAGE = 200;
export const pageSize = (limit: number | undefined): number => Math.min(Math.max(limit ?? 50, 1), LARGEST_PAGE);

/** One row more than the page was read, to know whether another page follows. */
export const pageOf = <R, T>(
  rows: readonly R[],
  size: number,
  item: (row: R) => T,
  position: (row: R) => readonly Json[],
): Page<T> => {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next: rows.length > size && last !== undefined ? encodeCursor(position(last)) : null,
  };
};

/** For `like`: what stands for itself. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
