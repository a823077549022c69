import { printDuration, parseDuration, type Duration } from './duration.js';
import { feelBody, isFeel, PATH, quote, unquote } from './feel-text.js';

/** When something is due or fires, as the forms say it. */
export type Term =
  /** So long after the element is reached. */
  | { readonly kind: 'after'; readonly duration: Duration }
  /** So long, as a variable says it (`"P3D"`). */
  | { readonly kind: 'afterVariable'; readonly path: string }
  /** On the date that a variable holds, so long after it, or so long before. */
  | { readonly kind: 'date'; readonly path: string; readonly plus?: Duration; readonly minus?: Duration }
  /** On a fixed date or date-time (ISO 8601). */
  | { readonly kind: 'fixed'; readonly date: string }
  /** Again and again: `times` at most, without it for ever. */
  | { readonly kind: 'every'; readonly duration: Duration; readonly times?: number };

const NOW_PLUS = /^now\(\)\s*\+\s*duration\((.+)\)$/;
const DATED = /^date\(([^()]+)\)(?:\s*([+-])\s*duration\((.+)\))?$/;
const FIXED = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const CYCLE = /^R(\d*)\/(P.+)$/;

const literalDuration = (text: string): Duration | undefined => {
  const literal = unquote(text);
  return literal === undefined ? undefined : parseDuration(literal);
};

/** The due date of a task (`lf:taskSchedule`); `undefined` for what only FEEL says. */
export const parseDueDate = (text: string): Term | undefined => {
  if (!isFeel(text)) return FIXED.test(text.trim()) ? { kind: 'fixed', date: text.trim() } : undefined;
  const body = feelBody(text);
  const after = NOW_PLUS.exec(body)?.[1]?.trim();
  if (after !== undefined) {
    if (PATH.test(after)) return { kind: 'afterVariable', path: after };
    const duration = literalDuration(after);
    return duration === undefined ? undefined : { kind: 'after', duration };
  }
  return parseDate(body);
};

const parseDate = (body: string): Term | undefined => {
  const [, inside, sign, literal] = DATED.exec(body) ?? [];
  const path = inside?.trim() ?? body;
  if (!PATH.test(path)) return undefined;
  if (literal === undefined) return { kind: 'date', path };
  const distance = literalDuration(literal);
  if (distance === undefined) return undefined;
  return { kind: 'date', path, ...(sign === '-' ? { minus: distance } : { plus: distance }) };
};

export const printDueDate = (term: Term): string => {
  switch (term.kind) {
    case 'after':
    case 'every':
      return `=now() + duration(${quote(printDuration(term.duration))})`;
    case 'afterVariable':
      return `=now() + duration(${term.path})`;
    case 'date':
      return printDateExpression(term);
    case 'fixed':
      return term.date;
  }
};

const printDateExpression = ({ path, plus, minus }: Extract<Term, { kind: 'date' }>): string => {
  const distance = plus ?? minus;
  if (distance === undefined) return `=${path}`;
  return `=date(${path}) ${plus === undefined ? '-' : '+'} duration(${quote(printDuration(distance))})`;
};

export type TimerKind = 'timeDuration' | 'timeDate' | 'timeCycle';

/** A timer event: which child it has, and what stands in it. */
export interface TimerText {
  readonly kind: TimerKind;
  readonly text: string;
}

export const parseTimer = ({ kind, text }: TimerText): Term | undefined => {
  const body = isFeel(text) ? feelBody(text) : text.trim();
  if (kind === 'timeCycle') {
    const cycle = CYCLE.exec(unquote(body) ?? body);
    const duration = parseDuration(cycle?.[2] ?? '');
    if (cycle === null || duration === undefined) return undefined;
    return cycle[1] === '' ? { kind: 'every', duration } : { kind: 'every', duration, times: Number(cycle[1]) };
  }
  if (kind === 'timeDate') {
    if (isFeel(text)) return parseDate(body);
    return FIXED.test(body) ? { kind: 'fixed', date: body } : undefined;
  }
  if (isFeel(text)) return PATH.test(body) ? { kind: 'afterVariable', path: body } : undefined;
  const duration = parseDuration(body);
  return duration === undefined ? undefined : { kind: 'after', duration };
};

export const printTimer = (term: Term): TimerText => {
  switch (term.kind) {
    case 'after':
      return { kind: 'timeDuration', text: printDuration(term.duration) };
    case 'afterVariable':
      return { kind: 'timeDuration', text: `=${term.path}` };
    case 'date':
      return { kind: 'timeDate', text: printDateExpression(term) };
    case 'fixed':
      return { kind: 'timeDate', text: term.date };
    case 'every':
      return { kind: 'timeCycle', text: `R${term.times ?? ''}/${printDuration(term.duration)}` };
  }
};
