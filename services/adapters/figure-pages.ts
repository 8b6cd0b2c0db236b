import { addDays } from '../domain/calendar.ts';
import type { Days } from '../domain/indicators.ts';

/** Where a page of cases behind a figure ended: the day and the code of its last case, as one text. */
export function markOf(day: string, code: string): string {
  return `${day}.${code}`;
}

/** The day and the code to go on from; beyond all of them for the first page and for what is no mark. */
export function afterMark(mark = ''): { readonly day: string; readonly code: string } {
  const [, day, code] = /^(\d{4}-\d{2}-\d{2})\.(.+)$/.exec(mark) ?? [];
  return day && code ? { day, code } : { day: '9999-12-31', code: '\u{10ffff}' };
}

/** The period cut at the ends of months. */
export function slicesOf({ from, until }: Days): readonly Days[] {
  const slices: Days[] = [];
  for (let start = from; start <= until; ) {
    const nextMonth = `${addDays(`${start.slice(0, 8)}28`, 4).slice(0, 8)}01`;
    const end = addDays(nextMonth, -1);
    slices.push({ from: start, until: end < until ? end : until });
    start = nextMonth;
  }
  return slices;
}
