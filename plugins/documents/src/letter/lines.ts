/** Width of a text in points. */
export type Measure = (text: string) => number;

/**
 * Breaks one paragraph into lines no wider than `width` points. Breaks at blanks (not at no-break spaces) and after hyphens;
 * a word that is wider than a line is broken where it must.
 */
export const breakLines = (text: string, width: number, measure: Measure): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const part of fitting(piece, width, measure)) {
      if (line !== '') lines.push(line);
      line = part;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
};

/** Words with the blank that follows them, or up to their hyphen. */
const pieces = (text: string): readonly string[] =>
  text
    .replace(/[^\S\u00a0\u202f]+/g, ' ')
    .trim()
    .match(/[^ -]{2,}-+(?=[^ \d])|[^ ]+ ?/g) ?? [];

const fitting = (piece: string, width: number, measure: Measure): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const letter of piece) {
    if (part !== '' && measure((part + letter).trimEnd()) > width) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
};
