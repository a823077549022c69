import type { JsonObject } from '../plugin/json.js';
import { compileFeel, isFeelProblem } from './feel.js';
import { unknownNames } from './feel-names.js';

export type Verdict = 'yes' | 'no' | 'depends';

const AT = { now: 0, timeZone: 'UTC' };

/**
 * Whether a condition holds when only these variables are known: `outcome = "approved" and amount > 5` is `no` with a
 * rejection, whatever the amount, and `depends` with an approval.
 */
export const decide = (condition: string, known: JsonObject): Verdict => {
  const source = withoutBrackets(condition.replace(/^\s*=/, '').trim());
  const either = split(source, 'or');
  if (either.length > 1) {
    const parts = either.map((part) => decide(part, known));
    return parts.includes('yes') ? 'yes' : parts.includes('depends') ? 'depends' : 'no';
  }
  const all = split(source, 'and');
  if (all.length > 1) {
    const parts = all.map((part) => decide(part, known));
    return parts.includes('no') ? 'no' : parts.includes('depends') ? 'depends' : 'yes';
  }
  if (unknownNames(source, new Set(Object.keys(known))).size > 0) return 'depends';
  const compiled = compileFeel(source);
  if (isFeelProblem(compiled)) return 'depends';
  const variables = { get: (name: string) => known[name], all: () => ({ ...known }) };
  return compiled.evaluate(variables, AT) === true ? 'yes' : 'no';
};

/** `and` within these means something else. */
const UNSPLIT = /\b(between|if|some|every|for)\b/;

/** The parts between a word that stands outside of brackets and texts. */
const split = (source: string, word: 'and' | 'or'): readonly string[] => {
  if (UNSPLIT.test(source)) return [source];
  const parts: string[] = [];
  let depth = 0;
  let text = false;
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] as string;
    if (text) {
      if (sign === '\\') at += 1;
      else if (sign === '"') text = false;
    } else if (sign === '"') text = true;
    else if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else if (depth === 0 && new RegExp(`^\\b${word}\\b`).test(source.slice(at)) && !/\w/.test(source[at - 1] ?? ' ')) {
      parts.push(source.slice(from, at));
      from = at + word.length;
      at = from - 1;
    }
  }
  parts.push(source.slice(from));
  return parts;
};

/** Brackets around the whole. */
const withoutBrackets = (source: string): string => {
  if (!source.startsWith('(') || !source.endsWith(')')) return source;
  let depth = 0;
  for (let at = 0; at < source.length - 1; at += 1) {
    if (source[at] === '(') depth += 1;
    else if (source[at] === ')') depth -= 1;
    if (depth === 0) return source;
  }
  return withoutBrackets(source.slice(1, -1).trim());
};
