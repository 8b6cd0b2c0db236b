import type { DateReading } from './date-parts.ts';
import { addMonths, dayNumber, endOfMonth, formatDay, partsOf, weekdayOf } from './days.ts';

/** What the words around a date say about it. */
export interface DateHint {
  /** The date is told as past ("terminó el 31 de octubre"). */
  readonly past?: boolean;
  /** Which end of a stretch it is; a month alone is its first or its last day. */
  readonly side?: 'start' | 'end' | 'effective';
  /** The day of a later date of the same stretch, which this one comes before. */
  readonly before?: number;
  /** The day of an earlier date of the same stretch, which this one comes after. */
  readonly after?: number;
}

/** A start or an effective date without a year may lie this many days back before next year's is meant. */
const RECENT = 45;

function yearless(month: number, day: number, now: number, hint: DateHint): number | undefined {
  const { year } = partsOf(now);
  const candidates = [year - 1, year, year + 1, year + 2]
    .map((y) => dayNumber(y, month, day))
    .filter((at): at is number => at !== undefined);
  const { before, after } = hint;
  if (before !== undefined) return candidates.filter((at) => at <= before).pop();
  if (hint.past) return candidates.filter((at) => at <= now).pop();
  if (after !== undefined) return candidates.find((at) => at >= after);
  const from = hint.side === 'end' ? now : now - RECENT;
  return candidates.find((at) => at >= from);
}

function dayAlone(day: number, now: number, hint: DateHint, weekday: number | undefined): number | undefined {
  const today = partsOf(now);
  const inMonth = (shift: number): number | undefined => {
    const first = partsOf(addMonths(dayNumber(today.year, today.month, 1) ?? now, shift));
    return dayNumber(first.year, first.month, day);
  };
  const candidates = [-2, -1, 0, 1, 2, 3]
    .map(inMonth)
    .filter((at): at is number => at !== undefined)
    .filter((at) => weekday === undefined || weekdayOf(at) === weekday);
  if (hint.before !== undefined) return candidates.filter((at) => at <= (hint.before ?? at)).pop();
  if (hint.past) return candidates.filter((at) => at <= now).pop();
  const from = hint.after ?? now;
  return candidates.find((at) => at >= from) ?? candidates.at(-1);
}

function resolveWeekday(reading: DateReading & { kind: 'weekday' }, now: number, past: boolean): number {
  const today = weekdayOf(now);
  if (reading.which === 'last' || (past && reading.which === undefined))
    return now - ((today - reading.weekday + 7) % 7 || 7);
  return now + ((reading.weekday - today + 7) % 7 || 7);
}

function resolveEdge(reading: DateReading & { kind: 'edge' }, now: number, hint: DateHint): number {
  const today = partsOf(now);
  if (reading.of === 'year') {
    const year = reading.year ?? today.year;
    return reading.last ? endOfMonth(year, 12) : endOfMonth(year - 1, 12) + 1;
  }
  if (reading.month === undefined)
    return reading.last ? endOfMonth(today.year, today.month) : addMonths(now - today.day + 1, 1);
  return monthEdge(reading.month, yearOf(reading, now), now, reading.last, hint);
}

function monthEdge(
  month: number,
  year: number | undefined,
  now: number,
  last: boolean,
  hint: DateHint,
): number {
  const at = (y: number): number => (last ? endOfMonth(y, month) : endOfMonth(y, month - 1) + 1);
  if (year !== undefined) return at(year);
  const thisYear = partsOf(now).year;
  const years = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2];
  const { before } = hint;
  if (before !== undefined) return at(years.filter((y) => at(y) <= before).pop() ?? thisYear);
  if (hint.past) return at(years.filter((y) => at(y) <= now).pop() ?? thisYear);
  return at(years.find((y) => at(y) >= (hint.after ?? now)) ?? thisYear);
}

function yearOf(reading: { year?: number; shift?: number }, now: number): number | undefined {
  if (reading.year !== undefined) return reading.year;
  return reading.shift === undefined ? undefined : partsOf(now).year + reading.shift;
}

function resolveDay(reading: DateReading & { kind: 'day' }, now: number, hint: DateHint): number | undefined {
  if (reading.month !== undefined) {
    const year = yearOf(reading, now);
    return year !== undefined
      ? dayNumber(year, reading.month, reading.day)
      : yearless(reading.month, reading.day, now, hint);
  }
  if (reading.shift !== undefined) {
    const first = partsOf(addMonths(now - partsOf(now).day + 1, reading.shift));
    return dayNumber(first.year, first.month, reading.day);
  }
  return dayAlone(reading.day, now, hint, reading.weekday);
}

/** The day that a reading means, seen from `now` (a day number); undefined where the calendar has none. */
export function resolveDayNumber(reading: DateReading, now: number, hint: DateHint = {}): number | undefined {
  switch (reading.kind) {
    case 'offset':
      if (reading.unit === 'month') return addMonths(now, reading.count);
      return now + reading.count * (reading.unit === 'week' ? 7 : 1);
    case 'weekday':
      return resolveWeekday(reading, now, hint.past === true);
    case 'edge':
      return resolveEdge(reading, now, hint);
    case 'month':
      return monthEdge(reading.month, reading.year, now, hint.side === 'end', hint);
    case 'day':
      return resolveDay(reading, now, hint);
  }
}

/** As `resolveDayNumber`, as `YYYY-MM-DD`. */
export function resolveDate(reading: DateReading, now: number, hint: DateHint = {}): string | undefined {
  const day = resolveDayNumber(reading, now, hint);
  if (day === undefined || !(day > -26_000 && day < 84_000)) return undefined;
  return formatDay(day);
}
