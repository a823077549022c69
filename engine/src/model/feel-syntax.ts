import type { SyntaxNode, Tree } from '@lezer/common';
import type { Localized } from '../plugin/json.js';
import { misusedName } from './feel-functions.js';

/** Where a formula cannot be read, with the place, in the words of who writes it. */
export const syntaxProblem = (tree: Tree, source: string): Localized | undefined =>
  source === ''
    ? { it: 'È vuota.', en: 'It is empty.' }
    : first(tree, (node) => (node.type.isError ? unreadable(node, source) : undefined));

/**
 * What makes a formula that can be read say nothing. The parser mends what it can: `a == b` is `a = (= b)` to it, a
 * comparison with a test, which is never `true`.
 */
export const nonsense = (tree: Tree, source: string): Localized | undefined =>
  first(tree, (node) => (node.name === 'SimplePositiveUnaryTest' ? twoSigns(node, source) : undefined)) ??
  misusedName(tree, source);

const first = (tree: Tree, of: (node: SyntaxNode) => Localized | undefined): Localized | undefined => {
  let found: Localized | undefined;
  tree.iterate({
    enter: ({ node }) => {
      found ??= of(node);
      return found === undefined;
    },
  });
  return found;
};

const unreadable = ({ from, to }: SyntaxNode, source: string): Localized => {
  const before = source.slice(0, from).trimEnd();
  if (source.slice(from).trim() === '') {
    const last = /(?:\S+\s+)?\S+$/.exec(before)?.[0] ?? '';
    return { it: `Dopo «${last}» manca qualcosa.`, en: `Something is missing after "${last}".` };
  }
  const begin = /\S+$/.exec(before)?.index ?? from;
  const end = to + (/^\S*/.exec(source.slice(Math.max(to, from)))?.[0].length ?? 0);
  const place = near(source.slice(begin, end));
  const hint = HABITS.find(([sign]) => sign.test(source.slice(from, end)))?.[1];
  const said = hint ?? { it: 'C’è qualcosa che non è al suo posto', en: 'Something is out of place' };
  return { it: `${said.it} (${place.it}).`, en: `${said.en} (${place.en}).` };
};

/** What other languages and word processors make of a formula. */
const HABITS: readonly (readonly [RegExp, Localized])[] = [
  [/^&/, { it: 'In FEEL «e» si scrive and', en: 'In FEEL, write and' }],
  [/^\|/, { it: 'In FEEL «oppure» si scrive or', en: 'In FEEL, write or' }],
  [
    /^['‘’“”«»`]/,
    { it: 'In FEEL i testi stanno tra virgolette diritte (Maiusc e 2)', en: 'In FEEL, texts stand in "…"' },
  ],
  [/^!/, { it: 'In FEEL «diverso da» si scrive != e la negazione not(…)', en: 'In FEEL, write != and not(…)' }],
  [/^,\d/, { it: 'In FEEL i decimali si scrivono con il punto', en: 'In FEEL, decimals are written with a point' }],
];

const SIGNS: Readonly<Record<string, Localized>> = {
  '==': { it: 'In FEEL l’uguale si scrive una volta sola: =', en: 'In FEEL, equals is written once: =' },
  '!==': { it: 'In FEEL «diverso da» si scrive !=', en: 'In FEEL, “is not” is written !=' },
  '<>': { it: 'In FEEL «diverso da» si scrive !=', en: 'In FEEL, “is not” is written !=' },
  '=>': { it: 'In FEEL «almeno» si scrive >=', en: 'In FEEL, “at least” is written >=' },
  '=<': { it: 'In FEEL «al massimo» si scrive <=', en: 'In FEEL, “at most” is written <=' },
};

/** A comparison without a left side is a test, and has its place only behind `in`. */
const twoSigns = (node: SyntaxNode, source: string): Localized | undefined => {
  if (node.firstChild?.name !== 'CompareOp') return undefined;
  let above = node.parent;
  while (above?.name === 'ParenthesizedExpression') above = above.parent;
  if (above?.name === 'PositiveUnaryTest') return undefined;
  const before = source.slice(0, node.from).trimEnd();
  const sign = /(?:!=|[<>]=|[=<>])$/.exec(before)?.[0];
  const own = source.slice(node.firstChild.from, node.firstChild.to);
  const place = near(source.slice(before.length - (sign?.length ?? 0), node.to));
  const said = (sign === undefined ? undefined : SIGNS[sign + own]) ?? {
    it: `Prima di ${own} manca che cosa confrontare`,
    en: `What is compared is missing before ${own}`,
  };
  return { it: `${said.it} (${place.it}).`, en: `${said.en} (${place.en}).` };
};

const near = (text: string): Localized => {
  const short = text.trim().length > 40 ? `${text.trim().slice(0, 40)}…` : text.trim();
  return { it: `vicino a «${short}»`, en: `near "${short}"` };
};
