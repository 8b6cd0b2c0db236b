import { startOfAction, todayIn } from './calendar.ts';
import type { Case } from './case.ts';
import type { LifecycleContext } from './commands/applied.ts';

/**
 * UTC instant at which the approved work may begin. A future date counts from the opening of that day; an end
 * date is inclusive, so that a contract's last day falls due at its close of business.
 */
export function startOf(value: Case, { procedure, now }: LifecycleContext): string {
  const field = procedure.kinds[value.kind]?.startsOn;
  const date = field && value.fields[field]?.value;
  if (!date || date <= todayIn(procedure.timeZone, now)) return now;
  const ends = value.fields.reason?.value === 'contract_end' && date === value.target?.contractEnd;
  return startOfAction(date, procedure, { inclusiveEnd: ends || value.mass !== undefined });
}
