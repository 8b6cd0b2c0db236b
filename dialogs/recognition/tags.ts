import type { TokenKind } from './chunks.ts';
import type { Intent, SpanKey } from './types.ts';

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

/** For the inside of a value, the tags that may stand before it. */
const BEFORE = TAGS.map((tag) =>
  tag.startsWith('I-') ? { begin: `B-${tag.slice(2)}`, inside: tag } : undefined,
);

/** Whether a tag, by its place in `TAGS`, may stand after another: the inside of a value only after its beginning. */
export function mayFollow(index: number, last: string): boolean {
  const before = BEFORE[index];
  return before === undefined || before.inside === last || before.begin === last;
}

const indexes = (tags: readonly string[]): readonly number[] => tags.map(tagIndex);
const INSIDE = WORD_KEYS.map((key) => `I-${key}`);
const BEGIN = WORD_KEYS.map((key) => `B-${key}`);
const NUMBERS = ['nationalId', 'phone', 'contractNumber', 'caseNumber', 'oficioNumber', 'B-newValue'];
const DATES = ['startDate', 'endDate', 'effectiveDate'];

/** The tags that a kind of token may have at all. */
const POSSIBLE: Readonly<Record<TokenKind, readonly number[]>> = {
  word: indexes(['O', ...BEGIN, ...INSIDE]),
  punct: indexes(['O', ...INSIDE]),
  number: indexes(['O', ...NUMBERS, ...DATES, 'I-position', 'I-department', 'I-newValue']),
  code: indexes(['O', ...NUMBERS, 'I-position', 'I-department', 'I-newValue']),
  email: indexes(['O', 'account', 'personalEmail', 'supervisorEmail', 'B-newValue']),
  date: indexes(['O', ...DATES, 'I-department', 'I-position']),
  url: indexes(['O']),
  break: indexes(['O']),
};

const ABOUT: readonly SpanKey[] = [
  'holderName',
  'account',
  'department',
  'position',
  'nationalId',
  'phone',
  'personalEmail',
  'supervisorName',
  'supervisorEmail',
  'oficioNumber',
  'contractNumber',
];
const CASE: readonly SpanKey[] = [
  'caseNumber',
  'holderName',
  'account',
  'department',
  'position',
  'oficioNumber',
  'nationalId',
];

/** The keys that a message of an intent can hold at all; an intent that is not named here may hold any. */
const KEYS_OF: Partial<Record<Intent, readonly SpanKey[]>> = {
  reset_password: ABOUT,
  report_failure: ['holderName', 'account', 'department', 'position', 'nationalId', 'phone', 'personalEmail'],
  case_status: CASE,
  cancel_case: CASE,
  reopen_case: CASE,
  talk_to_person: ['phone', 'caseNumber', 'department', 'personalEmail', 'holderName', 'account'],
  how_to: ['account', 'department'],
  create_account: [...ABOUT, 'startDate', 'endDate'],
};
/** Many accounts have no one holder and no one address. */
const NOT_IN_BULK: ReadonlySet<SpanKey> = new Set([
  'holderName',
  'account',
  'nationalId',
  'caseNumber',
  'newValue',
]);

/** Whether a message of this intent can hold this key. */
export function mayHold(intent: string, key: SpanKey): boolean {
  if (intent === 'bulk_deactivate') return !NOT_IN_BULK.has(key);
  if (key === 'newValue') return intent === 'modify_account' || intent === 'any';
  return KEYS_OF[intent as Intent]?.includes(key) ?? true;
}

type Possible = Readonly<Record<TokenKind, readonly number[]>>;

function possibleIn(intent: string): Possible {
  const held = (index: number): boolean => {
    const key = keyOf(TAGS[index] ?? 'O');
    return key === undefined || mayHold(intent, key);
  };
  const lists = Object.entries(POSSIBLE).map(([kind, tags]) => [kind, tags.filter(held)]);
  return Object.fromEntries(lists) as Possible;
}

const possible = new Map<string, Possible>();

/** The tags that a kind of token may have in a message of an intent. */
export function possibleTags(kind: TokenKind, intent: string): readonly number[] {
  const known = possible.get(intent) ?? possibleIn(intent);
  possible.set(intent, known);
  return known[kind];
}
