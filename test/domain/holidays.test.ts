import Tables from 'date-holidays';
import { expect, test } from 'vitest';
import { holidaysOf } from '../../services/domain/holidays.ts';

/** The change of the federal executive, which the library still has on its former day. */
const FORMER = '12-01 every 6 years since 1934';
/** Mexico's Mondays are of 2006; our table begins after them. */
const YEARS = Array.from({ length: 94 }, (_, n) => 2007 + n);

function byTheLibrary(country: 'CO' | 'MX', year: number) {
  const table = new Tables(country);
  // Easter Sunday itself is no day of Colombia's law.
  table.setHoliday('easter', { name: 'easter', type: 'observance' });
  const all = table.getHolidays(year);
  const dateOf = ({ date }: { readonly date: string }) => date.slice(0, 10);
  const holidays = all
    .filter(({ type }) => type === 'public')
    .map((one) => (year >= 2024 && one.rule === FORMER ? `${year}-10-01` : dateOf(one)));
  return {
    holidays: [...new Set(holidays)].sort(),
    easterSunday: all.filter(({ rule }) => rule === 'easter').map(dateOf)[0],
  };
}

test.each(['CO', 'MX'] as const)(
  '%s rests on the days that the tables of all countries name, in every year of this century',
  (country) => {
    const ours = YEARS.map((year) => {
      const { holidays, easterSunday } = holidaysOf(country, year);
      return { holidays: [...holidays].sort(), easterSunday };
    });
    expect(ours).toEqual(YEARS.map((year) => byTheLibrary(country, year)));
  },
);
