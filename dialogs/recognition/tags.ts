import type { TokenKind } from './chunks.ts';
import type { SpanKey } from './types.ts';

/** Keys whose value may be several tokens, in the words of the message. */
export const WORD_KEYS = ['holderName', 'supervisorName', 'department', 'position', 'newValue'] as const;
export type WordKey = (typeof WORD_KEYS)[number];

const TOKEN_KEYS = [
  'nationalId',
  'account',
  'personalEmail',
  'phone',
  'contractNumber',
  'startDate',
  'endDate',
  'effectiveDate',
  'supervisorEmail',
  'caseNumber',
  'oficioNumber',
] as const;

/** What a token is: nothing, a whole value (`key`), or the beginning or the inside of one (`B-key`, `I-key`). */
export const TAGS: readonly string[] = [
  'O',
  ...TOKEN_KEYS,
  ...WORD_KEYS.map((key) => `B-${key}`),
  ...WORD_KEYS.map((key) => `I-${key}`),
];

const TAG_INDEX = new Map(TAGS.map((tag, index) => [tag, index]));

/** The place of a tag in `TAGS`; 0 (nothing) for an unknown one. */
export function tagIndex(tag: string): number {
  return TAG_INDEX.get(tag) ?? 0;
}

/** The key that a tag belongs to, if any. */
export function keyOf(tag: string): SpanKey | undefined {
  if (tag === 'O') return undefined;
  return (tag.startsWith('B-') || tag.startsWith('I-') ? tag.slice(2) : tag) as SpanKey;
}

const indexes = (tags: readonly string[]): readonly number[] => tags.map(tagIndex);
const INSIDE = WORD_KEYS.map((key) => `I-${key}`);
const BEGIN = WORD_KEYS.map((key) => `B-${key}`);
const NUMBERS = ['nationalId', 'phone', 'contractNumber', 'caseNumber', 'oficioNumber', 'B-newValue'];
const DATES = ['startDate', 'endDate', 'effectiveDate'];

/** The tags that a kind of token may have at all. */
export const POSSIBLE: Readonly<Record<TokenKind, readonly number[]>> = {
  word: indexes(['O', ...BEGIN, ...INSIDE]),
  punct: indexes(['O', ...INSIDE]),
  number: indexes(['O', ...NUMBERS, ...DATES, 'I-position', 'I-department', 'I-newValue']),
  code: indexes(['O', ...NUMBERS, 'I-position', 'I-department', 'I-newValue']),
  email: indexes(['O', 'account', 'personalEmail', 'supervisorEmail', 'B-newValue']),
  date: indexes(['O', ...DATES, 'I-department', 'I-position']),
  url: indexes(['O']),
  break: indexes(['O']),
};
