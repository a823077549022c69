import { Temporal } from 'temporal-polyfill';
import type { Json } from '../plugin/json.js';
import type { Expression, Instant } from './feel.js';

/** BPMN 2.0.2, 10.5.5, Timer: a date, a duration or a cycle, each ISO 8601 or an expression that gives it. */
export interface TimerDefinition {
  readonly kind: 'date' | 'duration' | 'cycle';
  readonly value: Expression;
}

export interface TimerReading {
  /** UTC milliseconds. */
  readonly dueAt: number;
  /** How often it fires again after that; `Infinity` for `R/...`. */
  readonly repeats: number;
}

const CYCLE = /^R(\d*)\/(P.*)$/;

/** When a timer with this (evaluated) value is due, or `undefined` when the value is no date, duration or cycle. Terms count on calendar dates. */
export const readTimer = (timer: TimerDefinition, value: Json, at: Instant): TimerReading | undefined => {
  if (typeof value !== 'string') return undefined;
  const cycle = CYCLE.exec(value);
  if (timer.kind === 'cycle') {
    if (cycle === null) return undefined;
    const dueAt = addDuration(at, cycle[2] ?? '');
    const times = cycle[1] === '' ? Infinity : Number(cycle[1]);
    return dueAt === undefined || times < 1 ? undefined : { dueAt, repeats: times - 1 };
  }
  const dueAt = timer.kind === 'duration' ? addDuration(at, value) : parseInstant(value, at.timeZone);
  return dueAt === undefined ? undefined : { dueAt, repeats: 0 };
};

/** Adds an ISO 8601 duration on the calendar of the zone: `P1D` is the same hour tomorrow, also when clocks change. */
export const addDuration = (at: Instant, duration: string): number | undefined => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at.now)
      .toZonedDateTimeISO(at.timeZone)
      .add(Temporal.Duration.from(duration)).epochMilliseconds;
  } catch {
    return undefined;
  }
};

/** An ISO 8601 date or date-time; without an offset or zone it is meant in `timeZone`; a date alone is its midnight. */
export const parseInstant = (value: Json, timeZone: string): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [local, zone] = value.split('@');
  try {
    if (local !== undefined && /(Z|[+-]\d{2}:\d{2})$/.test(local))
      return Temporal.Instant.from(local).epochMilliseconds;
    return Temporal.PlainDateTime.from(local ?? '').toZonedDateTime(zone ?? timeZone).epochMilliseconds;
  } catch {
    return undefined;
  }
};

/** Whether a fixed text is a valid value of the kind; expressions are only known when they are evaluated. */
export const isTimerText = (kind: TimerDefinition['kind'], text: string): boolean => {
  const at = { now: 0, timeZone: 'UTC' };
  if (kind === 'date') return parseInstant(text, 'UTC') !== undefined;
  const duration = kind === 'cycle' ? CYCLE.exec(text)?.[2] : text;
  return duration !== undefined && addDuration(at, duration) !== undefined;
};
