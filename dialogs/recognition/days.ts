/** Whole days since 1970-01-01; dates are `YYYY-MM-DD`, without a time or a zone. */

const MS = 86_400_000;

/** The day's number, or undefined where the calendar has no such day. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 ? at.getTime() / MS : undefined;
}

/** Reads `YYYY-MM-DD`; undefined where it is none. */
export function parseDay(iso: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!parts) return undefined;
  return dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** `YYYY-MM-DD` of a day's number. */
export function formatDay(day: number): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Year and month (1 to 12) of a day's number, and the day of the month. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const at = new Date(day * MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** The last day of a month. */
export function endOfMonth(year: number, month: number): number {
  return Date.UTC(year, month, 0) / MS;
}

/** The same day so many months later, or that month's last. */
export function addMonths(day: number, months: number): number {
  const from = partsOf(day);
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return Math.min(endOfMonth(year, month), Date.UTC(year, month - 1, from.day) / MS);
}
