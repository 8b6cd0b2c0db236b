import { verifyHistory } from '../domain/history.ts';
import { codeFits, readVerificationCode } from '../domain/verification.ts';
import type { Deps } from './deps.ts';

/** What a verification code proves. */
export type CodeCheck =
  /** The record was made from the history of that case as it stood at `at`; `changed`: entries were added since. */
  | { readonly ok: true; readonly case: string; readonly at: string; readonly changed: boolean }
  /** `unreadable`: no code; `unknown`: made by nobody here, or of a history that is no longer so. */
  | { readonly ok: false; readonly why: 'unreadable' | 'unknown' };

/** Checks a code against the history that it was made from, and the history against its own seals. */
export async function checkCode(deps: Pick<Deps, 'cases' | 'historyKey'>, said: string): Promise<CodeCheck> {
  const code = readVerificationCode(said);
  if (!code) return { ok: false, why: 'unreadable' };
  const value = await deps.cases.get(code.case);
  const upTo = value?.history.findIndex((one) => one.seq === code.seq) ?? -1;
  const entry = value?.history[upTo];
  if (!value || !entry || !codeFits(value, code, deps.historyKey)) return { ok: false, why: 'unknown' };
  if (!verifyHistory(value.history.slice(0, upTo + 1), deps.historyKey).ok)
    return { ok: false, why: 'unknown' };
  return { ok: true, case: value._id, at: entry.at, changed: upTo < value.history.length - 1 };
}
