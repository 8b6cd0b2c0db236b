import { confirmedEmpty } from './back-up-mailbox.ts';
import { licenceRefusal } from './grant-access.ts';
import { accountId, ensure, failed, proved, type StepContext, type StepRun, unproved } from './step.ts';

const signInIs = (context: StepContext, enabled: boolean, write: (id: string) => Promise<void>) => {
  const id = accountId(context.case);
  const look = async () =>
    (await context.deps.directory.user(id))?.accountEnabled === enabled
      ? { accountEnabled: enabled }
      : undefined;
  return ensure(context, look, async () => {
    await write(id);
    return undefined;
  });
};

export const blockSignIn: StepRun = (context) =>
  signInIs(context, false, (id) => context.deps.directory.blockSignIn(id));

export const enableSignIn: StepRun = (context) =>
  signInIs(context, true, (id) => context.deps.directory.enableSignIn(id));

/** Voids open sessions; proved where the directory's "sessions valid from" moved past what it was. */
export const revokeSessions: StepRun = async (context) => {
  const { deps, step } = context;
  const id = accountId(context.case);
  const now = (await deps.directory.user(id))?.sessionsValidFrom ?? '';
  const before = typeof step.cursor === 'string' ? step.cursor : now;
  if (step.cursor === undefined) return { state: 'running', cursor: before };
  if (now > before) return proved({ sessionsValidFrom: now });
  await deps.directory.revokeSessions(id);
  const after = (await deps.directory.user(id))?.sessionsValidFrom ?? '';
  return after > before ? proved({ sessionsValidFrom: after }) : unproved(context, { cursor: before });
};

/**
 * Takes the licences away, directly or by leaving the groups that give them. Only past the gate: a verified
 * backup, or no mailbox, proven and confirmed by the specialist.
 */
export const removeLicence: StepRun = async (context) => {
  const { deps, case: value } = context;
  if (!value.backup?.verifiedAt && !confirmedEmpty(context)) return failed('backup_not_verified');
  const id = accountId(value);
  const held = async () => (await deps.directory.user(id))?.licences ?? [];
  const look = async () => ((await held()).length === 0 ? { licences: 0 } : undefined);
  return ensure(context, look, async () => {
    const groups = await deps.directory.groupsOf(id);
    for (const licence of await held()) {
      const group = groups.find((one) => one.id === licence.viaGroup);
      if (licence.viaGroup && group?.writable === false)
        return failed('licence_group_not_writable', { group: group.displayName });
      if (!licence.viaGroup) {
        const refused = licenceRefusal(await deps.directory.removeLicence(id, licence.skuId));
        if (refused) return refused;
      } else if (group) await deps.directory.removeFromGroup(id, licence.viaGroup);
    }
    return undefined;
  });
};
