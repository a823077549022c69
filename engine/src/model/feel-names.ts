const WORDS = new Set(
  'and or not if then else in true false null between instance of for return some every satisfies'.split(' '),
);

/**
 * Names of variables that an expression uses beyond the known ones. Texts, members (`.name`), functions and the words of
 * the language are none; a name that is spelled within a context counts, so rather too many than too few.
 */
export const unknownNames = (expression: string, known: ReadonlySet<string>): ReadonlySet<string> => {
  const source = expression.replace(/^\s*=/, '').replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const found = new Set<string>();
  for (const match of source.matchAll(/(?<![\w.])[\p{L}_][\p{L}\p{N}_]*/gu)) {
    const [name] = match;
    const isFunction = /^\s*\(/.test(source.slice(match.index + name.length)) && !known.has(name);
    if (!WORDS.has(name) && !isFunction && !known.has(name)) found.add(name);
  }
  return found;
};
