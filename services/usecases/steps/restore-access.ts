import type { AccountSnapshot, Unrestored } from '../../domain/snapshot.ts';
import { giveLicence, holderTypeOf, inGroups, managerIs } from './grant-access.ts';
import {
  accountId,
  failed,
  proved,
  type StepContext,
  type StepOutcome,
  type StepRun,
  unproved,
} from './step.ts';

/** Exchange keeps a mailbox this many days after its licence went. */
const MAILBOX_KEPT_DAYS = 30;

/** What the account's last deactivation kept. */
export async function snapshotOf({ deps, case: value }: StepContext): Promise<AccountSnapshot | undefined> {
  return (await deps.cases.lastSnapshotOf(accountId(value)))?.snapshot;
}

/** What could not be put back, beside what was found before. */
export const lost = ({ case: value }: StepContext, more: readonly Unrestored[]) => ({
  unrestored: [...(value.unrestored ?? []), ...more],
});

/** Gives back the licence that the holder's type has today; says where the mailbox cannot be the old one. */
export const restoreLicence: StepRun = async (context) => {
  const outcome = await giveLicence(context, context.deps.tenant.licences[holderTypeOf(context)]);
  if (outcome.state !== 'done') return outcome;
  const snapshot = await snapshotOf(context);
  if (!snapshot)
    return { ...outcome, learned: lost(context, [{ what: 'snapshot', name: '', why: 'none_kept' }]) };
  const days = (Date.parse(context.deps.clock.deskNow()) - Date.parse(snapshot.takenAt)) / 86_400_000;
  const tooLate: readonly Unrestored[] =
    days > MAILBOX_KEPT_DAYS ? [{ what: 'mailbox', name: '', why: 'mailbox_new' }] : [];
  return { ...outcome, learned: lost(context, tooLate) };
};

/** Puts the account back into its groups; those that are gone or take no member by hand are listed. */
export const restoreGroups: StepRun = async (context) => {
  const snapshot = await snapshotOf(context);
  const licensing = new Set(
    Object.values(context.deps.tenant.licences).flatMap((one) => (one.by === 'group' ? [one.groupId] : [])),
  );
  const kept = (snapshot?.groups ?? []).filter((one) => !licensing.has(one.id));
  const fixed = kept
    .filter((one) => !one.writable)
    .map((one): Unrestored => ({ what: 'group', name: one.name, why: 'not_writable' }));
  const wanted = kept.filter((one) => one.writable);
  const gone: Unrestored[] = [];
  const there: string[] = [];
  for (const group of wanted) {
    if (await context.deps.directory.groupExists(group.id)) there.push(group.id);
    else gone.push({ what: 'group', name: group.name, why: 'gone' });
  }
  const outcome = await inGroups(context, there);
  return outcome.state === 'done' ? { ...outcome, learned: lost(context, [...fixed, ...gone]) } : outcome;
};

/** Sets the manager of before, where they are still in the directory; else the case's supervisor stays to be set by hand. */
export const restoreManager: StepRun = async (context) => {
  const { deps, case: value } = context;
  const manager = (await snapshotOf(context))?.manager;
  if (!manager) return proved({ manager: null });
  const there = await deps.directory.user(manager.id);
  if (there?.accountEnabled)
    return managerIs(context, manager.id, () => deps.directory.setManager(accountId(value), manager.id));
  return proved({ manager: null }, lost(context, [{ what: 'manager', name: manager.name, why: 'gone' }]));
};

/** Writes contract number and end, where the request carries them. */
export const updateContract: StepRun = (context) => {
  const { fields } = context.case;
  return profileIs(context, {
    contractNumber: fields.contractNumber?.value,
    contractEnd: fields.endDate?.value,
  });
};

type Written = {
  contractNumber?: string;
  contractEnd?: string;
  displayName?: string;
  givenName?: string;
  surname?: string;
  department?: string;
  jobTitle?: string;
  mobilePhone?: string;
};

/** Writes the given properties and proves each of them. */
export async function profileIs({ deps, ...rest }: StepContext, wanted: Written): Promise<StepOutcome> {
  const context = { deps, ...rest };
  const id = accountId(context.case);
  const change = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  if (Object.keys(change).length === 0) return proved({ written: [] });
  const before = await deps.directory.user(id);
  if (!before) return failed('target_unknown');
  const same = (user: object) =>
    Object.entries(change).every(([key, value]) => (user as Record<string, unknown>)[key] === value);
  if (same(before)) return proved({ written: Object.keys(change) });
  await deps.directory.updateUser(id, change);
  const after = await deps.directory.user(id);
  return after && same(after) ? proved({ written: Object.keys(change) }) : unproved(context);
}
