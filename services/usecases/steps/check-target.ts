import { checkTarget as readTarget } from '../check-target.ts';
import { isContractEnd } from '../end-contract.ts';
import { heldBack, whyNotNow } from '../mass/why-not-now.ts';
import { failed, proved, type StepRun, waits } from './step.ts';

/** Claims the account for this case, and reads again whether the request still holds: it may have waited for weeks. */
export const checkTarget: StepRun = async (context) => {
  const { deps, case: value } = context;
  const target = value.target;
  if (!target) return failed('target_unknown');
  const held = await heldBack(deps, value);
  if (held === 'paused') return waits(context, 'paused', { first: 2, most: 60 });
  if (held) return failed(held, { name: target.name });
  const claimed = await deps.register.claim(
    target.id,
    target.userPrincipalName,
    value._id,
    deps.clock.realNow(),
  );
  if (!claimed) return failed('target_busy', { name: target.name });
  if (value.parentId && value.kind === 'deactivate') {
    const why = await whyNotNow(deps, value, value.parentId);
    return why ? failed(why, { name: target.name }) : proved({ account: target.id });
  }
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
