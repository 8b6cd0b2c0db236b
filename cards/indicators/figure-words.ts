import { formatDate } from '../../services/domain/calendar.ts';
import type { Days, Spread } from '../../services/domain/indicators.ts';
import { unitOf } from '../../services/domain/periods.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import { type Language, languageOf, type Translate, translator } from '../../services/locale/translate.ts';
import { workingTime } from '../parts/time-words.ts';

/** What the cards of the indicators need: whose they are, and the words of a language. */
export interface FigureWords {
  readonly procedure: Procedure;
  readonly t: Translate;
  readonly lang: Language;
  /** `YYYY-MM-DD`; a period that has not ended by then says so. */
  readonly today: string;
}

export function figureWords(procedure: Procedure, locale: string, today: string): FigureWords {
  return { procedure, t: translator(locale), lang: languageOf(locale), today };
}

const monthOf = (date: string, lang: Language, month: 'long' | 'short') =>
  new Intl.DateTimeFormat(lang, { month, year: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${date}T00:00:00Z`))
    .replace('.', '');

/** Which part of the year it is, from 1. */
const partOf = ({ from }: Days, months: number) => Math.floor((Number(from.slice(5, 7)) - 1) / months) + 1;

/** A period as people call it: "tercer trimestre de 2026", "octubre de 2026", "1 nov 2026 a 15 nov 2026". */
export function periodName(days: Days, { t, lang }: Pick<FigureWords, 't' | 'lang'>): string {
  const year = days.from.slice(0, 4);
  const unit = unitOf(days);
  if (unit === 'year') return year;
  if (unit === 'month') return monthOf(days.from, lang, 'long');
  if (unit === 'day') return formatDate(days.from, lang);
  if (unit === 'quarter' || unit === 'half') {
    const which = t(`indicator.ordinal.${partOf(days, unit === 'quarter' ? 3 : 6)}`);
    return t(`indicator.period.${unit}`, { which, year });
  }
  return daysName(days, { t, lang });
}

/** The first and the last day: "del 1 de julio al 30 de septiembre de 2026". */
export function daysName({ from, until }: Days, { t, lang }: Pick<FigureWords, 't' | 'lang'>): string {
  const sameYear = from.slice(0, 4) === until.slice(0, 4);
  const first = formatDate(from, lang, { year: !sameYear });
  return t('indicator.period.range', { from: first, until: formatDate(until, lang) });
}

/** A period in as few signs as an axis has room for: "T3 2026", "oct 2026". */
export function shortPeriod(days: Days, { t, lang }: Pick<FigureWords, 't' | 'lang'>): string {
  const year = days.from.slice(0, 4);
  const unit = unitOf(days);
  if (unit === 'year') return year;
  if (unit === 'month') return monthOf(days.from, lang, 'short');
  if (unit === 'quarter' || unit === 'half')
    return t(`indicator.short.${unit}`, { n: partOf(days, unit === 'quarter' ? 3 : 6), year });
  return formatDate(days.from, lang, { short: true, year: false });
}

/** "94,5 %"; a dash where there is nothing to divide by. */
export function percent(value: number | undefined, lang: Language): string {
  if (value === undefined) return '–';
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100);
}

export function number(value: number, lang: Language, digits = 0): string {
  return new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
}

/** Minutes of working time as people say them, a minute at least. */
function minutes(counted: number, { procedure, t }: FigureWords): string {
  const value = Math.max(1, counted);
  return value < 60 ? t('indicator.minutes', { count: value }) : workingTime(value * 60_000, procedure, t);
}

/** "la mitad en 3 horas hábiles o menos; 9 de cada 10 en 2 días hábiles o menos". */
export function spreadWords(spread: Spread, words: FigureWords): string {
  return words.t('indicator.spread', {
    median: minutes(spread.median, words),
    p90: minutes(spread.p90, words),
  });
}
