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

/** One day's office hours: real milliseconds since the epoch; both 0 on a day of rest. */
interface Stretch {
  readonly opens: number;
  readonly closes: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** So many days without office hours are no calendar. */
const IDLE_DAYS = 1_000;

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
  for (let day = todayIn(calendar.timeZone, instant); idle < IDLE_DAYS; day = dayAfter(day)) {
    const { opens, closes } = stretchOf(day, calendar);
    const from = Math.max(opens, start);
    idle += 1;
    if (from >= closes) continue;
    idle = 0;
    if (left <= closes - from) return new Date(from + left).toISOString();
    left -= closes - from;
  }
  throw new AppError('unexpected', { detail: { calendar: 'no working days' } });
}

/** Milliseconds of working time from one instant to another; 0 where the second is not later. */
export function workingTimeBetween(from: string, to: string, calendar: WorkingCalendar): number {
  const start = msOf(from);
  const end = msOf(to);
  const last = todayIn(calendar.timeZone, to);
  let sum = 0;
  for (let day = todayIn(calendar.timeZone, from); day <= last; day = dayAfter(day)) {
    const { opens, closes } = stretchOf(day, calendar);
    sum += Math.max(0, Math.min(closes, end) - Math.max(opens, start));
  }
  return sum;
}

function msOf(instant: string): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new AppError('unexpected', { detail: { calendar: 'invalid instant' } });
  return ms;
}

const dayAfter = (date: string) => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);

const CLOSED: Stretch = { opens: 0, closes: 0 };
const computed = new WeakMap<WorkingCalendar, Map<string, Stretch>>();

/** The office hours of a day of the zone; computed once per profile and day. */
function stretchOf(date: string, calendar: WorkingCalendar): Stretch {
  const mine = computed.get(calendar) ?? new Map<string, Stretch>();
  computed.set(calendar, mine);
  const known = mine.get(date);
  if (known) return known;
  const found = worksOn(date, calendar)
    ? { opens: Date.parse(openingOf(date, calendar)), closes: Date.parse(closingOf(date, calendar)) }
    : CLOSED;
  mine.set(date, found);
  return found;
}
