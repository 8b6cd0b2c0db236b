import { addDays } from './calendar.ts';
import type { Procedure } from './procedure.ts';

type Country = Procedure['country'];

/** What a country rests on in one year, as `YYYY-MM-DD`. */
export interface YearOfRest {
  readonly holidays: ReadonlySet<string>;
  readonly easterSunday: string;
}

/** How the law sets a day: a date, the first Monday from a date on (both `MM-DD`), or days from Easter Sunday. */
type Day = { readonly on: string } | { readonly mondayFrom: string } | { readonly easter: number };

/** A holiday of the law, and the years in which it is one: all, where nothing is said. */
type Rule = Day & { readonly since?: number; readonly until?: number; readonly everyYears?: number };

/**
 * The public holidays of each country, by its law; bank holidays and observances are worked.
 *
 * Colombia: Ley 51 de 1983 (Ley Emiliani); Chiquinquirá by Ley 2578 de 2026. Mexico: article 74 of the Ley Federal
 * del Trabajo as of 2006 (earlier years are not in the table), where the day on which the federal executive changes
 * hands is 1 October since the reform of fraction VII (DOF, 30 September 2024).
 *
 * The tests hold every year to come against the tables of date-holidays, which follows the laws of all countries: a
 * new version of it that knows of a change goes red there. It is no part of the desk itself, since it carries what all
 * other countries rest on, with the astronomy for it: 24 MB of memory for some thirty lines.
 */
const RULES: Readonly<Record<Country, readonly Rule[]>> = {
  CO: [
    { on: '01-01' },
    { mondayFrom: '01-06' },
    { mondayFrom: '03-19' },
    { easter: -3 },
    { easter: -2 },
    { on: '05-01' },
    { easter: 43 },
    { easter: 64 },
    { easter: 71 },
    { mondayFrom: '06-29' },
    { mondayFrom: '07-09', since: 2026 },
    { on: '07-20' },
    { on: '08-07' },
    { mondayFrom: '08-15' },
    { mondayFrom: '10-12' },
    { mondayFrom: '11-01' },
    { mondayFrom: '11-11' },
    { on: '12-08' },
    { on: '12-25' },
  ],
  MX: [
    { on: '01-01' },
    { mondayFrom: '02-01' },
    { mondayFrom: '03-15' },
    { on: '05-01' },
    { on: '09-16' },
    { on: '10-01', since: 2024, everyYears: 6 },
    { mondayFrom: '11-15' },
    { on: '12-01', since: 1934, until: 2018, everyYears: 6 },
    { on: '12-25' },
  ],
};

const years = new Map<string, YearOfRest>();

/**
 * The public holidays of a country in a year, those that move included: Colombia's Ley Emiliani, Easter and what
 * hangs on it; Mexico's Mondays. Computed once a year and country.
 */
export function holidaysOf(country: Country, year: number): YearOfRest {
  const key = `${country}${year}`;
  const known = years.get(key);
  if (known) return known;
  const easterSunday = easterOf(year);
  const rules = RULES[country].filter((rule) => holdsIn(rule, year));
  const found = { holidays: new Set(rules.map((rule) => dateOf(rule, year, easterSunday))), easterSunday };
  years.set(key, found);
  return found;
}

function holdsIn({ since = 0, until = 9_999, everyYears = 1 }: Rule, year: number): boolean {
  return year >= since && year <= until && (year - since) % everyYears === 0;
}

function dateOf(day: Day, year: number, easterSunday: string): string {
  if ('on' in day) return `${year}-${day.on}`;
  if ('easter' in day) return addDays(easterSunday, day.easter);
  const from = `${year}-${day.mondayFrom}`;
  return addDays(from, (8 - new Date(`${from}T00:00:00Z`).getUTCDay()) % 7);
}

/** Easter Sunday of the Gregorian calendar, by Gauss's method as Meeus, Jones and Butcher wrote it down. */
function easterOf(year: number): string {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const leaps = Math.floor(century / 4);
  const drift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - drift + 15) % 30;
  const short = Math.floor((year % 100) / 4);
  const weekday = (32 + 2 * (century % 4) + 2 * short - epact - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  return addDays(`${year}-03-22`, epact + weekday - 7 * late);
}
