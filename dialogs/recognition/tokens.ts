import { fold } from './text.ts';

export type AtomKind = 'word' | 'number' | 'email' | 'url' | 'punct' | 'break';

/** The smallest piece of a message, with its place in it; `glued` says that no space stands before it. */
export interface Atom {
  readonly kind: AtomKind;
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /** Lower case, no accents. */
  readonly folded: string;
  readonly glued: boolean;
}

// Every quantifier that is followed by something is bounded, so that scanning stays linear.
const EMAIL =
  /[\p{L}\p{N}_%+][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}\.){1,6}\p{L}[\p{L}\p{N}-]{0,23}/uy;
const URL_START = /(?:https?:\/\/|www\.)[^\s<>"']{1,500}/uy;
const SPACE = /[^\S\n]+/uy;
const BREAK = /\n\s*/uy;
// The English possessive stays a word of its own: "Farouk's" is Farouk and 's.
const WORD = /(?:['’]s(?![\p{L}\p{M}])|\p{L}[\p{L}\p{M}]*(?:['’](?!s(?![\p{L}\p{M}]))\p{L}[\p{L}\p{M}]*)*)/uy;
const NUMBER = /\p{Nd}+/uy;
const OTHER = /[\s\S]/uy;

interface Scanner {
  readonly text: string;
  readonly folded: string;
  at: number;
  glued: boolean;
  nextSign: number;
}

function match(pattern: RegExp, scanner: Scanner): number {
  pattern.lastIndex = scanner.at;
  return pattern.test(scanner.text) ? pattern.lastIndex : -1;
}

function emailEnd(scanner: Scanner): number {
  if (scanner.nextSign !== -1 && scanner.nextSign < scanner.at)
    scanner.nextSign = scanner.text.indexOf('@', scanner.at);
  if (scanner.nextSign === -1 || scanner.nextSign - scanner.at > 64) return -1;
  return match(EMAIL, scanner);
}

const PATTERNS: readonly (readonly [AtomKind, RegExp])[] = [
  ['break', BREAK],
  ['word', WORD],
  ['number', NUMBER],
  ['punct', OTHER],
];

function nextAtom(scanner: Scanner): Atom {
  const atom = (kind: AtomKind, end: number): Atom => ({
    kind,
    start: scanner.at,
    end,
    raw: scanner.text.slice(scanner.at, end),
    folded: scanner.folded.slice(scanner.at, end),
    glued: scanner.glued,
  });
  const email = emailEnd(scanner);
  if (email !== -1) return atom('email', email);
  const first = scanner.folded.charAt(scanner.at);
  if (first === 'h' || first === 'w') {
    const url = match(URL_START, scanner);
    if (url !== -1) return atom('url', url);
  }
  for (const [kind, pattern] of PATTERNS) {
    const end = match(pattern, scanner);
    if (end !== -1) return atom(kind, end);
  }
  return atom('punct', scanner.at + 1);
}

/** Cuts a tidied message into atoms; linear in its length. */
export function atomsOf(text: string): Atom[] {
  const scanner: Scanner = { text, folded: fold(text), at: 0, glued: false, nextSign: text.indexOf('@') };
  const atoms: Atom[] = [];
  while (scanner.at < text.length) {
    const space = match(SPACE, scanner);
    if (space !== -1) {
      scanner.at = space;
      scanner.glued = false;
      continue;
    }
    const atom = nextAtom(scanner);
    atoms.push(atom);
    scanner.at = atom.end;
    scanner.glued = atom.kind !== 'break';
  }
  return atoms;
}
