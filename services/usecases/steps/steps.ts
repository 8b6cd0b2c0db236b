import type { StepKind } from '../../domain/procedure.ts';
import { hideFromLists } from './address-list.ts';
import { backUpMailbox } from './back-up-mailbox.ts';
import { byHand } from './by-hand.ts';
import { checkTarget } from './check-target.ts';
import { claimAddress, createUser } from './create-account.ts';
import { blockSignIn, enableSignIn, removeLicence, revokeSessions } from './end-access.ts';
import { addToGroups, assignLicence, awaitMailbox, setManager } from './grant-access.ts';
import { restoreGroups, restoreLicence, restoreManager, updateContract } from './restore-access.ts';
import { restoreMailbox } from './restore-mailbox.ts';
import { restoreSettings } from './restore-settings.ts';
import { snapshotAccount } from './snapshot-account.ts';
import type { StepRun } from './step.ts';
import { updateProfile } from './update-profile.ts';
import { verifyBackup } from './verify-backup.ts';

/** What runs for each kind of step. A step whose mode is `manual` runs as `byHand` whatever its kind. */
export const STEPS: Readonly<Record<StepKind, StepRun>> = {
  check_target: checkTarget,
  claim_address: claimAddress,
  create_user: createUser,
  set_manager: setManager,
  assign_licence: assignLicence,
  add_to_groups: addToGroups,
  await_mailbox: awaitMailbox,
  snapshot_account: snapshotAccount,
  hide_from_lists: hideFromLists,
  block_sign_in: blockSignIn,
  revoke_sessions: revokeSessions,
  back_up_mailbox: backUpMailbox,
  verify_backup: verifyBackup,
  remove_licence: removeLicence,
  restore_licence: restoreLicence,
  restore_groups: restoreGroups,
  restore_manager: restoreManager,
  restore_settings: restoreSettings,
  restore_mailbox: restoreMailbox,
  enable_sign_in: enableSignIn,
  update_contract: updateContract,
  update_profile: updateProfile,
  add_alias: byHand,
  change_quota: byHand,
  change_licence: byHand,
  add_to_group: byHand,
  set_permissions: byHand,
  set_forwarding: byHand,
  verify_identity: byHand,
  recover_mail: byHand,
  attend_person: byHand,
};
