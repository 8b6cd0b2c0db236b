import { type AccountSnapshot, type AutomaticReply, REPLY_LENGTH } from '../../domain/snapshot.ts';
import { personOf } from '../check-target.ts';
import { accountId, failed, proved, type StepRun } from './step.ts';

/**
 * Keeps what the deactivation takes away, so that an activation can put it back. Taken once. Forwarding that was
 * set in Exchange itself, not by an inbox rule, cannot be read through Graph; the evidence says so.
 */
export const snapshotAccount: StepRun = async ({ deps, case: value }) => {
  if (value.snapshot) return proved(evidenceOf(value.snapshot));
  const id = accountId(value);
  const user = await deps.directory.user(id);
  if (!user) return failed('target_unknown');
  const [groups, manager, reply, rules] = await Promise.all([
    deps.directory.groupsOf(id),
    deps.directory.managerOf(id),
    deps.mailbox.automaticReply(id),
    deps.mailbox.inboxRules(id),
  ]);
  const forwarding = rules.filter((one) => one.forwardsTo.length > 0);
  const snapshot: AccountSnapshot = {
    takenAt: deps.clock.deskNow(),
    userPrincipalName: user.userPrincipalName,
    groups: groups.map((one) => ({ id: one.id, name: one.displayName, writable: one.writable })),
    licences: user.licences.map((one) => ({ skuId: one.skuId, viaGroup: one.viaGroup })),
    manager: manager && personOf(manager),
    ...(reply && kept(reply)),
    rules: forwarding.map((one) => ({
      id: one.id,
      name: one.displayName,
      enabled: one.enabled,
      to: one.forwardsTo,
    })),
    inAddressList: user.inAddressList,
  };
  return proved(evidenceOf(snapshot), { snapshot });
};

/** A text that is too long for a case is left out whole, and the snapshot says so: half a text is worse than none. */
function kept(reply: AutomaticReply): Pick<AccountSnapshot, 'automaticReply' | 'replyTooLong'> {
  const short = (text: string) => text.length <= REPLY_LENGTH;
  if (short(reply.inside) && short(reply.outside)) return { automaticReply: reply };
  return { automaticReply: { ...reply, inside: '', outside: '' }, replyTooLong: true };
}

const evidenceOf = (snapshot: AccountSnapshot) => ({
  groups: snapshot.groups.length,
  licences: snapshot.licences.length,
  automaticReply: snapshot.automaticReply?.status ?? 'no_mailbox',
  forwardingRules: snapshot.rules?.length ?? 0,
  mailboxForwarding: 'not_readable',
  inAddressList: snapshot.inAddressList ?? 'not_said',
});
