import type { Tree } from '@lezer/common';

/** Built-in functions whose time is not linear in their input, or that repeat and grow text. */
const unboundedFunctions = new Set(['matches', 'replace', 'split', 'sort', 'string join', 'for']);
const iterations = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression']);

/** The first part of an expression that could run longer than linear in its variables, or `undefined`. */
export const unboundedPart = (tree: Tree, source: string): { it: string; en: string } | undefined => {
  let found: { it: string; en: string } | undefined;
  let depth = 0;
  tree.iterate({
    enter: (node) => {
      if (found !== undefined) return false;
      if (node.name === 'Interval') found = { it: 'un intervallo (..)', en: 'a range (..)' };
      if (node.name === 'FunctionDefinition') found = { it: 'una funzione propria', en: 'a function of its own' };
      if (node.name === 'FunctionInvocation') {
        const name = source.slice(node.node.firstChild?.from, node.node.firstChild?.to).replace(/\s+/g, ' ');
        if (unboundedFunctions.has(name)) found = { it: `la funzione ${name}()`, en: `the function ${name}()` };
      }
      if (iterations.has(node.name)) {
        depth += 1;
        if (depth > 1) found = { it: 'un’iterazione dentro un’altra', en: 'an iteration within another' };
      }
      return undefined;
    },
    leave: (node) => {
      if (iterations.has(node.name)) depth -= 1;
    },
  });
  return found;
};
