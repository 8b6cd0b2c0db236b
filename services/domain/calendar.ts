import { DateTime } from 'luxon';
import { AppError } from './errors.ts';
import type { Procedure } from './procedure.ts';

/** What the calendar needs of a procedure. */
export type OfficeHours = Pick<Procedure, 'timeZone' | 'hours' | 'closedDays'>;

/** Languages in which dates are written; as in the locale files. */
export type DateLanguage = 'es' | 'en';

/** How much of a date is said; by default day, month in full and year. */
export interface DateStyle {
  readonly weekday?: boolean;
  readonly year?: boolean;
  /** Abbreviated month, for narrow places: "15 dic 2026". */
  readonly short?: boolean;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  // The 30th of February would be a day in March.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** Faults here mean that something other than a checked date or instant came in: a programming error. */
function valid(time: DateTime<true> | DateTime<false>): DateTime<true> {
  if (time.isValid) return time;
  throw new AppError('unexpected', { detail: { calendar: time.invalidReason ?? 'invalid' } });
}

const day = (date: string, zone = 'utc') => valid(DateTime.fromISO(date, { zone }));
const utc = (time: DateTime<true>) => time.toUTC().toISO();

const DAY_MS = 86_400_000;
const KEPT_DATES = 500;

/** Answers by what was asked: turns and cards ask for the same few dates again and again. */
function once(known: Map<string, string>, key: string, make: () => string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  if (known.size >= KEPT_DATES) known.clear();
  known.set(key, made);
  return made;
}

/** A UTC instant; zones differ by whole minutes, so that all of a minute is the same date. */
const INSTANT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;
const todays = new Map<string, string>();

/** The date in the zone at a UTC instant. Throws `unexpected` for anything that is no instant or no zone. */
export function todayIn(zone: string, instant: string): string {
  const read = () => valid(DateTime.fromISO(instant, { zone })).toISODate();
  return INSTANT.test(instant) ? once(todays, `${zone} ${instant.slice(0, 16)}`, read) : read();
}

/** The date `days` calendar days later; earlier where negative. */
export function addDays(date: string, days: number): string {
  if (!isDate(date)) day(date);
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function at(date: string, timeOfDay: string, zone: string): string {
  const [hour, minute] = timeOfDay.split(':').map(Number);
  return utc(valid(day(date, zone).set({ hour, minute })));
}

/** UTC instant at which the office opens that day, working day or not. */
export function openingOf(date: string, procedure: OfficeHours): string {
  return at(date, procedure.hours.opens, procedure.timeZone);
}

/** UTC instant of that day's close of business. */
export function closingOf(date: string, procedure: OfficeHours): string {
  return at(date, procedure.hours.closes, procedure.timeZone);
}

/** Whether the office works that day: its weekdays, less the procedure's closed days and the given holidays. */
export function isWorkingDay(
  date: string,
  procedure: OfficeHours,
  holidays: ReadonlySet<string> = new Set(),
): boolean {
  return (
    procedure.hours.weekdays.includes(day(date).weekday) &&
    !procedure.closedDays.includes(date) &&
    !holidays.has(date)
  );
}

/**
 * UTC instant at which an action asked for a date falls due: an effective date at the opening of that day; an end
 * date, which is inclusive, at its close of business.
 */
export function startOfAction(
  date: string,
  procedure: OfficeHours,
  { inclusiveEnd }: { readonly inclusiveEnd: boolean },
): string {
  return inclusiveEnd ? closingOf(date, procedure) : openingOf(date, procedure);
}

/** Patterns of luxon; Spanish is put together here because ICU versions differ in commas and "de". */
function pattern(language: DateLanguage, { weekday = false, year = true, short = false }: DateStyle): string {
  const link = language === 'es' && !short ? " 'de' " : ' ';
  const parts = ['d', short ? 'LLL' : 'LLLL', ...(year ? ['yyyy'] : [])];
  return `${weekday ? 'cccc ' : ''}${parts.join(link)}`;
}

const written = new Map<string, string>();

/**
 * A `YYYY-MM-DD` date as people write it: "15 de diciembre de 2026", "lunes 23 de noviembre", "15 dic 2026";
 * "15 December 2026". What is no date comes back as it is, so that no card fails over it.
 */
export function formatDate(date: string, language: DateLanguage, style: DateStyle = {}): string {
  if (!isDate(date)) return date;
  const how = pattern(language, style);
  const write = () => day(date).setLocale(language).toFormat(how).replace('.', '');
  return once(written, `${date} ${language} ${how}`, write);
}

/**
 * A UTC instant as people of the zone write it: "20 de noviembre de 2026, 3:05 p. m."; "20 November 2026, 3:05 pm".
 * What is no instant comes back as it is.
 */
export function formatInstant(
  instant: string,
  zone: string,
  language: DateLanguage,
  style: DateStyle = {},
): string {
  const time = DateTime.fromISO(instant, { zone });
  if (!time.isValid) return instant;
  const halves = language === 'es' ? ['a. m.', 'p. m.'] : ['am', 'pm'];
  const clock = `${time.toFormat('h:mm')} ${time.hour < 12 ? halves[0] : halves[1]}`;
  return `${formatDate(time.toISODate(), language, style)}, ${clock}`;
}
