import type { AuditReport } from '../services/usecases/verify-histories.ts';

/** What the audit found, a line each; the first altered entry of each case that has one. */
export function auditLines(report: AuditReport): readonly string[] {
  const told = `${report.cases} cases, ${report.entries} entries`;
  if (report.altered.length === 0) return [`${told}: every history is as the desk wrote it.`];
  const found = report.altered.map(
    (one) => `${one.case}: entry ${one.seq} is not as the desk wrote it (${one.why})`,
  );
  return [`${told}: ${report.altered.length} altered.`, ...found];
}
