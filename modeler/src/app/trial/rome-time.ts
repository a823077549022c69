const zone = 'Europe/Rome';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The wall clock in Rome at an instant, as if it were UTC. */
const wall = (instant: number): number => {
  const found = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found;
  return Date.UTC(year, month - 1, day, hour, minute);
};

/**
 * The instant at which a clock in Rome shows `day` (`2026-11-24`) and `time` (`9:30`); `undefined` for what is neither.
 * In the hour that does not exist in March the clock has just been put forward; of the two in October it is the first.
 */
export const instantInRome = (day: string, time: string): number | undefined => {
  const at = /^(\d{1,2})[:.](\d{2})$/.exec(time.trim());
  const hour = Number(at?.[1]);
  const minute = Number(at?.[2]);
  if (at === null || hour > 23 || minute > 59 || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const wanted = Date.parse(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  // Rome is one or two hours ahead of UTC: the earlier of the instants that fit, else the one just after the gap.
  const candidates = [2, 1].map((ahead) => wanted - ahead * 3_600_000);
  return candidates.find((instant) => wall(instant) === wanted) ?? candidates[1];
};
