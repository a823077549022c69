import type { SyntaxNode, Tree } from '@lezer/common';
import { evaluate } from 'feelin';
import type { Localized } from '../plugin/json.js';

/** The interpreter tells of itself which functions it has: a name that it does not know is one it warns of. */
const isBuiltin = (name: string): boolean =>
  evaluate(name, {}).warnings.every(({ type }) => type !== 'NO_VARIABLE_FOUND');

/**
 * A function that is none, or names side by side with nothing between them: both are `null` to the interpreter, whatever
 * the case holds, since a variable's name is one word and its value is no function.
 */
export const misusedName = (tree: Tree, source: string): Localized | undefined => {
  const own = new Set<string>();
  let functions = false;
  tree.iterate({
    enter: ({ node }) => {
      if (node.name === 'Name' || node.name === 'Key') own.add(spelled(node, source));
      if (node.name === 'FunctionDefinition') functions = true;
    },
  });
  let found: Localized | undefined;
  tree.iterate({
    enter: ({ node }) => {
      if (found !== undefined) return false;
      if (node.name === 'FunctionInvocation') found = notThere(node, source, own, functions);
      if (node.name === 'VariableName' || node.name === 'PathName') found ??= sideBySide(node, source, own);
      return undefined;
    },
  });
  return found;
};

const spelled = (node: SyntaxNode, source: string): string =>
  source.slice(node.from, node.to).replace(/^"|"$/g, '').replace(/\s+/g, ' ');

const notThere = (
  node: SyntaxNode,
  source: string,
  own: ReadonlySet<string>,
  functions: boolean,
): Localized | undefined => {
  const called = node.firstChild;
  if (called === null) return undefined;
  if (called.name === 'PathExpression') {
    if (functions) return undefined;
  } else if (called.name !== 'VariableName') return undefined;
  const name = spelled(called, source);
  if (called.name === 'VariableName' && (own.has(name) || isBuiltin(name))) return undefined;
  return { it: `La funzione ${name}() non esiste.`, en: `There is no function ${name}().` };
};

const sideBySide = (node: SyntaxNode, source: string, own: ReadonlySet<string>): Localized | undefined => {
  const first = node.firstChild;
  if (first === null || first.nextSibling === null) return undefined;
  const name = spelled(node, source);
  if (own.has(name) || (node.name === 'VariableName' && isBuiltin(name))) return undefined;
  return {
    it: `Fra le parole «${name}» manca un segno, per esempio = oppure and.`,
    en: `A sign is missing between the words "${name}", such as = or and.`,
  };
};
