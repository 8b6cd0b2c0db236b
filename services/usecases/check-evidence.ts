import { checkLine, type EvidenceFlaw, type EvidenceLine, purposeKey } from '../domain/evidence.ts';
import type { Deps } from './deps.ts';
import { EVIDENCE_HEAD } from './write-evidence.ts';

/** Where a history was last written down. */
export interface KnownHead {
  readonly seq: number;
  readonly mac: string;
  readonly day: string;
}

export interface CheckedEvidence {
  readonly lines: number;
  /** The first line that is not as the desk wrote it; `cut`: lines are gone from the end. */
  readonly flaw?: { readonly n: number; readonly why: EvidenceFlaw | 'cut' };
  /** By case, of the lines before the flaw. */
  readonly heads: ReadonlyMap<string, KnownHead>;
}

/** Reads the evidence file and checks that its lines are whole, chained, sealed, and as many as were written. */
export async function checkEvidence(
  deps: Pick<Deps, 'evidence' | 'settings' | 'historyKey'>,
): Promise<CheckedEvidence> {
  const key = purposeKey(deps.historyKey, 'evidence');
  const heads = new Map<string, KnownHead>();
  let before: EvidenceLine | undefined;
  for await (const text of deps.evidence.lines()) {
    const checked = checkLine(text, before, key);
    if (!checked.ok)
      return { lines: before?.n ?? 0, flaw: { n: (before?.n ?? 0) + 1, why: checked.why }, heads };
    before = checked.line;
    for (const [code, seq, mac] of before.heads) heads.set(code, { seq, mac, day: before.day });
  }
  const lines = before?.n ?? 0;
  const written = Number(/"n":(\d+)/.exec((await deps.settings.read(EVIDENCE_HEAD)) ?? '')?.[1] ?? 0);
  return written > lines ? { lines, flaw: { n: lines + 1, why: 'cut' }, heads } : { lines, heads };
}
