import type { AddressProposal, Case } from '../../domain/case.ts';
import { splitSpanishName } from '../../domain/names.ts';
import type { DirectoryUser, NewUser } from '../../ports/directory.ts';
import { personOf } from '../check-target.ts';
import type { Deps } from '../deps.ts';
import { mintPassword } from '../mint-password.ts';
import { proposeAddress } from '../prepare-case.ts';
import { failed, proved, type StepContext, type StepOutcome, type StepRun, waits } from './step.ts';

/** Claims an address by insert before anything is created; one that was ever in use stays taken. */
export const claimAddress: StepRun = async ({ deps, case: value }) => {
  const proposal = await claimFreeAddress(deps, value, value.proposal?.passedOver ?? []);
  return proved({ address: proposal.address }, { proposal });
};

async function claimFreeAddress(
  deps: Deps,
  value: Case,
  passed: AddressProposal['passedOver'],
): Promise<AddressProposal> {
  const proposal = await proposeAddress(deps, value, passed);
  if (await deps.addresses.claim(proposal.address, value._id, deps.clock.realNow())) return proposal;
  return claimFreeAddress(deps, value, [
    ...proposal.passedOver,
    { address: proposal.address, why: 'retired' },
  ]);
}

/**
 * Creates the account once. The case's code travels in an attribute of it; after a conflict or an answer that was
 * lost, the user is read again and adopted where the code is ours. Only somebody else's object leads to the next name.
 */
export const createUser: StepRun = async (context) => {
  const { deps, case: value } = context;
  const address = value.proposal?.address;
  if (!address) return failed('no_address');
  const there = await deps.directory.user(address);
  if (there) return there.caseCode === value._id ? adopted(there) : nextName(context, address);
  const holders = await deps.directory.holdersOfAddress(address);
  const ours = holders.find((one) => one.caseCode === value._id && !one.deleted);
  if (ours) return replicating(context);
  if (holders.length > 0) return nextName(context, address);
  const outcome = await deps.directory.createUser(newUser(deps, value, address));
  if (outcome.kind === 'taken') return replicating(context);
  const readBack = await deps.directory.user(outcome.user.id);
  return readBack ? adopted(readBack) : replicating(context);
};

/** Somebody holds the address whom no read shows yet; it may be ourselves. Wait replication out, then look again. */
const replicating = (context: StepContext): StepOutcome =>
  context.step.attempts > 30 ? failed('no_effect') : waits(context, 'replicating', { first: 0.5, most: 30 });

function adopted(user: DirectoryUser): StepOutcome {
  return proved({ userId: user.id, userPrincipalName: user.userPrincipalName }, { account: personOf(user) });
}

async function nextName(context: StepContext, taken: string): Promise<StepOutcome> {
  const { deps, case: value } = context;
  const passed = [...(value.proposal?.passedOver ?? []), { address: taken, why: 'in_use' as const }];
  const proposal = await claimFreeAddress(deps, value, passed);
  return { state: 'running', learned: { proposal } };
}

function newUser(deps: Deps, value: Case, address: string): NewUser {
  const { fields } = value;
  const name = fields.holderName?.value ?? '';
  const { givenName, surname } = splitSpanishName(name);
  return {
    userPrincipalName: address,
    mailNickname: address.slice(0, address.indexOf('@')),
    displayName: name,
    givenName,
    surname,
    department: fields.department?.value,
    jobTitle: fields.position?.value,
    employeeType: fields.holderType?.value ?? 'official',
    mobilePhone: fields.phone?.value,
    usageLocation: deps.tenant.usageLocation,
    caseCode: value._id,
    contractNumber: fields.contractNumber?.value,
    contractEnd: fields.endDate?.value,
    initialPassword: mintPassword(deps.randomInt),
  };
}
