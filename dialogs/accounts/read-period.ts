import { addDays } from '../../services/domain/calendar.ts';
import { datesIn } from '../answers/read-dates.ts';
import { MONTHS, NUMBER_WORDS, PLAIN_MONTHS } from '../recognition/calendar-words.ts';
import { endOfMonth, formatDay } from '../recognition/days.ts';

/** A stretch of days, both ends included; an end that is not said is open. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** What a period is read against. */
export interface PeriodContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly locale: string;
  /** "vencieron": the stretch lies behind. */
  readonly past: boolean;
}

/** What was read, and what of the text is left. */
export interface ReadPeriod {
  readonly period: Period;
  readonly rest: string;
}

type Rule = readonly [RegExp, (groups: Record<string, string>, context: PeriodContext) => Period | undefined];

const MONTH = [...PLAIN_MONTHS].join('|');
/** A date in words, up to what can only be something else. */
const DATE = '[\\p{L}\\d][\\p{L}\\d /.-]{0,38}?';
const END =
  '(?= (?:de la|de las|de los|del? (?:oficina|secretaria|direccion|area)|a cargo|a mi|con|with|from|in the)\\b|$)';

function month(year: number, at: number): Period {
  const last = endOfMonth(year, at);
  const day = formatDay(last);
  return { from: `${day.slice(0, 8)}01`, to: day };
}

const shifted = (today: string, months: number): Period => {
  const at = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months;
  return month(Math.floor(at / 12), (at % 12) + 1);
};

/** A month without a year is the next of that name, or the last one where it is told as past. */
function namedMonth(name: string, said: string | undefined, { today, past }: PeriodContext): Period {
  const at = MONTHS.get(name) ?? 1;
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (said !== undefined) return month(Number(said), at);
  if (past) return month(at <= now ? year : year - 1, at);
  return month(at >= now ? year : year + 1, at);
}

/** Monday to Sunday; `weeks` later. */
function week(today: string, weeks: number): Period {
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + 7 * weeks);
  return { from: monday, to: addDays(monday, 6) };
}

function date(text: string | undefined, { today, locale }: PeriodContext): string | undefined {
  return text === undefined ? undefined : datesIn(text, { locale, today, asked: 'end' })[0]?.iso;
}

const numbered = (text: string | undefined): number => Number(text) || NUMBER_WORDS.get(text ?? '') || 0;

/** One rule for each way of saying it, on folded text; the first that fits counts. */
const RULES: readonly Rule[] = [
  [
    new RegExp(
      `^(?:en |in |durante |during )?(?:el )?(?:mes de )?(?<month>${MONTH})(?:,? (?:de |del |of )?(?:ano )?(?<year>20\\d\\d))?\\b`,
      'u',
    ),
    ({ month: name = '', year }, context) => namedMonth(name, year, context),
  ],
  [/^(?:en )?este mes\b|^(?:in )?this month\b/u, (_g, { today }) => shifted(today, 0)],
  [
    /^(?:en )?(?:el )?(?:proximo mes|mes que viene|mes entrante|mes siguiente)\b|^(?:in )?next month\b/u,
    (_g, { today }) => shifted(today, 1),
  ],
  [/^(?:en )?(?:el )?mes pasado\b|^(?:in )?last month\b/u, (_g, { today }) => shifted(today, -1)],
  [/^(?:en )?esta semana\b|^this week\b/u, (_g, { today }) => week(today, 0)],
  [
    /^(?:en )?la (?:proxima semana|semana que viene|semana entrante)\b|^next week\b/u,
    (_g, { today }) => week(today, 1),
  ],
  [
    /^(?:a (?:fin|finales) de ano|este ano|en este ano|at the end of the year|this year)\b/u,
    (_g, { today }) => ({ from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` }),
  ],
  [/^hoy\b|^today\b/u, (_g, { today }) => ({ from: today, to: today })],
  [
    /^(?:en |durante )?(?:los )?(?:proximos |siguientes )?(?<days>\d{1,3}|[a-z]{3,12}) dias\b|^(?:in|within)(?: the)?(?: next)? (?<n>\d{1,3}|[a-z]{3,12}) days\b/u,
    ({ days, n }, { today }) => {
      const count = numbered(days ?? n);
      return count > 0 ? { from: today, to: addDays(today, count) } : undefined;
    },
  ],
  [
    new RegExp(`^(?:entre(?: el)?|between) (?<a>${DATE}) (?:y|and)(?: el)? (?<b>${DATE})${END}`, 'u'),
    ({ a, b }, context) => stretch(`${a} `, b, context),
  ],
  [
    new RegExp(
      `^(?:del?|desde(?: el)?|from) (?<a>${DATE}) (?:al?|hasta(?: el)?|to|until) (?<b>${DATE})${END}`,
      'u',
    ),
    ({ a, b }, context) => stretch(a, b, context),
  ],
  [
    new RegExp(`^(?:antes del?|before) (?<a>${DATE})${END}`, 'u'),
    ({ a }, context) => {
      const day = date(a, context);
      return day === undefined
        ? undefined
        : { to: addDays(day, -1), ...(!context.past && { from: context.today }) };
    },
  ],
  [
    new RegExp(`^(?:hasta(?: el)?|a mas tardar(?: el)?|until|by) (?<a>${DATE})${END}`, 'u'),
    ({ a }, context) => {
      const day = date(a, context);
      return day === undefined ? undefined : { to: day, ...(!context.past && { from: context.today }) };
    },
  ],
  [
    new RegExp(`^(?:despues del?|a partir del?|desde(?: el)?|after|from) (?<a>${DATE})${END}`, 'u'),
    ({ a }, context) => {
      const day = date(a, context);
      return day === undefined ? undefined : { from: day };
    },
  ],
  [
    new RegExp(`^(?:el|on) (?<a>\\d${DATE})${END}`, 'u'),
    ({ a }, context) => {
      const day = date(a, context);
      return day === undefined ? undefined : { from: day, to: day };
    },
  ],
];

/** "1 y 15 de diciembre": the first day borrows the month of the second. */
function stretch(a: string | undefined, b: string | undefined, context: PeriodContext): Period | undefined {
  const to = date(b, context);
  if (to === undefined) return undefined;
  const bare = /^\s*(\d{1,2})\s*$/.exec(a ?? '')?.[1];
  const from = bare === undefined ? date(a, context) : `${to.slice(0, 8)}${bare.padStart(2, '0')}`;
  return from !== undefined && from <= to ? { from, to } : undefined;
}

/** Reads the period with which the text begins; undefined where it begins with none. Linear; never throws. */
export function readPeriod(text: string, context: PeriodContext): ReadPeriod | undefined {
  for (const [pattern, make] of RULES) {
    const found = pattern.exec(text);
    const period = found && make({ ...found.groups } as Record<string, string>, context);
    if (period) return { period, rest: text.slice(found[0].length).trim() };
  }
  return undefined;
}
