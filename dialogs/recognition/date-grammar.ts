import { NUMBER_WORDS, PLAIN_MONTHS, WEEKDAYS } from './calendar-words.ts';
import {
  type DateOrder,
  type DateSpan,
  dayOfMonth,
  type Got,
  isAny,
  monthWord,
  trailingYear,
  word,
  year,
} from './date-parts.ts';
import {
  AHEAD,
  afterPhrase,
  BACK,
  COMING,
  COUPLE,
  END_OF,
  OF_LAST_MONTH,
  OF_NEXT_MONTH,
  OF_THE_MONTH,
  OF_THIS_MONTH,
  OFFSETS,
  PLAIN_END,
  START_OF,
  THIS_DATE,
  TODAY,
} from './date-phrases.ts';
import type { Atom } from './tokens.ts';

/** "31 de diciembre de 2026", "31-dic-26", "1st of December", "15 enero". */
function dayThenMonth(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const day = dayOfMonth(atoms, at);
  if (!day) return undefined;
  let next = day.next;
  if (isAny(atoms, next, ['dias', 'dia']) && afterPhrase(atoms, next + 1, OF_THE_MONTH) !== -1) next += 4;
  else if (afterPhrase(atoms, next, OF_THE_MONTH) !== -1) next += 3;
  else if (isAny(atoms, next, ['de', 'del', 'd', 'of', '-', '/'])) next += 1;
  const month = monthWord(atoms, next);
  if (!month) return undefined;
  const tail = trailingYear(atoms, month.next);
  const { next: end, ...rest } = tail;
  return { reading: { kind: 'day', day: day.value, month: month.value, ...rest }, next: end };
}

/** "December 31st, 2026", "diciembre 31 de 2026". */
function monthThenDay(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const month = monthWord(atoms, at);
  if (!month) return undefined;
  const from = isAny(atoms, month.next, ['the', '-']) ? month.next + 1 : month.next;
  const day = dayOfMonth(atoms, from);
  if (!day || (atoms[from]?.kind === 'word' && !word(atoms, from).endsWith('th'))) return undefined;
  if (atoms[day.next]?.glued && isAny(atoms, day.next, [':', '@', '%'])) return undefined;
  const { next, ...rest } = trailingYear(atoms, day.next);
  return { reading: { kind: 'day', day: day.value, month: month.value, ...rest }, next };
}

/** Three numbers with one separator, or two around a slash; the order is the locale's unless it cannot be. */
function numeric(atoms: readonly Atom[], at: number, order: DateOrder): DateSpan | undefined {
  const parts: string[] = [];
  const separator = word(atoms, at + 1);
  if (!['/', '-', '.'].includes(separator)) return undefined;
  let next = at;
  for (; parts.length < 3; next += 2) {
    const atom = atoms[next];
    if (atom?.kind !== 'number' || (parts.length > 0 && !atom.glued)) break;
    parts.push(atom.raw);
    if (word(atoms, next + 1) !== separator || atoms[next + 1]?.glued !== true) {
      next += 1;
      break;
    }
  }
  if (parts.length === 3 && next - at > 5) next -= 1;
  const [a = '', b = '', c = ''] = parts;
  const glued = atoms[next];
  if (glued?.glued && (glued.kind === 'number' || glued.kind === 'word' || '-/'.includes(glued.raw)))
    return undefined;
  if (a.length === 4 && parts.length === 3) return fixed(Number(c), Number(b), Number(a), next);
  if (a.length > 2 || b.length > 2) return undefined;
  const swap = order === 'mdy' ? Number(a) <= 12 : Number(b) > 12;
  const [day, month] = swap ? [Number(b), Number(a)] : [Number(a), Number(b)];
  if (parts.length === 2) return separator === '/' ? fixed(day, month, undefined, next) : undefined;
  if (c.length !== 2 && c.length !== 4) return undefined;
  return fixed(day, month, c.length === 2 ? 2000 + Number(c) : Number(c), next);
}

function fixed(day: number, month: number, year: number | undefined, next: number): DateSpan | undefined {
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  if (year !== undefined && (year < 1900 || year > 2199)) return undefined;
  return { reading: { kind: 'day', day, month, year }, next };
}

/** "mañana" the day, not the morning: "por la mañana", "esta mañana", "8 de la mañana" are no date. */
function isMorning(atoms: readonly Atom[], at: number): boolean {
  return isAny(atoms, at - 1, ['la', 'esta', 'las', 'una', 'media', 'cada', 'toda', 'misma']);
}

function named(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const today = afterPhrase(atoms, at, TODAY);
  if (today !== -1) return { reading: { kind: 'offset', unit: 'day', count: 0 }, next: today };
  for (const [list, count] of OFFSETS) {
    const next = afterPhrase(atoms, at, list);
    if (next !== -1) return { reading: { kind: 'offset', unit: 'day', count }, next };
  }
  if (word(atoms, at) === 'manana' && !isMorning(atoms, at))
    return {
      reading: { kind: 'offset', unit: 'day', count: 1 },
      next: isAny(atoms, at + 1, ['mismo']) ? at + 2 : at + 1,
    };
  if (afterPhrase(atoms, at, THIS_DATE) !== -1 && isAny(atoms, at - 1, ['de', 'desde']))
    return isAny(atoms, at + 2, ['de', 'en', 'del', 'que'])
      ? undefined
      : { reading: { kind: 'offset', unit: 'day', count: 0 }, next: at + 2 };
  return undefined;
}

const UNITS: ReadonlyMap<string, { unit: 'day' | 'week' | 'month'; times: number }> = new Map([
  ['dia', { unit: 'day', times: 1 }],
  ['dias', { unit: 'day', times: 1 }],
  ['day', { unit: 'day', times: 1 }],
  ['days', { unit: 'day', times: 1 }],
  ['semana', { unit: 'week', times: 1 }],
  ['semanas', { unit: 'week', times: 1 }],
  ['week', { unit: 'week', times: 1 }],
  ['weeks', { unit: 'week', times: 1 }],
  ['mes', { unit: 'month', times: 1 }],
  ['meses', { unit: 'month', times: 1 }],
  ['month', { unit: 'month', times: 1 }],
  ['months', { unit: 'month', times: 1 }],
  ['ano', { unit: 'month', times: 12 }],
  ['year', { unit: 'month', times: 12 }],
]);

function amount(atoms: readonly Atom[], at: number): Got | undefined {
  const atom = atoms[at];
  if (!atom) return undefined;
  if (atom.kind === 'number' && atom.raw.length <= 3) return { value: Number(atom.raw), next: at + 1 };
  const couple = afterPhrase(atoms, at, COUPLE);
  if (couple !== -1) return { value: 2, next: couple };
  const value = NUMBER_WORDS.get(atom.folded);
  return value === undefined ? undefined : { value, next: at + 1 };
}

/** "en dos semanas", "dentro de 15 días", "hace 3 días", "in two weeks", "3 days ago". */
function counted(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const ahead = afterPhrase(atoms, at, AHEAD);
  const back = afterPhrase(atoms, at, BACK);
  const count = amount(atoms, ahead !== -1 ? ahead : back !== -1 ? back : at);
  const unit = count && UNITS.get(word(atoms, count.next));
  if (!count || !unit) return undefined;
  const times = count.value * unit.times;
  let next = count.next + 1;
  const ago = isAny(atoms, next, ['ago', 'atras']);
  if (ahead === -1 && back === -1 && !ago) return undefined;
  if (ago) next += 1;
  return { reading: { kind: 'offset', unit: unit.unit, count: back !== -1 || ago ? -times : times }, next };
}

const NEXT_WORDS = ['proximo', 'proxima', 'siguiente', 'next', 'entrante', 'venidero', 'coming'];
const LAST_WORDS = ['pasado', 'pasada', 'last', 'anterior'];

function weekday(atoms: readonly Atom[], at: number): DateSpan | undefined {
  let from = at;
  let which: 'last' | 'following' | undefined;
  if (isAny(atoms, at, NEXT_WORDS)) [which, from] = ['following', at + 1];
  else if (isAny(atoms, at, LAST_WORDS)) [which, from] = ['last', at + 1];
  else if (isAny(atoms, at, ['este', 'esta', 'this', 'mismo'])) [which, from] = ['following', at + 1];
  const day = WEEKDAYS.get(word(atoms, from));
  if (day === undefined) return undefined;
  let next = from + 1;
  if (word(atoms, from).length <= 4 && isAny(atoms, next, ['.']) && atoms[next]?.glued) next += 1;
  const after = isAny(atoms, next, [',']) ? next + 1 : next;
  const lead = isAny(atoms, after, ['el', 'dia', 'the']) ? after + 1 : after;
  const full = dayThenMonth(atoms, lead) ?? monthThenDay(atoms, lead);
  if (full) return full;
  const number = isAny(atoms, next, ['the']) ? next + 1 : next;
  const bare = after === next ? dayOfMonth(atoms, number) : undefined;
  if (
    bare &&
    atoms[number]?.kind === 'number' &&
    !isAny(atoms, bare.next, ['de', 'a', ':', '%', 'pm', 'am'])
  ) {
    const month = currentMonth(atoms, bare.next);
    return { reading: { kind: 'day', day: bare.value, weekday: day, shift: month.shift }, next: month.next };
  }
  const coming = afterPhrase(atoms, next, COMING);
  if (coming !== -1) return { reading: { kind: 'weekday', weekday: day, which: 'following' }, next: coming };
  if (isAny(atoms, next, ['pasado', 'anterior']))
    return { reading: { kind: 'weekday', weekday: day, which: 'last' }, next: next + 1 };
  return { reading: { kind: 'weekday', weekday: day, which }, next };
}

/** "de los corrientes", "del presente mes", "del mes en curso" (shift 0), "del próximo mes" (shift 1). */
function currentMonth(atoms: readonly Atom[], at: number): { shift?: number; next: number } {
  const ahead = afterPhrase(atoms, at, OF_NEXT_MONTH);
  if (ahead !== -1) return { shift: 1, next: ahead };
  const back = afterPhrase(atoms, at, OF_LAST_MONTH);
  if (back !== -1) return { shift: -1, next: back };
  const now = afterPhrase(atoms, at, OF_THIS_MONTH);
  return now !== -1 ? { shift: 0, next: now } : { next: at };
}

/** "fin de mes", "finales de noviembre", "cierre de año", "end of December", "último día de enero". */
function edge(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const last = afterPhrase(atoms, at, END_OF);
  const first = afterPhrase(atoms, at, START_OF);
  const plain = afterPhrase(atoms, at, PLAIN_END);
  if (plain !== -1)
    return {
      reading: { kind: 'edge', of: word(atoms, at) === 'month' ? 'month' : 'year', last: true },
      next: plain,
    };
  const from = last !== -1 ? last : first;
  if (from === -1) return undefined;
  return edgeOf(atoms, from, last !== -1);
}

function edgeOf(atoms: readonly Atom[], at: number, last: boolean): DateSpan | undefined {
  let from = at;
  while (isAny(atoms, from, ['este', 'esta', 'the', 'this', 'presente', 'mes', 'el', 'de'])) from += 1;
  const month = monthWord(atoms, from);
  if (month) {
    const { next, ...rest } = trailingYear(atoms, month.next);
    return { reading: { kind: 'edge', of: 'month', last, month: month.value, ...rest }, next };
  }
  if (isAny(atoms, from - 1, ['mes']) && from > at)
    return { reading: { kind: 'edge', of: 'month', last }, next: from };
  if (isAny(atoms, from, ['month'])) return { reading: { kind: 'edge', of: 'month', last }, next: from + 1 };
  if (isAny(atoms, from, ['ano', 'year'])) {
    const tail = trailingYear(atoms, from + 1);
    return { reading: { kind: 'edge', of: 'year', last, year: tail.year }, next: tail.next };
  }
  const said = year(atoms, from);
  return said
    ? { reading: { kind: 'edge', of: 'year', last, year: said.value }, next: said.next }
    : undefined;
}

const MONTH_LEADS = ['hasta', 'desde', 'until', 'till', 'through', 'from', 'a', 'de', 'en', 'since', 'by'];

/** A month alone, where a preposition says that it is one: "hasta marzo", "desde enero de 2027". */
function monthAlone(atoms: readonly Atom[], at: number): DateSpan | undefined {
  if (!PLAIN_MONTHS.has(word(atoms, at)) || !isAny(atoms, at - 1, MONTH_LEADS)) return undefined;
  const month = monthWord(atoms, at);
  if (!month) return undefined;
  const { next, ...rest } = trailingYear(atoms, month.next);
  return { reading: { kind: 'month', month: month.value, year: rest.year }, next };
}

/** "30 de los corrientes", "el 15 del presente": a day and a word for the month. */
function dayOfThisMonth(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const day = dayOfMonth(atoms, at);
  if (!day) return undefined;
  const month = currentMonth(atoms, day.next);
  if (month.shift === undefined) return undefined;
  return { reading: { kind: 'day', day: day.value, shift: month.shift }, next: month.next };
}

/** The date that begins at this atom, if any; a bare day number is none (see `bareDay`). */
export function dateAt(atoms: readonly Atom[], at: number, order: DateOrder): DateSpan | undefined {
  const atom = atoms[at];
  if (!atom || atom.kind === 'break') return undefined;
  const before = atoms[at - 1];
  if (
    atom.kind === 'number' &&
    atom.glued &&
    before &&
    (before.kind === 'word' || '-/.'.includes(before.raw))
  )
    return undefined;
  if (atom.kind === 'number')
    return (
      numeric(atoms, at, order) ?? dayThenMonth(atoms, at) ?? dayOfThisMonth(atoms, at) ?? counted(atoms, at)
    );
  if (atom.kind !== 'word') return undefined;
  return (
    named(atoms, at) ??
    edge(atoms, at) ??
    weekday(atoms, at) ??
    dayThenMonth(atoms, at) ??
    monthThenDay(atoms, at) ??
    counted(atoms, at) ??
    monthAlone(atoms, at)
  );
}

/** A day of the month that stands alone ("el 30"); whether it is a date at all is for the words around to say. */
export function bareDay(atoms: readonly Atom[], at: number): DateSpan | undefined {
  const day = dayOfMonth(atoms, at);
  return day && { reading: { kind: 'day', day: day.value }, next: day.next };
}
