import type { Case } from '../domain/case.ts';
import { HOLDER_TYPES } from '../domain/case.ts';
import { foldName, nameWords } from '../domain/names.ts';
import type { DirectoryUser } from '../ports/directory.ts';
import type { KnownPerson } from '../ports/people-store.ts';
import type { Deps } from './deps.ts';

/** Writes what the case did to an account into the register, frees it for other cases, and makes its holder findable. */
export async function recordAccount(deps: Deps, value: Case): Promise<void> {
  const id = value.account?.id ?? value.target?.id;
  if (!id) return;
  const worked = value.steps.some((step) => step.state === 'done' && step.kind !== 'check_target');
  const user = worked ? await deps.directory.user(id) : undefined;
  if (!user) return deps.register.release(id, value._id);
  const before = await deps.register.get(id);
  await deps.register.record({
    _id: id,
    address: user.userPrincipalName,
    holderName: user.displayName,
    holderType: HOLDER_TYPES.find((one) => one === user.employeeType),
    department: user.department,
    supervisorId: value.supervisor?.id ?? before?.supervisorId,
    contractNumber: user.contractNumber,
    contractStart: value.fields.startDate?.value ?? before?.contractStart,
    contractEnd: user.contractEnd,
    state: user.accountEnabled ? 'enabled' : 'disabled',
    lastCase: value._id,
    activeCaseId: '',
    updatedAt: deps.clock.deskNow(),
  });
  await deps.people.upsert([knownFrom(user)]);
}

/** A directory user as the desk's own index of names keeps it. */
export function knownFrom(
  user: Pick<DirectoryUser, 'id' | 'userPrincipalName' | 'displayName'> & Partial<DirectoryUser>,
): Omit<KnownPerson, 'standing'> {
  const local = user.userPrincipalName.slice(0, user.userPrincipalName.indexOf('@'));
  return {
    _id: user.id,
    id: user.id,
    name: user.displayName,
    email: user.mail ?? user.userPrincipalName,
    userPrincipalName: user.userPrincipalName,
    department: user.department ?? '',
    position: user.jobTitle ?? '',
    holderType: user.employeeType ?? '',
    enabled: user.accountEnabled ?? true,
    words: [...new Set([...nameWords(user.displayName), ...local.split(/[.\-_]/).map(foldName)])].filter(
      (word) => word !== '',
    ),
  };
}
