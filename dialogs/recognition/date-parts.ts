import { DAY_WORDS, MONTHS } from './calendar-words.ts';
import { afterPhrase, OF_NEXT_YEAR, OF_THIS_YEAR, TWO_THOUSAND } from './date-phrases.ts';
import type { Atom } from './tokens.ts';

/** What a date says before it is known which year, month or direction is meant. */
export type DateReading =
  | { kind: 'day'; day: number; month?: number; year?: number; weekday?: number; shift?: number }
  | { kind: 'month'; month: number; year?: number }
  | { kind: 'weekday'; weekday: number; which?: 'last' | 'following' }
  | { kind: 'offset'; unit: 'day' | 'week' | 'month'; count: number }
  | { kind: 'edge'; of: 'month' | 'year'; last: boolean; month?: number; year?: number; shift?: number };

export interface DateSpan {
  readonly reading: DateReading;
  /** Index of the first atom after the date. */
  readonly next: number;
}

export type DateOrder = 'dmy' | 'mdy';

export const word = (atoms: readonly Atom[], at: number): string => atoms[at]?.folded ?? '';
export const isAny = (atoms: readonly Atom[], at: number, words: readonly string[]): boolean =>
  words.includes(word(atoms, at));

export interface Got {
  value: number;
  next: number;
}

const ORDINAL_MARKS = ['ro', 'er', 'st', 'nd', 'rd', 'th', 'º', '°', 'ª', 'o', 'do', 'mo'];

export function dayOfMonth(atoms: readonly Atom[], at: number): Got | undefined {
  const atom = atoms[at];
  if (!atom) return undefined;
  if (atom.kind === 'number' && atom.raw.length <= 2) {
    const value = Number(atom.raw);
    if (value < 1 || value > 31) return undefined;
    let next = at + 1;
    if (atoms[next]?.glued && isAny(atoms, next, ORDINAL_MARKS)) next += 1;
    if (isAny(atoms, at + 1, ['.']) && isAny(atoms, at + 2, ['º', '°'])) next = at + 3;
    return { value, next };
  }
  const value = DAY_WORDS.get(atom.folded);
  if (value === undefined) return undefined;
  const more = isAny(atoms, at + 1, ['y', '-']) ? DAY_WORDS.get(word(atoms, at + 2)) : undefined;
  if (more !== undefined && more < 10 && (value === 30 || value === 20))
    return { value: value + more, next: at + 3 };
  return { value, next: at + 1 };
}

function yearInWords(atoms: readonly Atom[], at: number): Got | undefined {
  const next = afterPhrase(atoms, at, TWO_THOUSAND);
  if (next === -1) return undefined;
  const rest = dayOfMonth(atoms, next);
  return rest && atoms[next]?.kind === 'word'
    ? { value: 2000 + rest.value, next: rest.next }
    : { value: 2000, next };
}

export function year(atoms: readonly Atom[], at: number): Got | undefined {
  const atom = atoms[at];
  if (atom?.kind !== 'number') return yearInWords(atoms, at);
  const value = Number(atom.raw);
  if (atom.raw.length === 4 && value >= 1900 && value < 2200) return { value, next: at + 1 };
  return undefined;
}

/** "de 2026", "del año 2026", ", 2026", "del presente año", "'26"; nothing said is undefined. */
export function trailingYear(
  atoms: readonly Atom[],
  at: number,
): { year?: number; shift?: number; next: number } {
  const none = { next: at };
  const present = afterPhrase(atoms, at, OF_THIS_YEAR);
  if (present !== -1) return { shift: 0, next: present };
  const coming = afterPhrase(atoms, at, OF_NEXT_YEAR);
  if (coming !== -1) return { shift: 1, next: coming };
  let next = at;
  if (isAny(atoms, next, [',', '.'])) next += 1;
  if (isAny(atoms, next, ['de', 'del', 'of', '-', '/', 'd'])) next += 1;
  if (isAny(atoms, next, ['ano', 'year'])) next += 1;
  const got = year(atoms, next);
  if (got) return { year: got.value, next: got.next };
  const short = atoms[next];
  const tight = atoms[next - 1];
  if (next === at + 1 && tight && ['-', '/'].includes(tight.raw) && tight.glued && short?.glued)
    if (short.kind === 'number' && short.raw.length === 2)
      return { year: 2000 + Number(short.raw), next: next + 1 };
  return none;
}

export function monthWord(atoms: readonly Atom[], at: number): Got | undefined {
  const value = MONTHS.get(word(atoms, at));
  if (value === undefined) return undefined;
  const dotted = word(atoms, at).length <= 4 && isAny(atoms, at + 1, ['.']) && atoms[at + 1]?.glued === true;
  const sentenceEnds = atoms[at + 2] === undefined || atoms[at + 2]?.kind === 'break';
  return { value, next: dotted && !sentenceEnds ? at + 2 : at + 1 };
}
