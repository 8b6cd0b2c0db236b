import { HOLDER_TYPES, type HolderType } from '../../domain/case.ts';
import type { LicenceOutcome } from '../../ports/directory.ts';
import type { Deps } from '../deps.ts';
import {
  accountId,
  ensure,
  failed,
  proved,
  type StepContext,
  type StepOutcome,
  type StepRun,
  waits,
} from './step.ts';

/** Sets the supervisor of the case as the account's manager. */
export const setManager: StepRun = (context) => {
  const { deps, case: value } = context;
  const wanted = value.fields.supervisor?.value ?? value.supervisor?.id;
  if (!wanted) return Promise.resolve(failed('no_supervisor'));
  return managerIs(context, wanted, () => deps.directory.setManager(accountId(value), wanted));
};

/** Read, write where it differs, read again. */
export function managerIs(
  { deps, ...rest }: StepContext,
  wanted: string,
  write: () => Promise<void>,
): Promise<StepOutcome> {
  const context = { deps, ...rest };
  const look = async () =>
    (await deps.directory.managerOf(accountId(context.case)))?.id === wanted
      ? { manager: wanted }
      : undefined;
  return ensure(context, look, async () => {
    await write();
    return undefined;
  });
}

/** Why a licence was not given, as a reason that a specialist can act on; undefined where it was accepted. */
export function licenceRefusal(outcome: LicenceOutcome): StepOutcome | undefined {
  return outcome === 'accepted' ? undefined : failed(outcome);
}

/** Gives the licence of the holder's type: directly, or through its licensing group, which takes a moment. */
export const assignLicence: StepRun = (context) => {
  const type = holderTypeOf(context);
  return giveLicence(context, context.deps.tenant.licences[type]);
};

export function holderTypeOf({ case: value }: StepContext): HolderType {
  const said = value.fields.holderType?.value ?? value.target?.holderType;
  return HOLDER_TYPES.find((one) => one === said) ?? 'official';
}

type Licensing = Deps['tenant']['licences'][HolderType];

/** Gives a licence by SKU or by group, and proves it on the account. */
export function giveLicence(context: StepContext, licensing: Licensing): Promise<StepOutcome> {
  const { deps, case: value } = context;
  const id = accountId(value);
  const look = async () => {
    const held = (await deps.directory.user(id))?.licences.find(
      (one) => one.skuId === licensing.skuId && one.state === 'Active',
    );
    return held && { skuId: held.skuId, viaGroup: held.viaGroup ?? null };
  };
  return ensure(context, look, async () => {
    if (licensing.by === 'sku')
      return licenceRefusal(await deps.directory.assignLicence(id, licensing.skuId));
    const seats = (await deps.directory.seats()).find((one) => one.skuId === licensing.skuId);
    if (seats && seats.free <= 0) return failed('no_seats');
    await joinGroup(deps, id, licensing.groupId);
    return undefined;
  });
}

/** Adds to a group where the account is not in it yet: Graph refuses a second addition. */
export async function joinGroup(deps: Deps, id: string, groupId: string): Promise<void> {
  const there = await deps.directory.memberOfAny(id, [groupId]);
  if (there.length === 0) await deps.directory.addToGroup(id, groupId);
}

/** Adds the account to its department's groups, where the tenant file names any. */
export const addToGroups: StepRun = (context) => {
  const { deps, case: value } = context;
  const wanted = deps.tenant.departmentGroups[value.fields.department?.value ?? ''] ?? [];
  return inGroups(context, wanted);
};

/** Puts the account into each of the groups and proves that it is in all of them. */
export async function inGroups(context: StepContext, wanted: readonly string[]): Promise<StepOutcome> {
  const { deps, case: value } = context;
  if (wanted.length === 0) return proved({ groups: [] });
  const look = async () => {
    const found = new Set((await deps.directory.groupsOf(accountId(value))).map((one) => one.id));
    return wanted.every((one) => found.has(one)) ? { groups: wanted } : undefined;
  };
  return ensure(context, look, async () => {
    for (const group of wanted) await joinGroup(deps, accountId(value), group);
    return undefined;
  });
}

/** About two days of waiting at most a minute apart; Exchange makes a mailbox in minutes, rarely in hours. */
const MAILBOX_LOOKS = 2880;

/** Waits until Exchange has made the mailbox: from moments to hours after the licence. */
export const awaitMailbox: StepRun = async (context) => {
  const state = await context.deps.mailbox.state(accountId(context.case));
  if (state.exists) return proved({ mailbox: true });
  return context.step.attempts > MAILBOX_LOOKS
    ? failed('no_mailbox')
    : waits(context, 'mailbox_provisioning', { first: 1, most: 60 });
};
