import { z } from 'zod';

const NULL = '\u0000';

/** Cursors are opaque, and yet what is in them reaches the database too. */
const isSpoilt = (text: string, name: PropertyKey | undefined): boolean => {
  if (text.includes(NULL)) return true;
  if (name !== 'cursor') return false;
  const place = Buffer.from(text, 'base64url').toString();
  return place.includes(NULL) || place.includes('\\u0000');
};

/** Goes over every value of every request: no pair is made of each, and the path only on the way back. */
const placeIn = (value: unknown, name?: PropertyKey): readonly PropertyKey[] | undefined => {
  if (typeof value === 'string') return isSpoilt(value, name) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    if (typeof key === 'string' && key.includes(NULL)) return [];
    const found = placeIn((value as Readonly<Record<PropertyKey, unknown>>)[key], key);
    if (found !== undefined) return [key, ...found];
  }
  return undefined;
};

/**
 * U+0000 anywhere in what was sent, as a schema would tell it. PostgreSQL keeps it in no text, and no keyboard has it: it is
 * refused before a route's own schema, which would let it through.
 */
export const nullCharacterIn = (value: unknown): z.ZodError | undefined => {
  const path = placeIn(value);
  if (path === undefined) return undefined;
  const message = 'contiene il carattere nullo (U+0000), che non si può conservare: toglilo';
  return new z.ZodError([{ code: 'custom', path: [...path], message, input: undefined }]);
};
