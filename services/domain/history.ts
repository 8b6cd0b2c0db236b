import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json, Status } from './case.ts';
import type { PersonRef, Relation } from './person.ts';

/** One thing that happened to the case, sealed. */
export interface HistoryEntry {
  readonly seq: number;
  /** UTC instant on the desk's clock. */
  readonly at: string;
  readonly by: PersonRef;
  readonly relation: Relation;
  /** The command, or `open`. */
  readonly what: string;
  readonly from: Status | null;
  readonly to: Status;
  readonly facts: Json;
  /** MAC of the entry before, '' for the first. */
  readonly prev: string;
  /** HMAC-SHA-256, hex, of the canonical JSON of the entry without `mac`. */
  readonly mac: string;
}

/** An entry before it is chained. */
export type OpenEntry = Omit<HistoryEntry, 'prev' | 'mac'>;

/** What a check of a history found: the first entry that is not as the desk wrote it, and how that shows. */
export type HistoryCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** `seq` that the entry at fault has or, where one is missing, should have. */
      readonly seq: number;
      /**
       * `empty`: no entry at all; `missing`: entries were removed before this one, or the order was changed;
       * `chain`: it does not follow the entry before; `altered`: its own content was changed.
       */
      readonly why: 'empty' | 'missing' | 'chain' | 'altered';
    };

/** The canonical JSON (RFC 8785) drops `undefined`, so an entry has the same bytes before and after any store. */
const macOf = (entry: Omit<HistoryEntry, 'mac'>, key: string) =>
  createHmac('sha256', key)
    .update(canonicalize(entry) ?? '')
    .digest('hex');

/**
 * Chains an entry to the one before: `prev` is that one's `mac`, '' for the first. The MAC is HMAC-SHA-256, hex,
 * over the canonical JSON of the entry without `mac`.
 */
export function sealEntry(entry: OpenEntry, prev: string, key: string): HistoryEntry {
  const chained = { ...entry, prev };
  return { ...chained, mac: macOf(chained, key) };
}

function isAsWritten(entry: HistoryEntry, key: string): boolean {
  const { mac, ...rest } = entry;
  try {
    return macOf(rest, key) === mac;
  } catch {
    /* What has no canonical JSON was never sealed. */
    return false;
  }
}

/**
 * Checks a history from its first entry on, and names the first that was altered, removed or moved. What was cut
 * off at the end cannot show here: the chain up to there is whole.
 */
export function verifyHistory(history: readonly HistoryEntry[], key: string): HistoryCheck {
  let before: HistoryEntry | undefined;
  for (const entry of history) {
    const expected = before === undefined ? entry.seq : before.seq + 1;
    if (entry.seq !== expected) return { ok: false, seq: expected, why: 'missing' };
    if (!isAsWritten(entry, key)) return { ok: false, seq: entry.seq, why: 'altered' };
    if (entry.prev !== (before?.mac ?? '')) return { ok: false, seq: entry.seq, why: 'chain' };
    before = entry;
  }
  return before === undefined ? { ok: false, seq: 1, why: 'empty' } : { ok: true };
}
