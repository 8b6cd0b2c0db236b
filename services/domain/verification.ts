import { createHmac } from 'node:crypto';
import type { Case } from './case.ts';
import { purposeKey } from './evidence.ts';
import type { HistoryEntry } from './history.ts';

/** Crockford's letters: none that is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** What a verification code says: which case, up to which entry of its history, and the proof. */
export interface ReadCode {
  readonly case: string;
  readonly seq: number;
  readonly proof: string;
}

/** Fifty bits of an HMAC over the entry's own seal: nobody without the key makes one up. */
function proofOf(code: string, entry: Pick<HistoryEntry, 'seq' | 'mac'>, historyKey: string): string {
  const key = purposeKey(historyKey, 'verification');
  const digest = createHmac('sha256', key).update(`${code} ${entry.seq} ${entry.mac}`).digest();
  return [...digest.subarray(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

const grouped = (proof: string) => `${proof.slice(0, 5)}-${proof.slice(5)}`;

/** The code of a case as its history stands: `MS-2026-000012-9-7K3FQ-2RDXA`; '' without a history. */
export function verificationCode(value: Pick<Case, '_id' | 'history'>, historyKey: string): string {
  const head = value.history.at(-1);
  return head ? `${value._id}-${head.seq}-${grouped(proofOf(value._id, head, historyKey))}` : '';
}

const CODE =
  /\b([A-Z]{2,4})[\s-]*(\d{4})[\s-]*(\d{6})[\s-]+(\d{1,6})[\s-]+([0-9A-Z]{5})[\s-]*([0-9A-Z]{5})\b/;

/** A code as people type or paste it, letters that look alike taken for one another; undefined where there is none. */
export function readVerificationCode(text: string): ReadCode | undefined {
  const [, prefix, year, number, seq, first = '', second = ''] =
    CODE.exec(text.slice(0, 300).toUpperCase()) ?? [];
  if (seq === undefined) return undefined;
  const proof = `${first}${second}`.replace(/[IL]/g, '1').replace(/O/g, '0');
  return { case: `${prefix}-${year}-${number}`, seq: Number(seq), proof };
}

/** Whether the code was made by this desk from this very history. */
export function codeFits(value: Pick<Case, '_id' | 'history'>, code: ReadCode, historyKey: string): boolean {
  const entry = value.history.find((one) => one.seq === code.seq);
  return (
    value._id === code.case && entry !== undefined && proofOf(code.case, entry, historyKey) === code.proof
  );
}
