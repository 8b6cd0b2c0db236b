import { checkTarget as readTarget } from '../check-target.ts';
import { isContractEnd } from '../end-contract.ts';
import { failed, proved, type StepRun } from './step.ts';

/** Claims the account for this case, and reads again whether the request still holds: it may have waited for weeks. */
export const checkTarget: StepRun = async ({ deps, case: value }) => {
  const target = value.target;
  if (!target) return failed('target_unknown');
  const claimed = await deps.register.claim(
    target.id,
    target.userPrincipalName,
    value._id,
    deps.clock.realNow(),
  );
  if (!claimed) return failed('target_busy', { name: target.name });
  const checked = await readTarget(deps, value.kind, target.id, undefined, value._id);
  const repeated = value.history.some((entry) => entry.what === 'reopen');
  const ownDoing =
    !checked.ok && repeated && (checked.code === 'target_enabled' || checked.code === 'target_disabled');
  if (!checked.ok && !ownDoing) return failed(checked.code, { name: target.name });
  const until = checked.ok ? checked.target.contractEnd : undefined;
  const registered = isContractEnd(value) ? (await deps.register.get(target.id))?.contractEnd : undefined;
  const asked = value.fields.effectiveDate?.value;
  const extended =
    value.fields.reason?.value === 'contract_end' &&
    until !== undefined &&
    until !== target.contractEnd &&
    asked !== undefined &&
    until > asked;
  const later =
    asked !== undefined && registered !== undefined && registered > asked ? registered : undefined;
  if (later) return failed('contract_extended', { date: later });
  return extended ? failed('contract_extended', { date: until }) : proved({ account: target.id });
};
