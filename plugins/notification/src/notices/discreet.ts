import type { Json, JsonObject } from '@libro-firma/engine/plugin';

/** What stands for the subject of a confidential act wherever a notice would name it. */
const SUBJECT = 'atto riservato';
const REASON = 'il motivo è nella pratica';
/** What stands for anything else of it. */
export const OTHER = 'dato riservato';

/** Variables that say where an act is and under which number, never what it is about. */
const OPEN: ReadonlySet<string> = new Set([
  'case',
  'registration',
  'register',
  'book',
  'office',
  'outcome',
  'transmissionMode',
  'signatures',
  'deadline',
]);

/** A sentence that a calling route has made: what it took from the case is hidden in it, its own words are not. */
const COMPOSED = 'announcement';

const wordsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
};

/** Short words could stand within others by chance. */
const patternOf = (words: string): string => {
  const pattern = words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return words.length < 4 ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
};

/**
 * A route's own words about a confidential act, for those who may see it: a notice stands on a screen that others see too,
 * so of all that the case holds only number, book and office are in it, and neither the subject nor what was written
 * about it.
 */
export const discreet = (text: string, title: string, variables: readonly JsonObject[]): string => {
  const whole = text.toLowerCase();
  const instead = new Map<string, string | undefined>();
  const put = (value: Json | undefined, by: string | undefined): void => {
    for (const words of value === undefined ? [] : wordsIn(value)) {
      const key = words.toLowerCase();
      if (whole.includes(key)) instead.set(key, by);
    }
  };
  const all = variables.flatMap((held) => Object.entries(held));
  for (const [name, value] of all) if (!OPEN.has(name) && name !== COMPOSED) put(value, OTHER);
  for (const [name, value] of all) if (OPEN.has(name)) put(value, undefined);
  for (const [name, value] of all) if (name === 'reason') put(value, REASON);
  for (const [name, value] of all) if (name === 'subject') put(value, SUBJECT);
  put(title, SUBJECT);
  if (instead.size === 0) return text;
  const longestFirst = [...instead.keys()].sort((one, other) => other.length - one.length);
  return text.replace(new RegExp(longestFirst.map(patternOf).join('|'), 'giu'), (found) => {
    const key = found.toLowerCase();
    return instead.has(key) ? (instead.get(key) ?? found) : OTHER;
  });
};
