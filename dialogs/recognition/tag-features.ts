import type { Token } from './chunks.ts';
import { bucket, hash, hashWords } from './hashing.ts';
import {
  CUES,
  DEPARTMENT_HEADS,
  GIVEN,
  PARTICLES,
  PERSONAL_DOMAINS,
  POSITION_HEADS,
  PUBLIC_DOMAINS,
  SURNAMES,
  TITLES,
  type WordSet,
} from './lexicon.ts';

/** What the tagger knows of one token whatever was tagged before it. */
export interface TokenView {
  readonly token: Token;
  readonly word: string;
  readonly shape: string;
  readonly lexical: string;
  /** Before a date, the beginnings of the words of its clause that tell what it is the date of. */
  readonly told: readonly string[];
  /** Buckets of the features that need no history. */
  readonly fixed: readonly number[];
}

/** Buckets of the tagger, as a power of two. */
export const TAG_BITS = 18;

/** The buckets of one token's features; a feature is up to four words, and counts apart for each kind of token. */
class Features {
  readonly buckets: number[] = [];
  readonly #seed: number;

  constructor({ kind }: Token) {
    this.#seed = hash(kind);
  }

  add(first: string, a?: string, b?: string, c?: string): void {
    this.buckets.push(bucket(hashWords(this.#seed, first, a, b, c), TAG_BITS));
  }
}

function shapeOf(token: Token): string {
  if (token.kind === 'word') {
    const { raw } = token;
    if (raw.length === 1) return raw === raw.toUpperCase() ? 'X' : 'x';
    if (raw === raw.toUpperCase()) return 'XX';
    if (raw.charAt(0) !== raw.charAt(0).toLowerCase()) return 'Xx';
    return 'xx';
  }
  if (token.kind === 'number' || token.kind === 'code')
    return token.raw
      .replace(/\p{L}+/gu, 'a')
      .replace(/\d+/g, (digits) => (/^(?:19|20)\d\d$/.test(digits) ? 'Y' : `${Math.min(digits.length, 9)}`));
  return token.kind;
}

const MARKS: readonly (readonly [string, WordSet])[] = [
  ['g', GIVEN],
  ['s', SURNAMES],
  ['p', PARTICLES],
  ['t', TITLES],
  ['j', POSITION_HEADS],
  ['d', DEPARTMENT_HEADS],
];

function lexicalOf(token: Token): string {
  if (token.kind !== 'word') return '';
  const { folded } = token;
  let marks = '';
  for (const [mark, list] of MARKS) if (list.has(folded)) marks += mark;
  return marks;
}

function wordOf(token: Token): string {
  if (token.kind === 'word' || token.kind === 'punct') return token.folded;
  if (token.kind === 'break') return '\n';
  return `<${token.kind}>`;
}

/** Whether the length and form is that of a national id or a telephone, and what stands in front of a code. */
function addNumber(into: Features, token: Token): void {
  const digits = token.raw.replace(/\D/g, '');
  const prefix = /^\p{L}+/u.exec(token.folded)?.[0] ?? '';
  into.add('digits', String(digits.length));
  into.add('prefix', prefix);
  into.add('first', `${digits.charAt(0)}${digits.length}`);
  if (/^[a-z]{4}\d{6}[a-z0-9]{8}$/.test(token.folded)) into.add('curp');
  if (/^[a-zñ&]{3,4}\d{6}[a-z0-9]{3}$/.test(token.folded)) into.add('rfc');
  if (token.raw.startsWith('+')) into.add('plus');
  if (/(?:19|20)\d\d$/.test(token.raw)) into.add('ends in year');
  if (/^(?:19|20)\d\d\D/.test(token.raw)) into.add('begins with year');
  if (token.raw.includes('.') && digits.length >= 6) into.add('dotted');
  if (token.reading) into.add('may be a day');
}

function addEmail(into: Features, token: Token, domains: readonly string[]): void {
  const domain = token.address?.split('@')[1] ?? '';
  const labels = domain.split('.');
  into.add('top', labels.slice(1).join('.'));
  if (PERSONAL_DOMAINS.has(labels[0] ?? '')) into.add('private');
  if (labels.some((label) => PUBLIC_DOMAINS.has(label))) into.add('public');
  if (domains.some((own) => domain === own || domain.endsWith(`.${own}`))) {
    into.add('public');
    into.add('own');
  }
}

const NO_CUES: readonly string[] = [];

/** Most words are in no list. */
function cuesOf({ kind, folded }: Token): readonly string[] {
  if (kind !== 'word') return NO_CUES;
  let cues = NO_CUES;
  for (const [name, set] of CUES) if (set.has(folded)) cues = [...cues, name];
  return cues;
}

interface Bare {
  readonly token: Token;
  readonly word: string;
  readonly shape: string;
  readonly lexical: string;
  /** Names of the cue lists that the word is in. */
  readonly cues: readonly string[];
}

const NOTHING: Bare = {
  token: { kind: 'break', start: 0, end: 0, raw: '', folded: '', glued: false },
  word: '#',
  shape: '',
  lexical: '',
  cues: [],
};

/** The words before the last colon of the same line: "Jefe inmediato: ..." */
function lineKey(bares: readonly Bare[], at: number): string {
  for (let back = at - 1; back >= 0 && at - back <= 9; back -= 1) {
    const word = bares[back]?.word;
    if (word === '\n' || word === ';' || word === '.') return '';
    if (word === ':') return `${bares[back - 2]?.word ?? ''} ${bares[back - 1]?.word ?? ''}`;
  }
  return '';
}

/** The nearest cue of any list before a token, and how far; and those that stand close. */
function addCues(into: Features, bares: readonly Bare[], at: number): void {
  let found = false;
  for (let back = 1; back <= 8; back += 1) {
    const bare = bares[at - back];
    if (!bare || bare.word === '\n') break;
    for (const cue of bare.cues) {
      if (cue === 'stop') continue;
      if (!found) {
        into.add('nearest', cue);
        into.add('nearest', cue, String(Math.min(back, 4)));
      }
      if (back <= 5) into.add('near', cue);
    }
    if (!found && bare.cues.some((cue) => cue !== 'stop')) {
      into.add('nearest word', bare.word);
      found = true;
    }
  }
  for (let ahead = 1; ahead <= 3; ahead += 1)
    for (const cue of bares[at + ahead]?.cues ?? []) if (cue !== 'stop') into.add('ahead', cue);
}

function addContext(into: Features, bares: readonly Bare[], at: number): void {
  const view = (offset: number): Bare => bares[at + offset] ?? NOTHING;
  const [a, b, c, d, e] = [view(-2), view(-1), view(0), view(1), view(2)];
  into.add('w', c.word);
  into.add('w-1', b.word);
  into.add('w+1', d.word);
  into.add('w-2', a.word);
  into.add('w+2', e.word);
  into.add('w-3', view(-3).word);
  into.add('w-10', b.word, c.word);
  into.add('w01', c.word, d.word);
  into.add('w-21', a.word, b.word);
  into.add('w-321', view(-3).word, a.word, b.word);
  into.add('w12', d.word, e.word);
  into.add('s', c.shape);
  into.add('s-10', b.shape, c.shape);
  into.add('s01', c.shape, d.shape);
  into.add('l', c.lexical);
  into.add('l-10', b.lexical, c.lexical);
  into.add('l01', c.lexical, d.lexical);
  into.add('l-101', b.lexical, c.lexical, d.lexical);
  into.add('ls', c.lexical, c.shape);
  into.add('lw', b.word, c.lexical, c.shape);
  into.add('ws', b.word, c.shape, d.shape);
  into.add('k-1', b.token.kind, c.token.kind);
  into.add('k+1', c.token.kind, d.token.kind);
  into.add('pre', c.word.slice(0, 4));
  into.add('suf', c.word.slice(-3));
}

const CLAUSE_ENDS = new Set(['.', ';', '\n', '?', '!']);

/** The beginnings of up to `reach` words on one side of a token, within its sentence; short words are passed over. */
function stemsBeside(bares: readonly Bare[], at: number, step: 1 | -1, reach: number): string[] {
  const stems: string[] = [];
  for (let away = 1; away <= reach; away += 1) {
    const bare = bares[at + step * away];
    if (!bare || CLAUSE_ENDS.has(bare.word)) break;
    if (bare.token.kind === 'word' && bare.word.length > 2) stems.push(bare.word.slice(0, 6));
    else if (bare.token.kind === 'date') stems.push('<date>');
  }
  return stems;
}

/**
 * The views of a message's tokens. `domains` are the mail domains of the entity, where known; `unknown` says which
 * tokens the lists of names and words shall not know, so that training also sees what is in no list.
 */
export function viewsOf(
  tokens: readonly Token[],
  domains: readonly string[],
  unknown: (token: Token) => boolean = () => false,
): TokenView[] {
  const bares = tokens.map(
    (token): Bare => ({
      token,
      word: wordOf(token),
      shape: shapeOf(token),
      lexical: unknown(token) ? '' : lexicalOf(token),
      cues: cuesOf(token),
    }),
  );
  return bares.map((bare, at): TokenView => {
    const features = new Features(bare.token);
    addContext(features, bares, at);
    addCues(features, bares, at);
    const told: string[] = [];
    if (bare.token.kind !== 'word' && bare.token.kind !== 'punct' && bare.token.kind !== 'break') {
      const before = stemsBeside(bares, at, -1, 9);
      for (const stem of before) features.add('<', stem);
      for (const stem of stemsBeside(bares, at, 1, 5)) features.add('>', stem);
      if (bare.token.reading) told.push(...before.slice(0, 5));
    }
    const key = lineKey(bares, at);
    if (key) {
      features.add('key', key);
      features.add('key1', key.split(' ')[1]);
    }
    if (bare.token.kind === 'number' || bare.token.kind === 'code') addNumber(features, bare.token);
    if (bare.token.kind === 'email') addEmail(features, bare.token, domains);
    // Not spread: that alone costs a fifth of the time in which a message is read.
    const { token, word, shape, lexical } = bare;
    return { token, word, shape, lexical, told, fixed: features.buckets };
  });
}
