import { addDays } from '../../services/domain/calendar.ts';
import type { Days } from '../../services/domain/indicators.ts';
import { type CalendarUnit, periodAt, periodBefore } from '../../services/domain/periods.ts';
import { MONTHS } from './calendar-words.ts';

/** Words of a part of the year by its number. */
const ORDINALS: readonly string[] = [
  '1|1er|1ro|1o|i|primer|primero|primera|1st|first',
  '2|2do|2o|ii|segundo|segunda|2nd|second',
  '3|3er|3ro|3o|iii|tercer|tercero|tercera|3rd|third',
  '4|4to|4o|iv|cuarto|cuarta|4th|fourth',
];
const UNITS: Readonly<Record<string, CalendarUnit>> = {
  dia: 'day',
  day: 'day',
  semana: 'week',
  week: 'week',
  mes: 'month',
  month: 'month',
  trimestre: 'quarter',
  quarter: 'quarter',
  semestre: 'half',
  half: 'half',
  ano: 'year',
  year: 'year',
};
const UNIT = Object.keys(UNITS).join('|');
const ORDINAL = ORDINALS.join('|');
const NOW = 'este|esta|actual|presente|this|current|en curso|que corre';
const BEFORE = 'pasado|pasada|anterior|ultimo|ultima|last|previous|prior|que paso|que termino';
const LINK = '(?:,? ?(?:de|del|of|in|en)? ?(?:el |the )?(?:ano |year )?)';
const YEAR = `(?:${LINK}(?<year>20\\d\\d)|,? (?:de |del |of )?(?:este ano|this year|ano en curso)|,? (?:de |del |of )?(?<lastYear>(?:el )?ano (?:pasado|anterior)|last year))?`;
const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');

/** Words before a period that say nothing of it. */
const LEADING =
  /^(?:(?:de|del|para|en|durante|desde|por|for|of|in|during|on|el|la|lo|los|las|the|va|que va|llevamos)\b ?)+/;

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'u');

type Groups = Readonly<Record<string, string | undefined>>;
type Read = (said: Groups, today: string) => Days | undefined;

const ordinal = (word: string) => ORDINALS.findIndex((one) => one.split('|').includes(word)) + 1;

/** The year that was said; without one, the latest in which the part had begun. */
function partOfYear(said: Groups, today: string, unit: 'month' | 'quarter' | 'half', number: number): Days {
  const length = { month: 1, quarter: 3, half: 6 }[unit];
  const month = String((number - 1) * length + 1).padStart(2, '0');
  const thisYear = Number(today.slice(0, 4));
  const meant = said.year ? Number(said.year) : said.lastYear ? thisYear - 1 : thisYear;
  const at = periodAt(unit, `${meant}-${month}-01`);
  return !said.year && !said.lastYear && at.from > today ? periodAt(unit, `${meant - 1}-${month}-01`) : at;
}

const numbered: Read = (said, today) => {
  const unit = said.short ? 'quarter' : UNITS[said.unit ?? ''];
  const number = ordinal(said.n ?? said.short?.slice(1) ?? '');
  if ((unit !== 'quarter' && unit !== 'half') || number < 1 || (unit === 'half' && number > 2))
    return undefined;
  return partOfYear(said, today, unit, number);
};

const present: Read = (said, today) => {
  const unit = UNITS[said.unit ?? ''];
  return unit && periodAt(unit, today);
};

const former: Read = (said, today) => {
  const unit = UNITS[said.unit ?? ''];
  return unit && periodBefore(periodAt(unit, today));
};

/** How people name a stretch of the calendar, on folded text, whole. */
const SAID: readonly (readonly [RegExp, Read])[] = [
  [whole(`(?<n>${ORDINAL}) (?<unit>trimestre|quarter|semestre|half)${YEAR}`), numbered],
  [whole(`(?<unit>trimestre|quarter|semestre|half) (?<n>${ORDINAL})${YEAR}`), numbered],
  [whole(`(?<short>[tq][1-4])${YEAR}`), numbered],
  [
    whole(`(?:${NOW}) (?<unit>${UNIT})|(?<unit2>${UNIT}) (?:${NOW})`),
    (said, today) => present(unified(said), today),
  ],
  [
    whole(`(?:${BEFORE}) (?<unit>${UNIT})|(?<unit2>${UNIT}) (?:${BEFORE})`),
    (said, today) => former(unified(said), today),
  ],
  [whole('hoy|today'), (_said, today) => periodAt('day', today)],
  [whole('ayer|yesterday'), (_said, today) => periodAt('day', addDays(today, -1))],
  [
    whole(`(?:mes de )?(?<month>${MONTH})${YEAR}`),
    (said, today) => partOfYear(said, today, 'month', MONTHS.get(said.month ?? '') ?? 1),
  ],
  [whole('(?:ano |year )?(?<year>20\\d\\d)'), (said) => periodAt('year', `${said.year}-01-01`)],
];

/** The unit of whichever order of the words it was. */
const unified = (said: Groups): Groups => ({ ...said, unit: said.unit ?? said.unit2 });

/** Longest words that can name a period, in characters. */
const LONGEST = 60;

/**
 * The stretch of the calendar that folded words name ("tercer trimestre de 2026", "Q3", "octubre", "este año",
 * "last month"), as a whole; a part of the year without its year is the latest that had begun by `today`
 * (`YYYY-MM-DD`). Undefined for anything else.
 */
export function parsePeriod(folded: string, today: string): Days | undefined {
  if (folded.length > LONGEST) return undefined;
  const words = folded
    .replace(/[?!.,;:¿¡]+$/u, '')
    .trim()
    .replace(LEADING, '');
  for (const [pattern, read] of SAID) {
    const match = pattern.exec(words);
    const found = match && read(match.groups ?? {}, today);
    if (found) return found;
  }
  return undefined;
}
