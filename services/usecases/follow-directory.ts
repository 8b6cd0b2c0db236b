import type { RegisteredAccount } from '../domain/account.ts';
import { type AccountFacts, withDirectory } from '../domain/account-sources.ts';
import type { PeoplePage } from '../ports/directory.ts';
import { addressesOf, changeEntry, factsOf } from './account-facts.ts';
import type { Deps } from './deps.ts';

/** Beyond so many entries in one page it is a first round or a great rearrangement: managers are not read for each. */
const FEW = 50;

/**
 * Keeps the register true by a page of the directory's changes: what the directory is the source of is written, other
 * differences are noted, accounts that vanished are marked, and every address that was seen stays taken. Accounts that
 * the register does not have are not added. Idempotent. Throws `directory_*`, `store_unavailable`.
 */
export async function followDirectory(deps: Deps, page: PeoplePage): Promise<void> {
  const at = deps.clock.deskNow();
  await deps.addresses.claimAll(page.users.flatMap(addressesOf), 'directory', at);
  const ids = page.users.map((one) => one.id);
  const entries = new Map((await deps.register.many(ids)).map((one) => [one._id, one]));
  for (const user of page.users) {
    const entry = entries.get(user.id);
    if (!entry || entry.holderName === '') continue;
    const facts = await wholeFacts(deps, entry, user, entries.size <= FEW);
    await changeEntry(deps, user.id, (current) => differing(current, withDirectory(current, facts)));
  }
  for (const id of page.removed)
    await changeEntry(deps, id, (current) =>
      current.state === 'gone' ? undefined : { ...current, state: 'gone' },
    );
}

/** An account that came back is read whole, since a change tells only what changed; the manager is never in one. */
async function wholeFacts(
  deps: Deps,
  entry: RegisteredAccount,
  user: PeoplePage['users'][number],
  few: boolean,
): Promise<AccountFacts> {
  const back = entry.state === 'gone' && user.accountEnabled === undefined;
  const whole = back ? await deps.directory.user(user.id) : undefined;
  const facts = factsOf(whole ?? user);
  const manager = few ? await deps.directory.managerOf(user.id) : undefined;
  return manager ? { ...facts, supervisorId: manager.id } : facts;
}

function differing(before: RegisteredAccount, after: RegisteredAccount): RegisteredAccount | undefined {
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)) ? undefined : after;
}

const sorted = (entry: RegisteredAccount) => Object.entries(entry).sort(([a], [b]) => a.localeCompare(b));
