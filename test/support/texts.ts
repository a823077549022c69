import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Stands where a text has something put into it. */
export const HOLE = '\u0000';

/** A text of the screens or of an answer, where it stands in the source. */
export interface Said {
  readonly where: string;
  readonly it: string;
  /** Missing where there is only Italian. */
  readonly en: string | undefined;
}

/** Paths of the source files that git knows or will know, by its own patterns. */
export const sources = (...patterns: readonly string[]): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));

export const parsed = (path: string): ts.SourceFile =>
  ts.createSourceFile(
    path,
    readFileSync(join(root, path), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

export const placeOf = (node: ts.Node): string => {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

/** What is written in quotes, with a {@link HOLE} for each `${...}`; `undefined` for what is computed. */
export const written = (node: ts.Node): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join('');
  return undefined;
};

export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
};

const property = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  const found = node.properties.find((one) => one.name?.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
};

/** Either branch of a choice. */
const branches = (node: ts.Expression | undefined): readonly ts.Expression[] => {
  if (node === undefined) return [];
  return ts.isConditionalExpression(node) ? [...branches(node.whenTrue), ...branches(node.whenFalse)] : [node];
};

const pairs = (node: ts.Node): readonly (readonly [ts.Expression | undefined, ts.Expression | undefined])[] => {
  if (ts.isCallExpression(node) && node.expression.getText() === 'say') return [[node.arguments[0], node.arguments[1]]];
  if (ts.isObjectLiteralExpression(node)) {
    const it = property(node, 'it');
    if (it !== undefined) return [[it, property(node, 'en')]];
  }
  return [];
};

/** Every `say('…', '…')` and every `{ it: '…', en: '…' }` of the files. */
export const textsIn = (paths: readonly string[]): readonly Said[] =>
  paths.flatMap((path) => {
    const found: Said[] = [];
    walk(parsed(path), (node) => {
      for (const [italian, english] of pairs(node)) {
        const others = branches(english);
        branches(italian).forEach((one, at) => {
          const it = written(one);
          const other = others[at];
          if (it !== undefined) found.push({ where: placeOf(one), it, en: other && written(other) });
        });
      }
    });
    return found;
  });
