import { expect } from 'chai';
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { parsed, placeOf, sources, walk, written } from '../support/texts.js';

/** The screens of the modeler: its own, and what it takes from the desk. */
const OWN = ['modeler/src/app', 'desk/src/kit', 'desk/src/shell'];

/** Words that give an Italian sentence away, and that are none in English. */
const ITALIAN = /(^|[^\p{L}])(il|lo|gli|una|di|del|della|dei|che|non|è|per|con|alla|nel|già|da|più|si)(?=[^\p{L}]|$)/iu;
/** Attributes that people read. */
const READ = new Set([
  'title',
  'label',
  'hint',
  'placeholder',
  'help',
  'aria-label',
  'alt',
  'useLabel',
  'confirmLabel',
]);
const NAMES = new Set(['Libro Firma', 'Menu', 'E-mail', 'Password']);

const letters = (text: string): boolean => /\p{L}{2}/u.test(text) && !NAMES.has(text.trim());

const isSaid = (node: ts.Node): boolean => {
  for (let above = node.parent; !ts.isSourceFile(above); above = above.parent) {
    if (ts.isCallExpression(above) && above.expression.getText() === 'say') return true;
    if (ts.isTypeNode(above) || ts.isImportDeclaration(above)) return true;
    if (ts.isObjectLiteralExpression(above) && above.properties.some((one) => one.name?.getText() === 'en'))
      return true;
  }
  return false;
};

/** Texts that stand in a file in one language only. */
const bareIn = (path: string): readonly string[] => {
  const found: string[] = [];
  walk(parsed(path), (node) => {
    if (ts.isJsxText(node) && letters(node.text)) found.push(`${placeOf(node)} ${node.text.trim()}`);
    const text = written(node);
    if (text === undefined || isSaid(node)) return;
    const attribute = ts.isJsxAttribute(node.parent) ? node.parent.name.getText() : undefined;
    if (attribute === undefined ? / /.test(text) && ITALIAN.test(text) : READ.has(attribute) && letters(text))
      found.push(`${placeOf(node)} ${text}`);
  });
  return found;
};

const importsOf = (path: string): readonly { readonly name: string; readonly file: string }[] =>
  parsed(path).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const from = statement.moduleSpecifier.text;
    if (!/^\..*\.js$/.test(from)) return [];
    const base = join(dirname(path), from.replace(/\.js$/, ''));
    const [file] = sources(`${base}.ts`, `${base}.tsx`);
    const bound = statement.importClause?.namedBindings;
    const names = bound !== undefined && ts.isNamedImports(bound) ? bound.elements.map(({ name }) => name.text) : [''];
    return file === undefined ? [] : names.map((name) => ({ name, file }));
  });

/** Components that a plugin's screens bring for fields, and for the bar on top of every page. */
const lentFiles = (index: string): readonly string[] => {
  const used: string[] = [];
  walk(parsed(index), (node) => {
    if (!ts.isPropertyAssignment(node) || !['fields', 'headerItems'].includes(node.name.getText())) return;
    walk(node.initializer, (part) => {
      if (ts.isPropertyAssignment(part) && part.name.getText() === 'component') used.push(part.initializer.getText());
    });
  });
  return importsOf(index).flatMap(({ name, file }) => (used.includes(name) ? [file] : []));
};

const withImports = (begin: readonly string[]): readonly string[] => {
  const found = new Set(begin);
  for (const path of found) for (const { file } of importsOf(path)) found.add(file);
  return [...found];
};

describe('the modeler in two languages', function () {
  this.timeout(60_000);

  it('every text of its own screens, and of what the desk lends it, is said in both', () => {
    const paths = sources(...OWN);
    expect(paths.length).to.be.greaterThan(100);
    expect(paths.flatMap(bareIn)).to.deep.equal([]);
  });

  it('every text of the fields and header items that plugins bring is said in both', () => {
    const fields = sources('plugins/*/src/desk/index.tsx').flatMap(lentFiles);
    expect(fields.map((path) => path.split('/').at(-1))).to.include.members([
      'bundle-field.tsx',
      'recipients-field.tsx',
    ]);
    expect(withImports(fields).flatMap(bareIn)).to.deep.equal([]);
  });
});
