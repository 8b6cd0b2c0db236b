import { AppError } from '../domain/errors.ts';
import { type EvidenceLine, purposeKey, readLine, sealLine } from '../domain/evidence.ts';
import type { Deps } from './deps.ts';

/** Heads on one line; a line of them is about 200 KB. */
const HEADS_A_LINE = 2_000;
/** Histories changed so long before the last day's line are looked at again: the desk's clock may have stepped back. */
const OVERLAP_MS = 24 * 3_600_000;
/** Setting that keeps the seal of the last line apart from the file, so that a file cut short shows. */
export const EVIDENCE_HEAD = 'evidence.head';

type EvidenceDeps = Pick<Deps, 'cases' | 'evidence' | 'settings' | 'clock' | 'historyKey'>;

/**
 * Writes down where every history stands that changed since the last time: once a day, whoever comes first. A crash in
 * the middle leaves lines of the day without its end; the next run writes the day again behind them.
 * Throws `file_failed`, also where another process holds the file.
 */
export async function writeEvidence(deps: EvidenceDeps, day: string): Promise<void> {
  const key = purposeKey(deps.historyKey, 'evidence');
  const head = await deps.evidence.append(async (lastText, write) => {
    let last = lastText === undefined ? undefined : readLine(lastText);
    if (last?.day === day && last.count !== undefined) return last;
    const begun = beginOf(last);
    const at = deps.clock.deskNow();
    const put = async (heads: EvidenceLine['heads'], count?: number) => {
      const line = { n: (last?.n ?? 0) + 1, day, since: begun, at, heads, prev: last?.mac ?? '' };
      last = sealLine(count === undefined ? line : { ...line, count }, key);
      await write(JSON.stringify(last));
    };
    let heads: EvidenceLine['heads'] = [];
    let count = 0;
    for await (const one of deps.cases.heads(begun)) {
      heads.push([one.case, one.seq, one.mac]);
      count += 1;
      if (heads.length < HEADS_A_LINE) continue;
      await put(heads);
      heads = [];
    }
    await put(heads, count);
    return last;
  });
  // Whoever holds the file may be dead: it is looked at again, and then the day is there or is written.
  if (!head) throw new AppError('file_failed', { detail: { why: 'held' } });
  await deps.settings.write(EVIDENCE_HEAD, JSON.stringify({ n: head.n, mac: head.mac }));
}

/** From when on histories are looked at: a little before the last whole day was written; '' for all of them. */
function beginOf(last: EvidenceLine | undefined): string {
  if (!last) return '';
  if (last.count === undefined) return last.since;
  return new Date(Date.parse(last.at) - OVERLAP_MS).toISOString();
}
