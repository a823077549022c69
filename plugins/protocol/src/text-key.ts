/** What a search compares: letters and digits, lower case, without accents, words parted by one space. */
export const textKey = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Patterns for `like`, one a word. Keys hold no `%` or `_`, so nothing needs escaping. */
export const wordPatterns = (text: string): readonly string[] =>
  textKey(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `%${word}%`);
