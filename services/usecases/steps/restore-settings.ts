import type { Json } from '../../domain/case.ts';
import { type AccountSnapshot, replyBy, sameReply, type Unrestored } from '../../domain/snapshot.ts';
import { lost, snapshotOf } from './restore-access.ts';
import { accountId, proved, type StepContext, type StepRun, unproved } from './step.ts';

/** What one part of the settings came to: how it stands now, and what could not be put back. */
interface Part {
  /** False while a write that was accepted does not show yet. */
  readonly shown: boolean;
  readonly evidence: Json;
  readonly lost: readonly Unrestored[];
}

const asItIs = (evidence: Json, missing: readonly Unrestored[] = []): Part => ({
  shown: true,
  evidence,
  lost: missing,
});

/**
 * Puts back what the deactivation found of the mailbox's settings: automatic reply, forwarding rules that are off
 * now, and the place in the address book. Each is read, written where it differs, and read again. What cannot be put
 * back is listed. Without a snapshot there is nothing to do.
 */
export const restoreSettings: StepRun = async (context) => {
  const snapshot = await snapshotOf(context);
  if (!snapshot) return proved({ snapshot: null });
  const reply = await restoreReply(context, snapshot);
  const rules = await restoreRules(context, snapshot);
  const list = await restoreAddressList(context, snapshot);
  const parts = [reply, rules, list];
  if (parts.some((one) => !one.shown)) return unproved(context);
  return proved(
    { automaticReply: reply.evidence, rules: rules.evidence, inAddressList: list.evidence },
    lost(
      context,
      parts.flatMap((one) => one.lost),
    ),
  );
};

async function restoreReply({ deps, case: value }: StepContext, snapshot: AccountSnapshot): Promise<Part> {
  if (!snapshot.automaticReply) return asItIs(null);
  if (snapshot.replyTooLong) return asItIs(null, [{ what: 'automatic_reply', name: '', why: 'too_long' }]);
  const id = accountId(value);
  const wanted = replyBy(deps.clock.deskNow(), snapshot.automaticReply);
  const holds = async () => {
    const now = await deps.mailbox.automaticReply(id);
    return now !== undefined && sameReply(now, wanted);
  };
  if (await holds()) return asItIs(wanted.status);
  await deps.mailbox.setAutomaticReply(id, wanted);
  return { shown: await holds(), evidence: wanted.status, lost: [] };
}

/** A rule that is gone, as all are in a new mailbox, is listed: what it looked for is not kept. */
async function restoreRules({ deps, case: value }: StepContext, snapshot: AccountSnapshot): Promise<Part> {
  const wanted = (snapshot.rules ?? []).filter((one) => one.enabled);
  if (wanted.length === 0) return asItIs([]);
  const id = accountId(value);
  const before = await deps.mailbox.inboxRules(id);
  const there = (ruleId: string) => before.find((one) => one.id === ruleId);
  const writable = wanted.filter((one) => there(one.id)?.enabled === false && !there(one.id)?.readOnly);
  for (const rule of writable) await deps.mailbox.enableRule(id, rule.id);
  const after = writable.length > 0 ? await deps.mailbox.inboxRules(id) : before;
  const on = (ruleId: string) => after.some((one) => one.id === ruleId && one.enabled);
  const missing = wanted.filter((one) => !on(one.id) && !writable.includes(one));
  return {
    shown: writable.every((one) => on(one.id)),
    evidence: { on: wanted.length - missing.length, missing: missing.length },
    lost: missing.flatMap((one) =>
      one.to.map((name): Unrestored => ({ what: 'forwarding', name, why: 'by_hand' })),
    ),
  };
}

/** Where Active Directory masters the account, the address book is set there. */
async function restoreAddressList(
  { deps, case: value }: StepContext,
  snapshot: AccountSnapshot,
): Promise<Part> {
  const id = accountId(value);
  const user = await deps.directory.user(id);
  const holds = (now: boolean | undefined) => (now ?? true) === (snapshot.inAddressList ?? true);
  if (!user || holds(user.inAddressList)) return asItIs(user?.inAddressList ?? null);
  if (user.synchronised) return asItIs(null, [{ what: 'address_list', name: '', why: 'by_hand' }]);
  await deps.directory.updateUser(id, { inAddressList: snapshot.inAddressList ?? null });
  const now = (await deps.directory.user(id))?.inAddressList;
  return { shown: holds(now), evidence: now ?? null, lost: [] };
}
