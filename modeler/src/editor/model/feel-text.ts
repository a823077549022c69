/** Small pieces of FEEL (DMN 1.3, chapter 10) as text: what the forms write, and read back. */

/** `=` begins an expression in every field of a diagram that may hold one. */
export const isFeel = (text: string): boolean => text.trimStart().startsWith('=');

/** What stands behind the `=`. */
export const feelBody = (text: string): string => text.trimStart().replace(/^=/, '').trim();

export const quote = (text: string): string => JSON.stringify(text);

/** The text of a string literal, or `undefined` when it is none. */
export const unquote = (literal: string): string | undefined => {
  const text = literal.trim();
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // FEEL knows escapes that JSON does not: left to who writes FEEL.
    return undefined;
  }
};

/** `book.secondSigner`: a variable, or a part of one. */
export const PATH = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/;

/** The name of a variable. */
export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Splits at a separator that stands outside strings and brackets. */
export const splitOutside = (text: string, separator: string): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at));
      at += separator.length - 1;
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
};
