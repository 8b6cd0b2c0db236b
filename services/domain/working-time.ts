import { addDays, closingOf, isWorkingDay, openingOf, todayIn } from './calendar.ts';
import { AppError } from './errors.ts';
import { holidaysOf } from './holidays.ts';
import type { Procedure } from './procedure.ts';

/** What working time needs of a procedure. */
export type WorkingCalendar = Pick<
  Procedure,
  'timeZone' | 'hours' | 'closedDays' | 'closedAroundEaster' | 'country'
>;

/** A length of working time. A day is one whole day of office hours, whatever the length of a given day. */
export interface WorkingDuration {
  readonly days?: number;
  readonly hours?: number;
}

/** One stretch of office hours: real milliseconds since the epoch. */
interface Stretch {
  readonly opens: number;
  readonly closes: number;
}

const HOUR_MS = 3_600_000;
/** So many years without one working day are no calendar. */
const IDLE_YEARS = 3;

/** Whether the entity works on the date: its weekdays, less the country's holidays and its own closed days. */
export function worksOn(date: string, calendar: WorkingCalendar): boolean {
  const { holidays, easterSunday } = holidaysOf(calendar.country, Number(date.slice(0, 4)));
  return (
    isWorkingDay(date, calendar, holidays) &&
    !calendar.closedAroundEaster.some((days) => addDays(easterSunday, days) === date)
  );
}

/** Milliseconds of working time in the duration. */
export function workingMs(
  { days = 0, hours = 0 }: WorkingDuration,
  { hours: office }: WorkingCalendar,
): number {
  return days * officeDayMs(office) + hours * HOUR_MS;
}

function officeDayMs({ opens, closes }: WorkingCalendar['hours']): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minutes(closes) - minutes(opens)) * 60_000;
}

/** Working days and hours in milliseconds of working time, hours rounded down: what people read as "time left". */
export function daysAndHours(ms: number, { hours: office }: WorkingCalendar): Required<WorkingDuration> {
  const day = officeDayMs(office);
  return { days: Math.floor(ms / day), hours: Math.floor((ms % day) / HOUR_MS) };
}

/**
 * The UTC instant at which so much working time has gone by since `instant`: the earliest one, so a whole day from
 * opening ends at closing and not at the next opening. Zero, or less, is the instant itself.
 */
export function addWorkingTime(
  instant: string,
  duration: WorkingDuration,
  calendar: WorkingCalendar,
): string {
  return addWorkingMs(instant, workingMs(duration, calendar), calendar);
}

/** As `addWorkingTime`, with the working time in milliseconds. Throws `unexpected` for what is no instant. */
export function addWorkingMs(instant: string, ms: number, calendar: WorkingCalendar): string {
  const start = msOf(instant);
  if (ms <= 0) return instant;
  let left = Math.ceil(ms);
  let idle = 0;
  for (let year = yearOf(instant, calendar); idle < IDLE_YEARS; year += 1) {
    for (const { opens, closes } of stretchesOf(year, calendar)) {
      const from = Math.max(opens, start);
      if (from >= closes) continue;
      idle = 0;
      if (left <= closes - from) return new Date(from + left).toISOString();
      left -= closes - from;
    }
    idle += 1;
  }
  throw new AppError('unexpected', { detail: { calendar: 'no working days' } });
}

/** Milliseconds of working time from one instant to another; 0 where the second is not later. */
export function workingTimeBetween(from: string, to: string, calendar: WorkingCalendar): number {
  const start = msOf(from);
  const end = msOf(to);
  let sum = 0;
  for (let year = yearOf(from, calendar); year <= yearOf(to, calendar); year += 1) {
    for (const { opens, closes } of stretchesOf(year, calendar)) {
      sum += Math.max(0, Math.min(closes, end) - Math.max(opens, start));
    }
  }
  return sum;
}

function msOf(instant: string): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new AppError('unexpected', { detail: { calendar: 'invalid instant' } });
  return ms;
}

const yearOf = (instant: string, { timeZone }: WorkingCalendar) =>
  Number(todayIn(timeZone, instant).slice(0, 4));

const computed = new WeakMap<WorkingCalendar, Map<number, readonly Stretch[]>>();

/** The office hours of a year of the zone, in order; computed once per profile. */
function stretchesOf(year: number, calendar: WorkingCalendar): readonly Stretch[] {
  const mine = computed.get(calendar) ?? new Map<number, readonly Stretch[]>();
  computed.set(calendar, mine);
  const known = mine.get(year);
  if (known) return known;
  const found: Stretch[] = [];
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) {
    if (!worksOn(date, calendar)) continue;
    found.push({
      opens: Date.parse(openingOf(date, calendar)),
      closes: Date.parse(closingOf(date, calendar)),
    });
  }
  mine.set(year, found);
  return found;
}
