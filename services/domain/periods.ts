import { addDays } from './calendar.ts';
import type { Days } from './indicators.ts';

/** Stretches of time that people name; `range` is any other one. */
export const PERIOD_UNITS = ['day', 'week', 'month', 'quarter', 'half', 'year', 'range'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];
export type CalendarUnit = Exclude<PeriodUnit, 'range'>;

const MONTHS: Readonly<Partial<Record<PeriodUnit, number>>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The day of a month counted from January of the year 0, `YYYY-MM-01`. */
const monthStart = (months: number) =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;

const monthsOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** Calendar days from one date to another. */
const daysBetween = (from: string, until: string) =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);

/** 0 for Monday. */
const weekday = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The unit of the calendar that the day lies in. Weeks begin on Monday, a half is January to June or the rest. */
export function periodAt(unit: CalendarUnit, date: string): Days {
  const months = MONTHS[unit];
  if (months) {
    const first = Math.floor(monthsOf(date) / months) * months;
    return { from: monthStart(first), until: addDays(monthStart(first + months), -1) };
  }
  const from = unit === 'week' ? addDays(date, -weekday(date)) : date;
  return { from, until: unit === 'week' ? addDays(from, 6) : from };
}

/** Which unit of the calendar the days are, whole. */
export function unitOf({ from, until }: Days): PeriodUnit {
  const named = PERIOD_UNITS.filter((one): one is CalendarUnit => one !== 'range');
  return named.find((one) => isSame(periodAt(one, from), { from, until })) ?? 'range';
}

const isSame = (a: Days, b: Days) => a.from === b.from && a.until === b.until;

/** The period just before: the unit before, or as many days. */
export function periodBefore(days: Days): Days {
  const unit = unitOf(days);
  const last = addDays(days.from, -1);
  if (unit !== 'range') return periodAt(unit, last);
  return { from: addDays(last, -daysBetween(days.from, days.until)), until: last };
}

/** How many periods a trend shows, this one included. */
const TREND: Readonly<Record<PeriodUnit, number>> = {
  day: 7,
  week: 6,
  month: 6,
  quarter: 5,
  half: 4,
  year: 3,
  range: 4,
};

/** The periods of a trend, earliest first, this one last. A quarter is shown with the same one of the year before. */
export function trendOf(days: Days): readonly Days[] {
  const all = [days];
  for (let n = TREND[unitOf(days)]; n > 1; n -= 1) all.unshift(periodBefore(all[0] ?? days));
  return all;
}

/** Longest period that is counted, in days: two years and a bit. */
export const LONGEST_DAYS = 800;

/** Whether the days can be counted: in order, and not endless. */
export function isPeriod({ from, until }: Days): boolean {
  return from <= until && daysBetween(from, until) < LONGEST_DAYS;
}
