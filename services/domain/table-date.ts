import { isDate } from './calendar.ts';

const MONTHS: readonly string[] = [
  ...['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
];
/** The English abbreviations that differ. */
const ENGLISH: Readonly<Record<string, number>> = { jan: 1, apr: 4, aug: 8, dec: 12 };

function monthIn(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const short = text.toLowerCase().slice(0, 3);
  const at = MONTHS.indexOf(short);
  return at >= 0 ? at + 1 : ENGLISH[short];
}

/**
 * A date as people write it into a table, day before month as in the entities' countries: `31/12/2026`, `31-12-26`,
 * `31 de diciembre de 2026`, `31-dic-2026`, or as it is, `2026-12-31`. `YYYY-MM-DD`; undefined for everything else.
 */
export function readTableDate(text: string): string | undefined {
  const said = text.trim();
  if (isDate(said)) return said;
  const found =
    /^(\d{1,2})(?:[/.\- ]+|\s+de\s+)(\d{1,2}|\p{L}{3,10})\.?(?:[/.\- ]+|\s+del?\s+)(\d{4}|\d{2})$/u.exec(
      said,
    );
  const [, day = '', named = '', year = ''] = found ?? [];
  const month = monthIn(named);
  if (!found || month === undefined) return undefined;
  const whole = year.length === 2 ? `20${year}` : year;
  const date = `${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}
