import type { PeoplePage } from '../ports/directory.ts';
import type { Deps } from './deps.ts';
import { followDirectory } from './follow-directory.ts';
import { knownFrom } from './record-account.ts';

const CURSOR = 'people.cursor';

/**
 * Brings the desk's index of names and the register up to date with the directory's delta. The cursor is kept after each page, so
 * a stop in the middle goes on where it was. Throws `directory_*`.
 */
export async function syncPeople(deps: Deps): Promise<number> {
  let seen = 0;
  for (let more = true; more; ) {
    const page = await deps.directory.changes(await deps.settings.read(CURSOR));
    const known = await Promise.all(page.users.map((one) => wholeOf(deps, one)));
    await deps.people.upsert(known.filter((one) => one !== undefined));
    await deps.people.remove(page.removed);
    await followDirectory(deps, page);
    await deps.settings.write(CURSOR, page.cursor);
    seen += page.users.length;
    more = page.more;
  }
  return seen;
}

/** A change may tell some properties only: the person is read whole then. */
async function wholeOf(deps: Deps, change: PeoplePage['users'][number]) {
  const { userPrincipalName, displayName } = change;
  if (userPrincipalName && displayName) return knownFrom({ ...change, userPrincipalName, displayName });
  const user = await deps.directory.user(change.id);
  return user && knownFrom(user);
}
