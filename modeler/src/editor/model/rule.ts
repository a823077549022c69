import { feelBody, isFeel, PATH, quote, splitOutside, unquote } from './feel-text.js';

/** Something chosen in the diagram, or taken from a variable of the case when the element is reached. */
export type Chosen = { readonly fixed: string } | { readonly variable: string };

/** Who may do something, as an office says it; each is one group key of the engine's directory. */
export type Rule =
  | { readonly kind: 'role'; readonly role: string; readonly office: Chosen }
  | { readonly kind: 'book'; readonly position: string; readonly book: Chosen }
  | { readonly kind: 'requester' }
  | { readonly kind: 'person'; readonly person: Chosen };

/** Any office, in a role rule. */
export const ANYWHERE: Chosen = { fixed: '*' };

const REQUESTER = 'case.requester';

const part = (prefix: string, chosen: Chosen, suffix: string): string =>
  'fixed' in chosen
    ? quote(`${prefix}${chosen.fixed}${suffix}`)
    : `${quote(prefix)} + ${chosen.variable}${suffix === '' ? '' : ` + ${quote(suffix)}`}`;

const expressionOf = (rule: Rule): string => {
  switch (rule.kind) {
    case 'role':
      return part(`role:${rule.role}@`, rule.office, '');
    case 'book':
      return part('book:', rule.book, `:${rule.position}`);
    case 'requester':
      return part('person:', { variable: REQUESTER }, '');
    case 'person':
      return part('person:', rule.person, '');
  }
};

/** A FEEL list where something is taken from the case, a comma list otherwise; `undefined` for no rules. */
export const printRules = (rules: readonly Rule[]): string | undefined => {
  if (rules.length === 0) return undefined;
  const expressions = rules.map(expressionOf);
  const keys = expressions.map(unquote);
  return keys.every((key): key is string => key !== undefined && !key.includes(','))
    ? keys.join(', ')
    : `=[${expressions.join(', ')}]`;
};

/** The rules of `candidateGroups`, or `undefined` when it says more than rules can. */
export const parseRules = (text: string): readonly Rule[] | undefined => {
  const rules = isFeel(text) ? parseFeelList(feelBody(text)) : parseKeys(text.split(','));
  return rules.includes(undefined) ? undefined : (rules as readonly Rule[]);
};

const parseKeys = (keys: readonly string[]): readonly (Rule | undefined)[] =>
  keys
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .map((key) => parseParts([{ text: key }]));

const parseFeelList = (body: string): readonly (Rule | undefined)[] => {
  const list = /^\[(.*)\]$/s.exec(body)?.[1];
  const items = list === undefined ? [body] : list.trim() === '' ? [] : splitOutside(list, ',');
  return items.map((item) => {
    const parts = splitOutside(item, '+').map((piece): Part | undefined => {
      const literal = unquote(piece);
      if (literal !== undefined) return { text: literal };
      return PATH.test(piece) ? { variable: piece } : undefined;
    });
    return parts.includes(undefined) ? undefined : parseParts(parts as readonly Part[]);
  });
};

type Part = { readonly text: string } | { readonly variable: string };

/** `book:`, the variable, `:signer1`; or all of it in one text. */
const parseParts = (parts: readonly Part[]): Rule | undefined => {
  const [head, middle, tail, more] = parts;
  if (head === undefined || !('text' in head) || more !== undefined) return undefined;
  if (middle === undefined) return parseKey(head.text);
  if (!('variable' in middle) || (tail !== undefined && !('text' in tail))) return undefined;
  const chosen = { variable: middle.variable };
  const suffix = tail?.text ?? '';
  if (head.text === 'person:' && suffix === '') {
    return middle.variable === REQUESTER ? { kind: 'requester' } : { kind: 'person', person: chosen };
  }
  if (head.text === 'book:') {
    const position = /^:([A-Za-z0-9]+)$/.exec(suffix)?.[1];
    return position === undefined ? undefined : { kind: 'book', position, book: chosen };
  }
  const role = /^role:([A-Za-z]+)@$/.exec(head.text)?.[1];
  return role !== undefined && suffix === '' ? { kind: 'role', role, office: chosen } : undefined;
};

const parseKey = (key: string): Rule | undefined => {
  const role = /^role:([A-Za-z]+)@([A-Za-z0-9._*-]+)$/.exec(key);
  if (role !== null) return { kind: 'role', role: role[1] ?? '', office: { fixed: role[2] ?? '*' } };
  const book = /^book:([A-Za-z0-9._-]+):([A-Za-z0-9]+)$/.exec(key);
  if (book !== null) return { kind: 'book', book: { fixed: book[1] ?? '' }, position: book[2] ?? '' };
  const person = /^person:([A-Za-z0-9._-]+)$/.exec(key);
  return person === null ? undefined : { kind: 'person', person: { fixed: person[1] ?? '' } };
};

/** The group keys of rules that take nothing from the case, as `startableBy` and step settings hold them. */
export const keysOf = (rules: readonly Rule[]): readonly string[] =>
  rules.flatMap((rule) => {
    const key = unquote(expressionOf(rule));
    return key === undefined ? [] : [key];
  });
