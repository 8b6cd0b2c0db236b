import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { Procedure } from './procedure.ts';

type Country = Procedure['country'];

/** What a country rests on in one year, as `YYYY-MM-DD`. */
export interface YearOfRest {
  readonly holidays: ReadonlySet<string>;
  readonly easterSunday: string;
}

/**
 * Where the law moved on from the library's table. Mexico: the day on which the federal executive changes hands is
 * 1 October since the reform of article 74 VII of the Ley Federal del Trabajo (DOF, 30 September 2024).
 */
const CORRECTIONS: Readonly<
  Record<Country, { readonly gone: readonly string[]; readonly came: readonly string[] }>
> = {
  CO: { gone: [], came: [] },
  MX: { gone: ['12-01 every 6 years since 1934'], came: ['10-01 every 6 years since 2024'] },
};

const tables = new Map<Country, Holidays>();
const years = new Map<string, YearOfRest>();

/** The library carries the tables of all countries (about 25 MB, 0.1 s), so it is loaded by whoever counts first. */
function tableOf(country: Country): Holidays {
  const known = tables.get(country);
  if (known) return known;
  const Table = createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  const table = new Table(country);
  for (const rule of CORRECTIONS[country].came) table.setHoliday(rule, { name: rule, type: 'public' });
  table.setHoliday('easter', { name: 'easter', type: 'observance' });
  tables.set(country, table);
  return table;
}

/**
 * The public holidays of a country in a year, those that move included: Colombia's Ley Emiliani, Easter and what
 * hangs on it; Mexico's Mondays. Bank holidays and observances are worked. Computed once a year and country.
 */
export function holidaysOf(country: Country, year: number): YearOfRest {
  const key = `${country}${year}`;
  const known = years.get(key);
  if (known) return known;
  const { gone } = CORRECTIONS[country];
  const all = tableOf(country)
    .getHolidays(year)
    .filter((one) => !gone.includes(one.rule));
  const dateOf = (one: { readonly date: string }) => one.date.slice(0, 10);
  const found = {
    holidays: new Set(all.filter((one) => one.type === 'public').map(dateOf)),
    easterSunday: all.filter((one) => one.rule === 'easter').map(dateOf)[0] ?? '',
  };
  years.set(key, found);
  return found;
}
