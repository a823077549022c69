/** Days that are holidays each year, `month-day`: legge 27 maggio 1949, n. 260, as it stands since legge 336/2000. */
const FIXED: ReadonlySet<string> = new Set([
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '06-02',
  '08-15',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
]);

/** Legge 8 ottobre 2025, n. 151, in force since 2026. */
const SAN_FRANCESCO = { day: '10-04', since: 2026 };

const DAY_MS = 86_400_000;

/** Easter Sunday in the Gregorian calendar, `2026-04-05`; the rule of Meeus, Jones and Butcher. */
export const easter = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new Date(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1)).toISOString().slice(0, 10);
};

const isHoliday = (day: string, patronSaint: string | undefined): boolean => {
  const year = Number(day.slice(0, 4));
  const inYear = day.slice(5);
  if (FIXED.has(inYear) || inYear === patronSaint) return true;
  if (inYear === SAN_FRANCESCO.day) return year >= SAN_FRANCESCO.since;
  return Date.parse(day) === Date.parse(easter(year)) + DAY_MS;
};

/**
 * Whether offices work on a calendar day `2026-12-24`: no Saturday, no Sunday, no national holiday, and not the day of the
 * town's patron saint, `07-15`.
 */
export const isWorkingDay = (day: string, patronSaint?: string): boolean => {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(day, patronSaint);
};
