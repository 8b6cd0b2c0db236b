import type { Deps } from './deps.ts';
import { knownFrom } from './record-account.ts';

const CURSOR = 'people.cursor';

/**
 * Brings the desk's index of names up to date with the directory's delta. The cursor is kept after each page, so
 * a stop in the middle goes on where it was. Throws `directory_*`.
 */
export async function syncPeople(deps: Deps): Promise<number> {
  let seen = 0;
  for (let more = true; more; ) {
    const page = await deps.directory.changes(await deps.settings.read(CURSOR));
    const whole = page.users.flatMap((one) =>
      one.userPrincipalName && one.displayName
        ? [knownFrom({ ...one, userPrincipalName: one.userPrincipalName, displayName: one.displayName })]
        : [],
    );
    const partial = page.users.flatMap((one) =>
      one.userPrincipalName && one.displayName
        ? []
        : [{ _id: one.id, ...(one.accountEnabled === undefined ? {} : { enabled: one.accountEnabled }) }],
    );
    await deps.people.upsert([...whole, ...partial]);
    await deps.people.remove(page.removed);
    await deps.settings.write(CURSOR, page.cursor);
    seen += page.users.length;
    more = page.more;
  }
  return seen;
}
