import type { RegisteredAccount } from '../domain/account.ts';
import { type AccountFacts, withDesk, withDirectory } from '../domain/account-sources.ts';
import type { Case } from '../domain/case.ts';
import { justStated, scheduled } from '../domain/contract-calendar.ts';
import { foldName, nameWords } from '../domain/names.ts';
import type { DirectoryUser } from '../ports/directory.ts';
import type { KnownPerson } from '../ports/people-store.ts';
import { addressesOf, factsOf, freshEntry, licenceOf } from './account-facts.ts';
import type { Deps } from './deps.ts';
import { spreadRow } from './tell-contract-ends.ts';

/**
 * Writes what the case did to an account into the register, frees it for other cases, makes its holder findable, and
 * keeps its addresses taken. Throws `directory_*`, `store_unavailable`.
 */
export async function recordAccount(deps: Deps, value: Case): Promise<void> {
  const id = value.account?.id ?? value.target?.id;
  if (!id) return;
  const worked = value.steps.some((step) => step.state === 'done' && step.kind !== 'check_target');
  const user = worked ? await deps.directory.user(id) : undefined;
  if (!user) return deps.register.release(id, value._id);
  await deps.addresses.claimAll(addressesOf(user), value._id, deps.clock.deskNow());
  await write(deps, value, user);
  await deps.people.upsert([knownFrom(user)]);
}

/** Written over what was read, or not at all where the account is another case's by now. */
async function write(deps: Deps, value: Case, user: DirectoryUser): Promise<void> {
  for (;;) {
    const before = await deps.register.get(user.id);
    const now = deps.clock.deskNow();
    const expected = before ? before.version : '';
    const after = entryAfter(before, value, user, now);
    const known = WRITES.includes(value.kind) ? justStated(after, deps.procedure, now) : after;
    const next = scheduled(known, deps.procedure, now);
    if (await deps.register.record(next, expected)) return tellAsked(deps, before, next);
    const current = await deps.register.get(user.id);
    if (current?.version === before?.version) return;
  }
}

/** Whoever was asked about the contract's end sees that it has moved, or that the account is off already. */
async function tellAsked(
  deps: Deps,
  before: RegisteredAccount | undefined,
  next: RegisteredAccount,
): Promise<void> {
  const { end = '', asked = [] } = before?.watch ?? {};
  const until = next.contractEnd ?? '';
  const caseId = next.lastCase;
  if (until > end) await spreadRow(deps, asked, next._id, { status: 'extending', until, caseId });
  else if (next.state === 'disabled') await spreadRow(deps, asked, next._id, { status: 'ended', caseId });
}

function entryAfter(
  before: RegisteredAccount | undefined,
  value: Case,
  user: DirectoryUser,
  now: string,
): RegisteredAccount {
  const fresh = freshEntry(user.id, user.userPrincipalName, user.displayName, now);
  const known = before ? { ...before, holderName: before.holderName || user.displayName } : fresh;
  const own = withDesk(known, factsOfCase(value, known));
  const facts = { ...factsOf(user), licence: licenceOf(user) };
  return { ...withDirectory(own, facts), lastCase: value._id, activeCaseId: '', updatedAt: now };
}

const WRITES: readonly Case['kind'][] = ['create', 'modify', 'activate'];

/** What the case itself was about; nothing for kinds that write none of it. */
function factsOfCase({ kind, fields, target, supervisor }: Case, before: RegisteredAccount): AccountFacts {
  const manager = before.supervisorId ?? target?.manager?.id ?? supervisor?.id;
  const standing = manager === undefined ? {} : { supervisorId: manager };
  if (!WRITES.includes(kind)) return standing;
  const said = {
    holderType: fields.holderType?.value,
    department: fields.department?.value,
    supervisorId: fields.supervisor?.value,
    contractNumber: fields.contractNumber?.value,
    contractStart: fields.startDate?.value,
    contractEnd: fields.endDate?.value,
  };
  return { ...standing, ...Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) };
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
