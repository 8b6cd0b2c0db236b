import type { Case } from '../domain/case.ts';
import { verifyHistory } from '../domain/history.ts';
import { type CheckedEvidence, checkEvidence, type KnownHead } from './check-evidence.ts';
import type { Deps } from './deps.ts';

/** Whether the history was written for this case: its first entry names the code. */
function opensThis(value: Case): boolean {
  const facts = value.history[0]?.facts;
  return typeof facts === 'object' && facts !== null && 'case' in facts && facts.case === value._id;
}

/** A history that no longer holds what was once written down of it. */
export interface LostHistory {
  readonly case: string;
  /** `deleted`: the case is gone; `put_back`: cut, or an earlier copy of itself; `rewritten`: another history. */
  readonly why: 'deleted' | 'put_back' | 'rewritten';
  /** Where it ended on that day. */
  readonly seq: number;
  readonly day: string;
}

export interface AuditReport {
  readonly cases: number;
  readonly entries: number;
  readonly altered: readonly { readonly case: string; readonly seq: number; readonly why: string }[];
  readonly evidence: Omit<CheckedEvidence, 'heads'>;
  readonly lost: readonly LostHistory[];
}

type AuditDeps = Pick<Deps, 'cases' | 'historyKey' | 'evidence' | 'settings'>;

/**
 * Verifies the chained history of every case, and names the first altered entry of each case that has one; then holds
 * every history against the evidence file, which knows of cases deleted whole and of histories cut or put back.
 */
export async function verifyHistories(deps: AuditDeps): Promise<AuditReport> {
  const { heads, ...evidence } = await checkEvidence(deps);
  const known = new Map(heads);
  const altered: { case: string; seq: number; why: string }[] = [];
  const lost: LostHistory[] = [];
  let cases = 0;
  let entries = 0;
  for await (const value of deps.cases.scan()) {
    cases += 1;
    entries += value.history.length;
    const flaw = flawOf(value, deps.historyKey);
    if (flaw) altered.push({ case: value._id, ...flaw });
    const head = known.get(value._id);
    known.delete(value._id);
    const why = head && lossOf(value, head);
    if (head && why) lost.push({ case: value._id, why, seq: head.seq, day: head.day });
  }
  for (const [code, { seq, day }] of known) lost.push({ case: code, why: 'deleted', seq, day });
  return { cases, entries, altered, evidence, lost };
}

function flawOf(value: Case, key: string): { readonly seq: number; readonly why: string } | undefined {
  const verdict = verifyHistory(value.history, key);
  if (!verdict.ok) return { seq: verdict.seq, why: verdict.why };
  if (!opensThis(value)) return { seq: 1, why: 'another case' };
  if (value.history.at(-1)?.to !== value.status) return { seq: value.history.length, why: 'status' };
  return undefined;
}

function lossOf({ history }: Case, head: KnownHead): LostHistory['why'] | undefined {
  const entry = history.find((one) => one.seq === head.seq);
  if (entry) return entry.mac === head.mac ? undefined : 'rewritten';
  return 'put_back';
}
