import type { Deps } from '../deps.ts';

const DAY_MS = 86_400_000;
/** Lists let go in one round; the rest is for the next day. */
const MOST = 200;

/** Lets go of lists that were given for a request which nobody sent within a day. Idempotent. */
export async function dropAbandonedLists(deps: Pick<Deps, 'lists' | 'clock'>): Promise<void> {
  const before = new Date(Date.parse(deps.clock.deskNow()) - DAY_MS).toISOString();
  for (const id of await deps.lists.abandoned(before, MOST)) await deps.lists.drop(id);
}
