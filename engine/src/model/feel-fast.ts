import type { SyntaxNode, Tree } from '@lezer/common';
import type { Json } from '../plugin/json.js';
import type { Variables } from './feel.js';

/** The answer of a fast expression for values on which only the full interpreter decides. */
export const Slow = Symbol('slow');
export type FastExpression = (variables: Variables) => Json | typeof Slow;

/**
 * Most expressions in diagrams are paths, comparisons and texts put together. They become closures here, some 200 times
 * faster than the interpreter, which parses at each call. Anything else is `undefined`, and values of other
 * types than the obvious ones are {@link Slow}: then feelin decides, so there is one semantics. A property test
 * holds the two against each other.
 */
export const compileFast = (tree: Tree, source: string): FastExpression | undefined => {
  const top = tree.topNode.firstChild;
  return top === null ? undefined : compileNode(top, source);
};

const compileNode = (node: SyntaxNode, source: string): FastExpression | undefined => {
  switch (node.name) {
    case 'StringLiteral':
      return stringLiteral(textOf(node, source));
    case 'NumericLiteral':
      return /^\d+(\.\d+)?$/.test(textOf(node, source)) ? fixed(Number(textOf(node, source))) : undefined;
    case 'BooleanLiteral':
      return fixed(textOf(node, source) === 'true');
    case 'null':
      return fixed(null);
    case 'VariableName':
      return variable(node, source);
    case 'PathExpression':
      return path(node, source);
    case 'ParenthesizedExpression':
      return compileOnly(
        children(node).filter((child) => child.name !== '(' && child.name !== ')'),
        source,
      );
    case 'Comparison':
      return comparison(node, source);
    case 'Conjunction':
      return logical(node, source, true);
    case 'Disjunction':
      return logical(node, source, false);
    case 'ArithmeticExpression':
      return addition(node, source);
    case 'List':
      return list(node, source);
    default:
      return undefined;
  }
};

const textOf = (node: SyntaxNode, source: string): string => source.slice(node.from, node.to);

const fixed =
  (value: Json): FastExpression =>
  () =>
    value;

const children = (node: SyntaxNode): SyntaxNode[] => {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) all.push(child);
  return all;
};

const compileOnly = (nodes: readonly SyntaxNode[], source: string): FastExpression | undefined => {
  const [only, more] = nodes;
  return only === undefined || more !== undefined ? undefined : compileNode(only, source);
};

const stringLiteral = (text: string): FastExpression | undefined =>
  text.includes('\\') ? undefined : fixed(text.slice(1, -1));

/** Names of one word only: those with spaces depend on what is in scope. */
const simpleName = (node: SyntaxNode, source: string): string | undefined => {
  const text = textOf(node, source);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && text !== 'item' ? text : undefined;
};

const variable = (node: SyntaxNode, source: string): FastExpression | undefined => {
  const name = simpleName(node, source);
  return name === undefined ? undefined : (variables) => variables.get(name) ?? Slow;
};

const path = (node: SyntaxNode, source: string): FastExpression | undefined => {
  const parts = children(node).filter((child) => child.name !== '.');
  const [head, tail] = parts;
  if (head === undefined || tail === undefined || parts.length !== 2 || tail.name !== 'PathName') return undefined;
  const of = compileNode(head, source);
  const key = simpleName(tail, source);
  if (of === undefined || key === undefined) return undefined;
  return (variables) => {
    const value = of(variables);
    if (value === Slow || value === null || typeof value !== 'object' || Array.isArray(value)) return Slow;
    const found = Object.hasOwn(value, key) ? (value as { [key: string]: Json })[key] : undefined;
    return found ?? Slow;
  };
};

const compare: Readonly<Record<string, (left: number | string, right: number | string) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const comparison = (node: SyntaxNode, source: string): FastExpression | undefined => {
  const parts = children(node);
  const [first, operator, second] = parts;
  if (first === undefined || operator?.name !== 'CompareOp' || second === undefined || parts.length !== 3)
    return undefined;
  const left = compileNode(first, source);
  const right = compileNode(second, source);
  if (left === undefined || right === undefined) return undefined;
  const sign = textOf(operator, source);
  const order = compare[sign];
  if (order === undefined && sign !== '=' && sign !== '!=') return undefined;
  return (variables) => {
    const a = left(variables);
    const b = right(variables);
    if (a === Slow || b === Slow || typeof a !== typeof b || (a === null) !== (b === null)) return Slow;
    if (order === undefined) return typeof a === 'object' && a !== null ? Slow : (a === b) === (sign === '=');
    return typeof a === 'number' && typeof b === 'number' ? order(a, b) : Slow;
  };
};

const logical = (node: SyntaxNode, source: string, and: boolean): FastExpression | undefined => {
  const parts = children(node).filter((child) => child.name !== (and ? 'and' : 'or'));
  const terms = parts.map((part) => compileNode(part, source));
  if (!terms.every((term) => term !== undefined)) return undefined;
  return (variables) => {
    let result = and;
    for (const term of terms) {
      const value = term(variables);
      if (typeof value !== 'boolean') return Slow;
      result = and ? result && value : result || value;
    }
    return result;
  };
};

const addition = (node: SyntaxNode, source: string): FastExpression | undefined => {
  const parts = children(node);
  const [first, operator, second] = parts;
  if (first === undefined || operator === undefined || second === undefined || parts.length !== 3) return undefined;
  if (textOf(operator, source) !== '+') return undefined;
  const left = compileNode(first, source);
  const right = compileNode(second, source);
  if (left === undefined || right === undefined) return undefined;
  return (variables) => {
    const a = left(variables);
    const b = right(variables);
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    return typeof a === 'number' && typeof b === 'number' ? a + b : Slow;
  };
};

const list = (node: SyntaxNode, source: string): FastExpression | undefined => {
  const items = children(node).filter((child) => !['[', ']', ','].includes(child.name));
  const compiled = items.map((item) => compileNode(item, source));
  if (!compiled.every((item) => item !== undefined)) return undefined;
  return (variables) => {
    const values: Json[] = [];
    for (const item of compiled) {
      const value = item(variables);
      if (value === Slow) return Slow;
      values.push(value);
    }
    return values;
  };
};
