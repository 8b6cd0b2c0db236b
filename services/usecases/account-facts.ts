import type { RegisteredAccount } from '../domain/account.ts';
import type { AccountFacts } from '../domain/account-sources.ts';
import { scheduled } from '../domain/contract-calendar.ts';
import type { DirectoryUser } from '../ports/directory.ts';
import type { Deps } from './deps.ts';

type Said = Pick<DirectoryUser, 'id'> & Partial<DirectoryUser>;

/** What a user of the directory says of its account; of a change only what it mentions. */
export function factsOf(user: Said): AccountFacts {
  const has = (name: keyof DirectoryUser) => Object.hasOwn(user, name);
  return {
    ...(user.userPrincipalName && { address: user.userPrincipalName }),
    ...(user.displayName && { holderName: user.displayName }),
    ...(user.accountEnabled !== undefined && { state: user.accountEnabled ? 'enabled' : 'disabled' }),
    ...(has('employeeType') && { holderType: user.employeeType ?? '' }),
    ...(has('department') && { department: user.department ?? '' }),
    ...(has('contractNumber') && { contractNumber: user.contractNumber ?? '' }),
    ...(has('contractEnd') && { contractEnd: user.contractEnd ?? '' }),
  };
}

/** The licences of a user who was read whole. */
export const licenceOf = (user: Pick<DirectoryUser, 'licences'>): string =>
  [...new Set(user.licences.map((one) => one.skuId))].sort().join(' ');

/** Every address by which the account can be written to, and its sign-in name. */
export function addressesOf(user: Said): readonly string[] {
  const all = [user.userPrincipalName, user.mail, ...(user.addresses ?? [])];
  return [...new Set(all.flatMap((one) => (one ? [one.toLowerCase()] : [])))];
}

/** An account of which the register knows nothing yet. */
export function freshEntry(id: string, address: string, holderName: string, at: string): RegisteredAccount {
  return {
    _id: id,
    address: address.toLowerCase(),
    holderName,
    state: 'enabled',
    lastCase: '',
    activeCaseId: '',
    updatedAt: at,
  };
}

const TRIES = 20;

/**
 * Changes an entry, on whatever it is by then; undefined from `change` leaves it alone. Its place in the calendar
 * follows. Answers the entry as it stands then, undefined where there is none. Throws `store_unavailable`.
 */
export async function changeEntry(
  deps: Pick<Deps, 'register' | 'procedure' | 'clock'>,
  id: string,
  change: (entry: RegisteredAccount) => RegisteredAccount | undefined,
): Promise<RegisteredAccount | undefined> {
  let entry: RegisteredAccount | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    entry = await deps.register.get(id);
    const next = entry && change(entry);
    if (!entry || !next || next === entry) return entry;
    const now = deps.clock.deskNow();
    const written = scheduled({ ...next, updatedAt: now }, deps.procedure, now);
    if (await deps.register.put(written)) return written;
  }
  return entry;
}
