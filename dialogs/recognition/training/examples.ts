import type { Token } from '../chunks.ts';
import { resolveDate } from '../date-resolve.ts';
import { parseDay } from '../days.ts';
import { WORD_KEYS } from '../tags.ts';
import { fold, titleCase } from '../text.ts';
import type { Entities, Intent } from '../types.ts';
import { caseValue, contractValue, idValue, phoneValue } from '../values.ts';

/** A labelled message, as in dev.ndjson. */
export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly locale: string;
  readonly now: string;
  readonly intent: Intent;
  readonly entities: Entities;
}

/** A message cut into tokens, each with its tag. */
export interface Example {
  readonly id: string;
  readonly tokens: readonly Token[];
  readonly tags: readonly string[];
  readonly intent: Intent;
  readonly reason: string;
  readonly failure: string;
  /** How much it counts in training beside a generated message. */
  readonly weight: number;
  /** The entity's own mail domains, where the recogniser is told them. */
  readonly domains: readonly string[];
  /** An answer to a question, which teaches the tagger alone. */
  readonly answer: boolean;
}

const same = (a: string, b: string): boolean => fold(a) === fold(b);

function matchesValue(key: string, token: Token, value: string, now: number): boolean {
  switch (key) {
    case 'nationalId':
      return idValue(token.raw) === value.toUpperCase();
    case 'phone':
      return phoneValue(token.raw) === value;
    case 'contractNumber':
    case 'oficioNumber':
      return same(contractValue(token.raw), value);
    case 'caseNumber':
      return caseValue(token.raw) === value;
    case 'account':
    case 'personalEmail':
    case 'supervisorEmail':
      return token.address === value;
    case 'startDate':
    case 'endDate':
    case 'effectiveDate': {
      const { reading } = token;
      if (!reading) return false;
      const hints = [{}, { past: true }, { side: 'end' as const }, { side: 'start' as const }];
      return hints.some((hint) => resolveDate(reading, now, hint) === value);
    }
    default:
      return false;
  }
}

/** The tokens from `at` on that spell `value`, or -1. */
function spells(tokens: readonly Token[], at: number, value: string): number {
  let said = '';
  const wanted = fold(value).replace(/\s+/g, '');
  for (let to = at; to < tokens.length && said.length < wanted.length; to += 1) {
    said += tokens[to]?.folded.replace(/\s+/g, '') ?? '';
    if (!wanted.startsWith(said)) return -1;
    if (said === wanted) return to + 1;
  }
  return -1;
}

function tagWords(tokens: readonly Token[], tags: string[], key: string, value: string): boolean {
  for (let at = 0; at < tokens.length; at += 1) {
    const to = spells(tokens, at, value);
    if (to === -1 || tags.slice(at, to).some((tag) => tag !== 'O')) continue;
    tags.fill(`I-${key}`, at, to);
    tags[at] = `B-${key}`;
    return true;
  }
  return false;
}

/** Finds the labels of a message in its tokens; the keys that could not be found come back as `lost`. */
export function align(
  tokens: readonly Token[],
  row: Pick<Labelled, 'entities' | 'now'>,
): { tags: string[]; lost: string[] } {
  const tags = tokens.map(() => 'O');
  const lost: string[] = [];
  const now = parseDay(row.now) ?? 0;
  const words: readonly string[] = WORD_KEYS;
  for (const [key, value] of Object.entries(row.entities)) {
    if (key === 'holderType' || key === 'reason' || key === 'failureKind') continue;
    if (words.includes(key)) {
      const text = key.endsWith('Name') ? titleCase(value) : value;
      if (!tagWords(tokens, tags, key, text)) lost.push(key);
      continue;
    }
    const at = tokens.findIndex(
      (token, index) => tags[index] === 'O' && matchesValue(key, token, value, now),
    );
    if (at === -1) lost.push(key);
    else tags[at] = key;
  }
  return { tags, lost };
}
