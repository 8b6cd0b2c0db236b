import type { Case } from '../domain/case.ts';
import { verifyHistory } from '../domain/history.ts';
import type { Deps } from './deps.ts';

/** Whether the history was written for this case: its first entry names the code. */
function opensThis(value: Case): boolean {
  const facts = value.history[0]?.facts;
  return typeof facts === 'object' && facts !== null && 'case' in facts && facts.case === value._id;
}

export interface AuditReport {
  readonly cases: number;
  readonly entries: number;
  readonly altered: readonly { readonly case: string; readonly seq: number; readonly why: string }[];
}

/** Verifies the chained history of every case; names the first altered entry of each case that has one. */
export async function verifyHistories(deps: Pick<Deps, 'cases' | 'historyKey'>): Promise<AuditReport> {
  const altered: { case: string; seq: number; why: string }[] = [];
  let cases = 0;
  let entries = 0;
  for await (const value of deps.cases.scan()) {
    cases += 1;
    entries += value.history.length;
    const verdict = verifyHistory(value.history, deps.historyKey);
    if (!verdict.ok) altered.push({ case: value._id, seq: verdict.seq, why: verdict.why });
    else if (!opensThis(value)) altered.push({ case: value._id, seq: 1, why: 'another case' });
    else if (value.history.at(-1)?.to !== value.status)
      altered.push({ case: value._id, seq: value.history.length, why: 'status' });
  }
  return { cases, entries, altered };
}
