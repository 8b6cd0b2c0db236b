import { HOLDER_TYPES, type HolderType, type Kind, type Target } from '../domain/case.ts';
import type { Refusal } from '../domain/command.ts';
import { refuse } from '../domain/command.ts';
import type { PersonRef } from '../domain/person.ts';
import type { DirectoryUser } from '../ports/directory.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';

type Checked = { readonly ok: true; readonly target: Target } | Refusal;

/**
 * Reads the account that a request is about, and refuses what the procedure refuses: administrators, shared
 * mailboxes, accounts that another case is working on, accounts already in the state asked for, askers without
 * standing. `ownCase` is a case that may itself be the one working on it.
 */
export async function checkTarget(
  deps: Deps,
  kind: Kind,
  accountId: string,
  asker?: Asker,
  ownCase?: string,
): Promise<Checked> {
  const rules = deps.procedure.kinds[kind];
  if (!rules) return refuse('not_offered');
  const read = await readAccount(deps, kind, accountId, ownCase);
  if (!read) return refuse('target_unknown');
  if (read.refused) return read.refused;
  const { target } = read;
  const standing = asker ? mayAsk(rules.mayAsk, asker, target) : undefined;
  return standing ?? { ok: true, target };
}

/** An account as the directory shows it, and what the procedure refuses it for. */
export interface ReadAccount {
  readonly target: Target;
  readonly refused: Refusal | undefined;
}

/** Reads one account for a kind of request; undefined where there is none. Throws `directory_*`. */
export async function readAccount(
  deps: Deps,
  kind: Kind,
  accountId: string,
  ownCase?: string,
): Promise<ReadAccount | undefined> {
  const user = await deps.directory.user(accountId);
  if (!user) return undefined;
  const [manager, roles, mailbox, others] = await Promise.all([
    deps.directory.managerOf(user.id),
    deps.directory.adminRolesOf(user.id),
    deps.mailbox.state(user.id),
    deps.cases.openOnAccount(user.id),
  ]);
  const name = user.displayName;
  const other = others.find((one) => one._id !== ownCase);
  const why = {
    administrator: roles.length > 0 && refuse('target_administrator', { name }),
    shared: isShared(mailbox.purpose) && refuse('target_shared', { name }),
    busy: other !== undefined && refuse('target_busy', { name, code: other._id }),
    enabled: user.accountEnabled && refuse('target_enabled', { name }),
    disabled: !user.accountEnabled && refuse('target_disabled', { name }),
  };
  const refused = (deps.procedure.kinds[kind]?.refuses ?? [])
    .map((one) => why[one])
    .find((one) => one !== false);
  return { target: targetOf(user, manager), refused };
}

const isShared = (purpose: string | undefined) =>
  purpose !== undefined && !['user', 'unknown', 'unknownFutureValue'].includes(purpose);

export function personOf(user: DirectoryUser): PersonRef {
  return { id: user.id, name: user.displayName, email: user.mail ?? user.userPrincipalName };
}

function targetOf(user: DirectoryUser, manager: DirectoryUser | undefined): Target {
  return {
    ...personOf(user),
    userPrincipalName: user.userPrincipalName,
    enabled: user.accountEnabled,
    synchronised: user.synchronised,
    holderType: HOLDER_TYPES.find((one): one is HolderType => one === user.employeeType),
    department: user.department,
    position: user.jobTitle,
    phone: user.mobilePhone,
    contractNumber: user.contractNumber,
    contractEnd: user.contractEnd,
    manager: manager && personOf(manager),
  };
}

/** Undefined where the asker has standing under the procedure. */
function mayAsk(allowed: readonly string[], asker: Asker, target: Target): Refusal | undefined {
  const { person, roles } = asker.actor;
  const standing: Readonly<Record<string, boolean>> = {
    anyone: true,
    holder: person.id === target.id,
    supervisor: person.id === target.manager?.id,
    liaison: roles.includes('liaison'),
    specialist: roles.includes('specialist'),
    deskLead: roles.includes('deskLead'),
  };
  return allowed.some((one) => standing[one]) ? undefined : refuse('may_not_ask', { who: allowed.join(',') });
}
