import type { CodeCheck } from '../services/usecases/check-code.ts';
import type { AuditReport, LostHistory } from '../services/usecases/verify-histories.ts';

const LOST: Readonly<Record<LostHistory['why'], string>> = {
  deleted: 'the case is gone',
  put_back: 'it was cut, or put back to an earlier copy',
  rewritten: 'another history stands in its place',
};

/** Whether everything is as the desk wrote it. */
export function isClean({ altered, evidence, lost }: AuditReport): boolean {
  return altered.length === 0 && lost.length === 0 && evidence.flaw === undefined;
}

/** What the audit found, a line each; the first altered entry of each case that has one. */
export function auditLines(report: AuditReport): readonly string[] {
  const { evidence, lost } = report;
  const told = `${report.cases} cases, ${report.entries} entries, ${evidence.lines} lines of evidence`;
  if (isClean(report)) return [`${told}: every history is as the desk wrote it.`];
  const { flaw } = evidence;
  return [
    `${told}: ${report.altered.length} altered, ${lost.length} lost.`,
    ...(flaw ? [`evidence: line ${flaw.n} is not as the desk wrote it (${flaw.why})`] : []),
    ...report.altered.map((one) => `${one.case}: entry ${one.seq} is not as the desk wrote it (${one.why})`),
    ...lost.map(
      (one) => `${one.case}: its history ended at entry ${one.seq} on ${one.day}; ${LOST[one.why]}`,
    ),
  ];
}

/** What the code of a record proves. */
export function codeLine(check: CodeCheck): string {
  if (!check.ok)
    return check.why === 'unreadable'
      ? 'No verification code: expected one like MS-2026-000012-9-7K3FQ-2RDXA.'
      : 'Not genuine: no record of this desk has that code.';
  const since = check.changed ? 'entries were added since' : 'nothing was added since';
  return `Genuine: the history of ${check.case} up to ${check.at}; ${since}.`;
}
