import {
  dateAndTime,
  evaluate,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelFunction,
  FeelTime,
  parseDate,
  parseExpression,
} from 'feelin';
import { Temporal } from 'temporal-polyfill';
import type { Json } from '../plugin/json.js';
import { compileFast, Slow, type FastExpression } from './feel-fast.js';
import { unboundedPart } from './feel-bounds.js';
import { nonsense, syntaxProblem } from './feel-syntax.js';

/** Where an expression finds its variables: the scope chain of the token, innermost first. */
export interface Variables {
  get(name: string): Json | undefined;
  /** All of them in one object; inner ones hide outer ones. */
  all(): Record<string, Json>;
}

/** The reading of the clock, and the zone in which dates are meant. */
export interface Instant {
  readonly now: number;
  readonly timeZone: string;
}

/** A FEEL expression (DMN 1.3, chapter 10) or a fixed value. Evaluation is total: what cannot be computed is `null`. */
export interface Expression {
  /** As it stands in the diagram. */
  readonly text: string;
  readonly constant: boolean;
  evaluate(variables: Variables, at: Instant): Json;
}

export type FeelProblem = {
  readonly code: 'feel-invalid' | 'feel-unbounded';
  readonly it: string;
  readonly en: string;
};

/** A value that is no expression. */
export const constant = (value: Json): Expression => ({
  text: typeof value === 'string' ? value : JSON.stringify(value),
  constant: true,
  evaluate: () => value,
});

export const isFeel = (text: string): boolean => text.trimStart().startsWith('=');

/**
 * Compiles what stands behind the `=`. Only a sub-language that runs in linear time is let in, since this runs inside
 * the step, where nothing can stop it. What was `accepted` once goes on as it was read then, though it may say nothing.
 */
export const compileFeel = (text: string, accepted = false): Expression | FeelProblem => {
  const source = text.trimStart().replace(/^=/, '').trim();
  const tree = parseExpression(source, {}, undefined);
  const wrong = syntaxProblem(tree, source) ?? (accepted ? undefined : nonsense(tree, source));
  if (wrong !== undefined) {
    return {
      code: 'feel-invalid',
      it: `L’espressione «${source}» non è valida. ${wrong.it}`,
      en: `The expression "${source}" is not valid FEEL. ${wrong.en}`,
    };
  }
  const unbounded = unboundedPart(tree, source);
  if (unbounded !== undefined) {
    return {
      code: 'feel-unbounded',
      it: `L’espressione «${source}» usa ${unbounded.it}, non ammesso qui: usa un’attività di script.`,
      en: `The expression "${source}" uses ${unbounded.en}, which is not allowed here: use a script task.`,
    };
  }
  const fast = compileFast(tree, source);
  return { text, constant: false, evaluate: (variables, at) => run(source, fast, variables, at) };
};

/** A field that may be a FEEL expression (with `=`) or a fixed text. */
export const compileValue = (text: string, accepted = false): Expression | FeelProblem =>
  isFeel(text) ? compileFeel(text, accepted) : constant(text);

export const isFeelProblem = (value: Expression | FeelProblem): value is FeelProblem => 'code' in value;

const run = (source: string, fast: FastExpression | undefined, variables: Variables, at: Instant): Json => {
  if (fast !== undefined) {
    const value = fast(variables);
    if (value !== Slow) return value;
  }
  try {
    return toJson(evaluate(source, { ...variables.all(), ...clockFunctions(at) }).value);
  } catch {
    // The interpreter throws on some values, such as a range of something without order; total means null.
    return null;
  }
};

/** `now()` and `today()` as of the clock that is given. */
export const clockFunctions = (at: Instant): Record<string, unknown> => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.now).toZonedDateTimeISO(at.timeZone);
  return {
    now: new FeelFunction(() => dateAndTime(`${zoned.toPlainDateTime().toString()}@${at.timeZone}`), []),
    today: new FeelFunction(() => parseDate(zoned.toPlainDate().toString()), []),
  };
};

/** FEEL values as JSON: dates, times and durations as their ISO 8601 text; functions and ranges are nothing. */
export const toJson = (value: unknown): Json => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof FeelDuration
  ) {
    return value.toString();
  }
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, toJson(entry)]));
  }
  return null;
};
