import type { Token } from './chunks.ts';
import { type DateKey, resolveDates, type TaggedDate } from './date-roles.ts';
import { keyOf } from './tags.ts';
import type { Entities, SpanKey } from './types.ts';
import { spanValue } from './values.ts';

/** A value of the message before it is normalised: tokens from `from` up to, not including, `to`. */
export interface TaggedSpan {
  readonly key: SpanKey;
  readonly from: number;
  readonly to: number;
}

/** The spans that a row of tags makes. */
export function spansOf(tags: readonly string[]): TaggedSpan[] {
  const spans: TaggedSpan[] = [];
  for (let at = 0; at < tags.length; ) {
    const key = keyOf(tags[at] ?? 'O');
    let to = at + 1;
    if (key && tags[at]?.startsWith('B-')) while (tags[to] === `I-${key}`) to += 1;
    if (key) spans.push({ key, from: at, to });
    at = to;
  }
  return spans;
}

const DATE_KEYS: ReadonlySet<SpanKey> = new Set(['startDate', 'endDate', 'effectiveDate']);
const EMAIL_KEYS: ReadonlySet<SpanKey> = new Set(['account', 'personalEmail', 'supervisorEmail']);

/** The values of a tagged message; where a key was found twice, the first counts, a fuller name excepted. */
export function entitiesOf(
  text: string,
  tokens: readonly Token[],
  tags: readonly string[],
  now: string,
): Entities {
  const found: Partial<Record<SpanKey, string>> = {};
  const dates: TaggedDate[] = [];
  for (const { key, from, to } of spansOf(tags)) {
    const first = tokens[from];
    const last = tokens[to - 1];
    if (!first || !last) continue;
    if (DATE_KEYS.has(key)) {
      dates.push({ key: key as DateKey, at: from });
      continue;
    }
    const value = EMAIL_KEYS.has(key)
      ? (first.address ?? '')
      : spanValue(key, text.slice(first.start, last.end), first);
    const known = found[key];
    const fuller =
      key.endsWith('Name') && known !== undefined && value.length > known.length && value.includes(known);
    if (value && (known === undefined || fuller)) found[key] = value;
  }
  return { ...found, ...resolveDates(tokens, dates, now) };
}
