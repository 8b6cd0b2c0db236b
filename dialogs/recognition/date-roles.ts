import type { Token } from './chunks.ts';
import { type DateHint, resolveDate, resolveDayNumber } from './date-resolve.ts';
import { parseDay } from './days.ts';
import { WordSet } from './lexicon.ts';

export type DateKey = 'startDate' | 'endDate' | 'effectiveDate';

/** A date of the message that has a role, with its place among the tokens. */
export interface TaggedDate {
  readonly key: DateKey;
  readonly at: number;
}

const PAST = new WordSet(
  'termino finalizo finalice vencio acabo culmino concluyo concluyeron terminaron vencieron finalizaron expiro renuncio salio retiro fue ended expired finished left resigned concluded quit was cumplio ceso terminado vencido pasado transferred retired dejo fallecio murio ingreso entro empezo inicio arranco comenzo started joined began signed firmo firmaron posesiono llego vinculo despidieron'.split(
    ' ',
  ),
);
const STOPS = new Set(['.', ';']);

/** Words right before a date that point ahead, whatever was told before them. */
const AHEAD = new Set(
  'partir desde hasta para efectos efectiva efectivo effective from until to through starting as by'.split(
    ' ',
  ),
);

/** Verbs of what is or comes: "renunció y su último día es el 30". */
const NOW_OR_LATER = new Set(
  'es sera seran va van vence vencen termina terminan acaba acaban finaliza sale is ends end will expires finishes finish leaves'.split(
    ' ',
  ),
);

/** Verbs after which "desde" tells of what has already begun ("soy contratista desde el martes"). */
const GOES_ON = new Set('soy estoy fue fueron llego firmo trabajo empezo entro'.split(' '));

/** Words that are nouns after these, and verbs otherwise: "fecha de inicio", "inició". */
const NOUN_OR_VERB = new Set(['inicio', 'ingreso', 'retiro', 'termino']);
const BEFORE_NOUN = new Set('de del la el su con fecha acta nuevo'.split(' '));

/** How far back the verb of a date may stand; that of an action asked for stands close. */
const REACH: Readonly<Record<DateKey, number>> = { startDate: 24, endDate: 24, effectiveDate: 5 };

/** Whether the nearest verb before a date in its sentence tells it as past ("terminó el viernes"). */
function toldAsPast(tokens: readonly Token[], at: number, key: DateKey): boolean {
  for (let back = at - 1; back >= Math.max(0, at - REACH[key]); back -= 1) {
    const token = tokens[back];
    if (!token || token.kind === 'break' || token.kind === 'date' || STOPS.has(token.raw)) return false;
    if (at - back <= 3 && token.folded === 'since') return true;
    if (at - back <= 3 && AHEAD.has(token.folded))
      return token.folded === 'desde' && tokens.slice(Math.max(0, back - 5), back).some(goesOn);
    if (tellsPast(token, tokens[back - 1])) return true;
    if (NOW_OR_LATER.has(token.folded)) return false;
  }
  return false;
}

const goesOn = (token: Token): boolean => GOES_ON.has(token.folded);

function tellsPast(token: Token, before: Token | undefined): boolean {
  if (/^entré$/iu.test(token.raw)) return true;
  if (!PAST.has(token.folded) || /^té/iu.test(token.raw)) return false;
  const noun = NOUN_OR_VERB.has(token.folded) && BEFORE_NOUN.has(before?.folded ?? '');
  return !noun || /ó$/u.test(token.raw);
}

const SIDES: Readonly<Record<DateKey, 'start' | 'end' | 'effective'>> = {
  startDate: 'start',
  endDate: 'end',
  effectiveDate: 'effective',
};

/**
 * The dates of a message as `YYYY-MM-DD`. A start is read before the end that is named beside it; a date told as
 * past lies behind; anything else lies ahead of `now`.
 */
export function resolveDates(
  tokens: readonly Token[],
  dates: readonly TaggedDate[],
  nowText: string,
): Partial<Record<DateKey, string>> {
  const now = parseDay(nowText);
  const found: Partial<Record<DateKey, string>> = {};
  if (now === undefined) return found;
  const first = (key: DateKey): TaggedDate | undefined => dates.find((date) => date.key === key);
  const end = first('endDate');
  const endDay = end && dayOf(tokens, end, now, {});
  for (const key of ['endDate', 'startDate', 'effectiveDate'] as const) {
    const date = first(key);
    if (!date) continue;
    const before = key === 'startDate' && endDay !== undefined ? endDay : undefined;
    const reading = tokens[date.at]?.reading;
    if (!reading) continue;
    const hint: DateHint = { side: SIDES[key], past: toldAsPast(tokens, date.at, key), before };
    const after = key === 'effectiveDate' && isBare(reading) && endDay !== undefined ? endDay : undefined;
    const value = resolveDate(reading, now, { ...hint, after });
    if (value) found[key] = value;
  }
  if (found.endDate && !found.effectiveDate && saysThatDay(tokens)) found.effectiveDate = found.endDate;
  return found;
}

const THAT = new Set(['ese', 'esa', 'that']);
const DAY = new Set('dia fecha day date afternoon evening tarde'.split(' '));

/** "Termina el 30; ese mismo día ciérrenle el correo." */
function saysThatDay(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ folded }, at) =>
      THAT.has(folded) && (DAY.has(tokens[at + 1]?.folded ?? '') || DAY.has(tokens[at + 2]?.folded ?? '')),
  );
}

function isBare(reading: NonNullable<Token['reading']>): boolean {
  return reading.kind === 'day' && reading.month === undefined && reading.shift === undefined;
}

function dayOf(tokens: readonly Token[], date: TaggedDate, now: number, more: DateHint): number | undefined {
  const reading = tokens[date.at]?.reading;
  if (!reading) return undefined;
  return resolveDayNumber(reading, now, {
    side: SIDES[date.key],
    past: toldAsPast(tokens, date.at, date.key),
    ...more,
  });
}
