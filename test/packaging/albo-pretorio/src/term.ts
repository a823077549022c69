const DAY_MS = 86_400_000;
const rome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' });

/** The calendar day in Europe/Rome: `2026-03-03`. */
export const dayOf = (at: number): string => rome.format(at);

const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first instant of a day in Rome, one or two hours ahead of UTC. */
const startOf = (day: string): number => {
  const winter = Date.parse(`${day}T00:00:00+01:00`);
  const summer = Date.parse(`${day}T00:00:00+02:00`);
  return dayOf(summer) === day ? summer : winter;
};

export interface Term {
  readonly firstDay: string;
  readonly lastDay: string;
  /** The end of the last day, UTC milliseconds. */
  readonly until: number;
}

/** So many whole days after the day of publication, which does not count. */
export const termFrom = (at: number, days: number): Term => {
  const firstDay = dayOf(at);
  const lastDay = plus(firstDay, days);
  return { firstDay, lastDay, until: startOf(plus(lastDay, 1)) };
};
