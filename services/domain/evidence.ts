import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';

/** Where a case's history ended when it was written down: its last entry. */
export interface HistoryHead {
  readonly case: string;
  readonly seq: number;
  readonly mac: string;
}

const instant = z.string();

/** One line of the evidence file. */
const evidenceLine = z.strictObject({
  /** Number of the line, from 1. */
  n: z.int().positive(),
  /** The day that it is of, `YYYY-MM-DD` in the profile's time zone. */
  day: z.string(),
  /** Desk instants: histories changed from `since` on, as they were at `at`. */
  since: instant,
  at: instant,
  /** Heads as `[case, seq, mac]`. */
  heads: z.array(z.tuple([z.string(), z.int().positive(), z.string()])),
  /** The last line of a day tells how many heads the day has; absent before it. */
  count: z.int().nonnegative().optional(),
  /** Seal of the line before, '' for the first. */
  prev: z.string(),
  /** HMAC-SHA-256, hex, of the canonical JSON of the line without it. */
  mac: z.string(),
});
export type EvidenceLine = z.output<typeof evidenceLine>;

/** The key of one purpose, derived from the history's, so that a seal of one is never one of another. */
export function purposeKey(historyKey: string, purpose: 'evidence' | 'verification'): string {
  return createHmac('sha256', historyKey).update(`mesa ${purpose} 1`).digest('hex');
}

const sealOf = (line: Omit<EvidenceLine, 'mac'>, key: string) =>
  createHmac('sha256', key)
    .update(canonicalize(line) ?? '')
    .digest('hex');

/** Chains a line to the one before and seals it with the evidence key. */
export function sealLine(line: Omit<EvidenceLine, 'mac'>, key: string): EvidenceLine {
  return { ...line, mac: sealOf(line, key) };
}

/** Why a line is not as the desk wrote it. */
export type EvidenceFlaw = 'unreadable' | 'missing' | 'chain' | 'altered';

/** Reads a line and checks it against the one before. */
export function checkLine(
  text: string,
  before: Pick<EvidenceLine, 'n' | 'mac'> | undefined,
  key: string,
): { readonly ok: true; readonly line: EvidenceLine } | { readonly ok: false; readonly why: EvidenceFlaw } {
  const line = readLine(text);
  if (!line) return { ok: false, why: 'unreadable' };
  const { mac, ...rest } = line;
  if (line.n !== (before?.n ?? 0) + 1) return { ok: false, why: 'missing' };
  if (sealOf(rest, key) !== mac) return { ok: false, why: 'altered' };
  return line.prev === (before?.mac ?? '') ? { ok: true, line } : { ok: false, why: 'chain' };
}

/** A line of the file; undefined for what is none. */
export function readLine(text: string): EvidenceLine | undefined {
  try {
    return evidenceLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
