import type { DigestRow } from './bulletins/digest.ts';
import type { Case } from './case.ts';
import type { Procedure } from './procedure.ts';
import { RUNNING, type TimeLeft, timesLeft } from './service-clock.ts';

/** Cases that a digest names. */
const SHOWN = 10;

/** The promise that presses most: one that is late, else the one that falls due first. */
function pressing(value: Case, procedure: Procedure, now: string): TimeLeft | undefined {
  const urgency = (one: TimeLeft) => (one.state === 'late' ? '' : (one.at ?? '\uffff'));
  return [...timesLeft(value, procedure, now)].sort((a, b) => urgency(a).localeCompare(urgency(b)))[0];
}

function rowOf(value: Case, procedure: Procedure, now: string): DigestRow {
  const left = pressing(value, procedure, now);
  const { fields, target } = value;
  const subject = fields.holderName?.value ?? target?.name ?? fields.account?.shown ?? '';
  return { code: value._id, kind: value.kind, subject, late: left?.state === 'late', due: left?.at ?? '' };
}

const orderOf = ({ late, due, code }: DigestRow) => `${late ? 0 : 1}${due || '\uffff'}${code}`;

/** A person's open cases as a digest tells them: whose turn it is, what is late, what is promised for when. */
export function dayOf(
  cases: readonly Case[],
  procedure: Procedure,
  now: string,
): { readonly rows: readonly DigestRow[]; readonly waiting: number; readonly late: number } {
  const rows = cases
    .filter((one) => RUNNING.includes(one.status))
    .map((one) => rowOf(one, procedure, now))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { rows: rows.slice(0, SHOWN), waiting: rows.length, late: rows.filter((one) => one.late).length };
}
