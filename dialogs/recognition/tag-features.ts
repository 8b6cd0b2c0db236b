import type { Token } from './chunks.ts';
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
} from './lexicon.ts';

/** What the tagger knows of one token whatever was tagged before it. */
export interface TokenView {
  readonly token: Token;
  readonly word: string;
  readonly shape: string;
  readonly lexical: string;
  /** Names of the cue lists that the word is in. */
  readonly cues: readonly string[];
  /** Before a date, the beginnings of the words of its clause that tell what it is the date of. */
  readonly told: readonly string[];
  /** Features that need no history. */
  readonly fixed: readonly string[];
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

function lexicalOf(token: Token): string {
  if (token.kind !== 'word') return '';
  const { folded } = token;
  const marks = [
    GIVEN.has(folded) ? 'g' : '',
    SURNAMES.has(folded) ? 's' : '',
    PARTICLES.has(folded) ? 'p' : '',
    TITLES.has(folded) ? 't' : '',
    POSITION_HEADS.has(folded) ? 'j' : '',
    DEPARTMENT_HEADS.has(folded) ? 'd' : '',
  ];
  return marks.join('');
}

function wordOf(token: Token): string {
  if (token.kind === 'word' || token.kind === 'punct') return token.folded;
  if (token.kind === 'break') return '\n';
  return `<${token.kind}>`;
}

/** Whether the length and form is that of a national id or a telephone, and what stands in front of a code. */
function numberFeatures(token: Token): string[] {
  const digits = token.raw.replace(/\D/g, '');
  const prefix = /^\p{L}+/u.exec(token.folded)?.[0] ?? '';
  const list = [`digits ${digits.length}`, `prefix ${prefix}`, `first ${digits.charAt(0)}${digits.length}`];
  if (/^[a-z]{4}\d{6}[a-z0-9]{8}$/.test(token.folded)) list.push('curp');
  if (/^[a-zñ&]{3,4}\d{6}[a-z0-9]{3}$/.test(token.folded)) list.push('rfc');
  if (token.raw.startsWith('+')) list.push('plus');
  if (/(?:19|20)\d\d$/.test(token.raw)) list.push('ends in year');
  if (/^(?:19|20)\d\d\D/.test(token.raw)) list.push('begins with year');
  if (token.raw.includes('.') && digits.length >= 6) list.push('dotted');
  if (token.reading) list.push('may be a day');
  return list;
}

function emailFeatures(token: Token, domains: readonly string[]): string[] {
  const domain = token.address?.split('@')[1] ?? '';
  const labels = domain.split('.');
  const list = [`top ${labels.slice(1).join('.')}`];
  if (PERSONAL_DOMAINS.has(labels[0] ?? '')) list.push('private');
  if (labels.some((label) => PUBLIC_DOMAINS.has(label))) list.push('public');
  if (domains.some((own) => domain === own || domain.endsWith(`.${own}`))) list.push('public', 'own');
  return list;
}

interface Bare {
  readonly token: Token;
  readonly word: string;
  readonly shape: string;
  readonly lexical: string;
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
function cueFeatures(bares: readonly Bare[], at: number): string[] {
  const list: string[] = [];
  let found = false;
  for (let back = 1; back <= 8; back += 1) {
    const bare = bares[at - back];
    if (!bare || bare.word === '\n') break;
    for (const cue of bare.cues) {
      if (cue === 'stop') continue;
      if (!found) list.push(`nearest ${cue}`, `nearest ${cue} ${Math.min(back, 4)}`);
      if (back <= 5) list.push(`near ${cue}`);
    }
    if (!found && bare.cues.some((cue) => cue !== 'stop')) {
      list.push(`nearest word ${bare.word}`);
      found = true;
    }
  }
  for (let ahead = 1; ahead <= 3; ahead += 1)
    for (const cue of bares[at + ahead]?.cues ?? []) if (cue !== 'stop') list.push(`ahead ${cue}`);
  return list;
}

function contextFeatures(bares: readonly Bare[], at: number): string[] {
  const view = (offset: number): Bare => bares[at + offset] ?? NOTHING;
  const [a, b, c, d, e] = [view(-2), view(-1), view(0), view(1), view(2)];
  return [
    `w ${c.word}`,
    `w-1 ${b.word}`,
    `w+1 ${d.word}`,
    `w-2 ${a.word}`,
    `w+2 ${e.word}`,
    `w-3 ${view(-3).word}`,
    `w-10 ${b.word} ${c.word}`,
    `w01 ${c.word} ${d.word}`,
    `w-21 ${a.word} ${b.word}`,
    `w-321 ${view(-3).word} ${a.word} ${b.word}`,
    `w12 ${d.word} ${e.word}`,
    `s ${c.shape}`,
    `s-10 ${b.shape} ${c.shape}`,
    `s01 ${c.shape} ${d.shape}`,
    `l ${c.lexical}`,
    `l-10 ${b.lexical} ${c.lexical}`,
    `l01 ${c.lexical} ${d.lexical}`,
    `l-101 ${b.lexical} ${c.lexical} ${d.lexical}`,
    `ls ${c.lexical} ${c.shape}`,
    `lw ${b.word} ${c.lexical} ${c.shape}`,
    `ws ${b.word} ${c.shape} ${d.shape}`,
    `k-1 ${b.token.kind} ${c.token.kind}`,
    `k+1 ${c.token.kind} ${d.token.kind}`,
    `pre ${c.word.slice(0, 4)}`,
    `suf ${c.word.slice(-3)}`,
  ];
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
      cues:
        token.kind === 'word' ? CUES.filter(([, set]) => set.has(token.folded)).map(([name]) => name) : [],
    }),
  );
  return bares.map((bare, at): TokenView => {
    const fixed = [...contextFeatures(bares, at), ...cueFeatures(bares, at)];
    const told: string[] = [];
    if (bare.token.kind !== 'word' && bare.token.kind !== 'punct' && bare.token.kind !== 'break') {
      const before = stemsBeside(bares, at, -1, 9);
      fixed.push(...before.map((stem) => `< ${stem}`));
      fixed.push(...stemsBeside(bares, at, 1, 5).map((stem) => `> ${stem}`));
      if (bare.token.reading) told.push(...before.slice(0, 5));
    }
    const key = lineKey(bares, at);
    if (key) fixed.push(`key ${key}`, `key1 ${key.split(' ')[1]}`);
    if (bare.token.kind === 'number' || bare.token.kind === 'code') fixed.push(...numberFeatures(bare.token));
    if (bare.token.kind === 'email') fixed.push(...emailFeatures(bare.token, domains));
    return { ...bare, fixed, told };
  });
}
