import type { AddressProposal, Case } from '../domain/case.ts';
import type { Command } from '../domain/command.ts';
import { findAddress } from '../domain/username.ts';
import { checkTarget, personOf } from './check-target.ts';
import type { Deps } from './deps.ts';
import { substituteFor } from './substitutes.ts';

/** Reads the directory for a case and answers the command that carries what it found. Throws `directory_*`. */
export async function prepareCase(deps: Deps, value: Case): Promise<Command> {
  const target = deps.procedure.kinds[value.kind]?.target;
  if (target === 'none' || target === undefined) return { name: 'prepared' };
  if (target === 'existing') return prepareExisting(deps, value);
  const supervisorId = value.fields.supervisor?.value;
  const supervisor = supervisorId ? await deps.directory.user(supervisorId) : undefined;
  return {
    name: 'prepared',
    supervisor: supervisor && personOf(supervisor),
    proposal: await proposeAddress(deps, value),
  };
}

async function prepareExisting(deps: Deps, value: Case): Promise<Command> {
  const accountId = value.fields.account?.value ?? '';
  const checked = await checkTarget(deps, value.kind, accountId, undefined, value._id);
  const again = value.history.some((entry) => entry.what === 'reopen');
  if (checked.ok) {
    const supervisor = checked.target.manager;
    const substitute =
      supervisor && (await substituteFor(deps, { ...value, target: checked.target }, supervisor));
    const findings = await findingsOn(deps, value, checked.target.userPrincipalName);
    return {
      name: 'prepared',
      target: checked.target,
      supervisor,
      ...(substitute && { substitute }),
      ...(findings && { findings }),
    };
  }
  const ownDoing = again && (checked.code === 'target_enabled' || checked.code === 'target_disabled');
  return ownDoing ? { name: 'prepared' } : { name: 'turn_down', reason: checked.code };
}

/** Size and archive of the mailbox, where the work order is to back it up. */
function findingsOn(deps: Deps, value: Case, userPrincipalName: string) {
  const steps = deps.procedure.kinds[value.kind]?.steps ?? [];
  return steps.includes('back_up_mailbox') ? deps.mailbox.usage(userPrincipalName) : undefined;
}

/**
 * The first address for a new holder that nobody has or ever had, and those passed over. An address that this
 * case claimed before is its own; `passed` are known to be taken. Throws `directory_*`.
 */
export function proposeAddress(
  deps: Deps,
  value: Case,
  passed: AddressProposal['passedOver'] = [],
): Promise<AddressProposal> {
  const known = new Map(passed.map((one) => [one.address, one.why]));
  const name = value.fields.holderName?.value ?? '';
  return findAddress(
    name,
    deps.tenant.mailDomain,
    async (address) => known.get(address) ?? whyNot(deps, address, value._id),
  );
}

async function whyNot(
  deps: Deps,
  address: string,
  caseId: string,
): Promise<'in_use' | 'retired' | undefined> {
  const [owner, holders] = await Promise.all([
    deps.addresses.ownerOf(address),
    deps.directory.holdersOfAddress(address),
  ]);
  const others = holders.filter((one) => one.caseCode !== caseId);
  if (others.some((one) => !one.deleted)) return 'in_use';
  return others.length > 0 || (owner !== undefined && owner !== caseId) ? 'retired' : undefined;
}
