import { feelBody, PATH, quote, splitOutside, unquote } from './feel-text.js';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One row of a condition: a variable, how it is compared, with what. */
export type ConditionRow =
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly is: Comparison;
      readonly value: string | number | boolean;
    }
  /** An ISO date, compared as a date. */
  | { readonly kind: 'date'; readonly path: string; readonly is: Comparison; readonly date: string }
  | { readonly kind: 'presence'; readonly path: string; readonly is: 'empty' | 'filled' };

export interface Condition {
  /** Whether every row must hold, or one of them. */
  readonly join: 'and' | 'or';
  readonly rows: readonly ConditionRow[];
}

const OPERATORS: readonly Comparison[] = ['<=', '>=', '!=', '=', '<', '>'];
const DATE = /^date\("(\d{4}-\d{2}-\d{2})"\)$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** `=outcome = "approved" and amount > 1000`; nothing for no rows. */
export const printCondition = ({ join, rows }: Condition): string | undefined =>
  rows.length === 0 ? undefined : `=${rows.map(printRow).join(` ${join} `)}`;

const printRow = (row: ConditionRow): string => {
  switch (row.kind) {
    case 'presence':
      return `${row.path} ${row.is === 'empty' ? '=' : '!='} null`;
    case 'date':
      return `date(${row.path}) ${row.is} date(${quote(row.date)})`;
    case 'value':
      return `${row.path} ${row.is} ${typeof row.value === 'string' ? quote(row.value) : String(row.value)}`;
  }
};

/** The rows of an expression, or `undefined` when it says more than rows can: it stays as it is then. */
export const parseCondition = (text: string): Condition | undefined => {
  const body = feelBody(text);
  if (body === '') return { join: 'and', rows: [] };
  const ands = splitOutside(body, ' and ');
  const ors = splitOutside(body, ' or ');
  if (ands.length > 1 && ors.length > 1) return undefined;
  const rows = (ors.length > 1 ? ors : ands).map(parseRow);
  return rows.includes(undefined)
    ? undefined
    : { join: ors.length > 1 ? 'or' : 'and', rows: rows as readonly ConditionRow[] };
};

const parseRow = (text: string): ConditionRow | undefined => {
  const negated = /^not\((.+)\)$/.exec(text)?.[1]?.trim();
  if (negated !== undefined && PATH.test(negated)) return { kind: 'value', path: negated, is: '=', value: false };
  if (PATH.test(text)) return { kind: 'value', path: text, is: '=', value: true };
  for (const operator of OPERATORS) {
    const [left = '', right = '', more] = splitOutside(text, operator);
    if (right === '' || more !== undefined) continue;
    const dated = /^date\((.+)\)$/.exec(left)?.[1]?.trim();
    const date = DATE.exec(right)?.[1];
    if (dated !== undefined && date !== undefined && PATH.test(dated))
      return { kind: 'date', path: dated, is: operator, date };
    return PATH.test(left) ? compared(left, operator, right) : undefined;
  }
  return undefined;
};

const compared = (path: string, is: Comparison, right: string): ConditionRow | undefined => {
  if (right === 'null') {
    if (is === '=') return { kind: 'presence', path, is: 'empty' };
    return is === '!=' ? { kind: 'presence', path, is: 'filled' } : undefined;
  }
  if (right === 'true' || right === 'false') return { kind: 'value', path, is, value: right === 'true' };
  if (NUMBER.test(right)) return { kind: 'value', path, is, value: Number(right) };
  const value = unquote(right);
  return value === undefined ? undefined : { kind: 'value', path, is, value };
};
