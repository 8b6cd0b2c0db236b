import { bareDay, dateAt } from './date-grammar.ts';
import type { DateOrder, DateReading } from './date-parts.ts';
import { Recent } from './recent.ts';
import { spokenAddress } from './spoken-address.ts';
import { type Atom, atomsOf } from './tokens.ts';

export type TokenKind = 'word' | 'number' | 'code' | 'email' | 'date' | 'url' | 'punct' | 'break';

/**
 * A piece of a message as the tagger sees it: a word, or a whole number, code, address or date.
 * `number` holds digits only (separators aside), `code` letters too or a year joined to a number.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly folded: string;
  readonly glued: boolean;
  /** What a date, or a bare number that may be a day of the month, reads as. */
  readonly reading?: DateReading;
  /** The address, lower case. */
  readonly address?: string;
}

interface Span {
  readonly kind: TokenKind;
  readonly next: number;
  readonly reading?: DateReading;
  readonly address?: string;
}

/** Words that name the number after them and are no part of it, even when written against it ("cc123"). */
const LABELS = new Set(
  'cc ce ti ppt nit doc documento cedula cel celular tel telefono ext extension no nro num n numero caso case ticket tkt folio radicado rad contrato cto ops oficio ced id tlf fijo whatsapp wsp movil grado codigo desde hasta del al el a de piso puesto rfc curp'.split(
    ' ',
  ),
);
const JOINERS = new Set(['-', '/', '_', '–', '—']);

const isYear = (raw: string): boolean => /^(?:19|20|21)\d\d$/.test(raw);

/** Letters and digits written against each other or joined by - / _ , with a digit among them. */
function joined(atoms: readonly Atom[], at: number): Span | undefined {
  let next = at;
  let digits = false;
  let letters = false;
  for (;;) {
    const atom = atoms[next];
    if (!atom || (next > at && !atom.glued) || (atom.kind !== 'word' && atom.kind !== 'number')) break;
    if (atom.kind === 'number') digits = true;
    else if (next === at && LABELS.has(atom.folded)) return undefined;
    else letters = true;
    const between = atoms[next + 1];
    const after = atoms[next + 2];
    const wide = between?.glued && JOINERS.has(between.raw) && after?.glued;
    const dotted = between?.glued && between.raw === '.' && after?.glued && bothNumbers(atom, after);
    if ((wide || dotted) && (after?.kind === 'word' || after?.kind === 'number')) next += 2;
    else if (between?.glued && (between.kind === 'word' || between.kind === 'number')) next += 1;
    else {
      next += 1;
      break;
    }
  }
  if (!digits || next - at < 2) return undefined;
  return { kind: letters ? 'code' : 'number', next };
}

function bothNumbers(a: Atom, b: Atom): boolean {
  return a.kind === 'number' && b.kind === 'number';
}

/** "MS 2026 123", "ms – 2026 – 000058", "MS 58": a case's code with spaces in it. */
function caseCode(atoms: readonly Atom[], at: number): Span | undefined {
  if (atoms[at]?.folded !== 'ms') return undefined;
  const skip = (from: number): number =>
    JOINERS.has(atoms[from]?.raw ?? '') || atoms[from]?.raw === '.' ? from + 1 : from;
  const first = skip(at + 1);
  if (atoms[first]?.kind !== 'number') return undefined;
  const second = skip(first + 1);
  const more = atoms[second]?.kind === 'number' && isYear(atoms[first]?.raw ?? '');
  return { kind: 'code', next: more ? second + 1 : first + 1 };
}

/** "640 de 2026", "188 of 2026". */
function ofYear(atoms: readonly Atom[], at: number): Span | undefined {
  const number = atoms[at];
  const link = atoms[at + 1]?.folded ?? '';
  if (number?.kind !== 'number' || !['de', 'del', 'of'].includes(link)) return undefined;
  const skip = atoms[at + 2]?.folded === 'ano' ? at + 3 : at + 2;
  const year = atoms[skip];
  return year?.kind === 'number' && isYear(year.raw) ? { kind: 'code', next: skip + 1 } : undefined;
}

/** Groups of digits with spaces that people write: phones and ids, by the lengths of the groups. */
const SPACED = new Set(
  '3-3-4 3-3-2-2 2-4-4 3-7 3-4-3 3-3-3-1 2-2-2-2-2 2-8 1-3-4 3-2-2 3-4 3-2-2-3 3-3-2 1-3-3-3 1-3-3 2-3-3 3-3-3 3-1-3-3'.split(
    ' ',
  ),
);

interface Groups {
  readonly lengths: number[];
  readonly ends: number[];
}

/** Runs of digits from `at`, with one space, dot, comma, apostrophe, hyphen or bracket between them. */
function groupsFrom(atoms: readonly Atom[], at: number): Groups {
  const groups: Groups = { lengths: [], ends: [] };
  let next = at;
  while (groups.lengths.length < 6) {
    const open =
      atoms[next]?.raw === '(' && atoms[next + 2]?.raw === ')' && atoms[next + 1]?.kind === 'number';
    if (open) next += 1;
    const atom = atoms[next];
    if (atom?.kind !== 'number' || (atom.raw.length > 10 && groups.lengths.length > 0)) break;
    groups.lengths.push(atom.raw.length);
    next += open ? 2 : 1;
    groups.ends.push(next);
    const between = atoms[next];
    if (between?.kind === 'number' || between?.raw === '(') continue;
    if (between && ".,'’-".includes(between.raw) && atoms[next + 1]?.kind === 'number') next += 1;
    else break;
  }
  return groups;
}

/** A number in groups: "1.098.765.432", "315 482 9071", "+1 (786) 555-0148", "12 987 445". */
function grouped(atoms: readonly Atom[], at: number): Span | undefined {
  const plus = atoms[at]?.raw === '+' && atoms[at + 1]?.glued === true;
  const { lengths, ends } = groupsFrom(atoms, plus ? at + 1 : at);
  for (let count = lengths.length; count >= 2; count -= 1) {
    const shape = lengths.slice(0, count);
    const total = shape.reduce((sum, length) => sum + length, 0);
    const next = ends[count - 1] ?? at;
    const glued = atoms.slice(at + (plus ? 2 : 1), next).every((atom) => atom.glued);
    const thousands = shape.slice(1).every((length) => length === 3) && (shape[0] ?? 0) <= 3;
    if (glued && thousands && total >= 5) return { kind: 'number', next };
    const known = SPACED.has(shape.slice(plus ? 1 : 0).join('-')) || SPACED.has(shape.slice(1).join('-'));
    const country = SPACED.has(shape.join('-')) || plus || (shape[0] ?? 9) <= 2;
    if (known && country && total >= 7 && total <= 14) return { kind: 'number', next };
  }
  if (plus && lengths.length > 0 && (lengths[0] ?? 0) >= 7)
    return { kind: 'number', next: ends[0] ?? at + 2 };
  return undefined;
}

const ENGLISH_MARKS = new Set(['st', 'nd', 'rd', 'th']);

/** "the 31st": a day of the month by itself. */
function englishOrdinal(atoms: readonly Atom[], at: number): Span | undefined {
  const mark = atoms[at + 1];
  if (!mark?.glued || !ENGLISH_MARKS.has(mark.folded)) return undefined;
  const day = bareDay(atoms, at);
  return day?.next === at + 2 ? { kind: 'date', next: day.next, reading: day.reading } : undefined;
}

function spanAt(atoms: readonly Atom[], at: number, order: DateOrder): Span {
  const atom = atoms[at];
  const alone: Span = { kind: atom?.kind ?? 'punct', next: at + 1 };
  if (!atom) return alone;
  if (atom.kind === 'email') return { ...alone, address: atom.raw.toLowerCase() };
  if (atom.kind === 'word') {
    const spoken = spokenAddress(atoms, at);
    if (spoken) return { kind: 'email', next: spoken.next, address: spoken.address };
    const code = caseCode(atoms, at) ?? joined(atoms, at);
    if (code) return code;
  }
  const date = dateAt(atoms, at, order);
  if (date) return { kind: 'date', next: date.next, reading: date.reading };
  if (atom.kind === 'number' || atom.raw === '+' || atom.raw === '(') {
    const number = ofYear(atoms, at) ?? grouped(atoms, at);
    if (number) return number;
  }
  if (atom.kind !== 'number') return alone;
  const ordinal = englishOrdinal(atoms, at);
  if (ordinal) return ordinal;
  const code = joined(atoms, at);
  if (code) return code;
  const day = bareDay(atoms, at);
  return day?.next === at + 1 ? { ...alone, reading: day.reading } : alone;
}

/** More than a turn reads: a message, its parts, and what is left of it after a yes or a no. */
const KEPT = 16;
const recent: Readonly<Record<DateOrder, Recent<readonly Token[]>>> = {
  dmy: new Recent(KEPT),
  mdy: new Recent(KEPT),
};

/** Cuts a tidied message into tokens; linear in its length. `locale` decides 12/01: day first but in en-US. */
export function tokensOf(text: string, locale: string): readonly Token[] {
  const order: DateOrder = locale.toLowerCase() === 'en-us' ? 'mdy' : 'dmy';
  return recent[order].of(text, () => cutIn(text, order));
}

function cutIn(text: string, order: DateOrder): Token[] {
  const atoms = atomsOf(text);
  const tokens: Token[] = [];
  for (let at = 0; at < atoms.length; ) {
    const span = spanAt(atoms, at, order);
    const first = atoms[at];
    const last = atoms[span.next - 1];
    if (first && last) {
      const raw = text.slice(first.start, last.end);
      const folded = span.next === at + 1 ? first.folded : foldedSlice(atoms, at, span.next);
      const { kind, reading, address } = span;
      tokens.push({
        kind,
        start: first.start,
        end: last.end,
        raw,
        folded,
        glued: first.glued,
        reading,
        address,
      });
    }
    at = Math.max(span.next, at + 1);
  }
  return tokens;
}

function foldedSlice(atoms: readonly Atom[], from: number, to: number): string {
  let folded = '';
  for (let at = from; at < to; at += 1) {
    const atom = atoms[at];
    if (atom) folded += at > from && !atom.glued ? ` ${atom.folded}` : atom.folded;
  }
  return folded;
}
