import type { AccountField } from '../domain/account.ts';
import { saidOf, withTaken } from '../domain/account-sources.ts';
import { todayIn } from '../domain/calendar.ts';
import { type Refusal, refuse } from '../domain/command.ts';
import { changeEntry } from './account-facts.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';

/** A difference as a card showed it: what the directory says of a field of an account. */
export interface Difference {
  /** Directory id of the account. */
  readonly account: string;
  readonly field: AccountField;
  readonly value: string;
}

/**
 * Takes the directory's word into the register, for a desk lead; the entry keeps who did it and what it said before.
 * Refused where the directory says something else by now. Once done it is done: a second press changes nothing.
 * Throws `store_unavailable`.
 */
export async function settleDifference(
  deps: Deps,
  asker: Asker,
  { account, field, value }: Difference,
): Promise<{ readonly ok: true } | Refusal> {
  const { person: by, roles } = asker.actor;
  if (!roles.includes('deskLead')) return refuse('settle_not_yours');
  if (!asker.fresh) return refuse('directory_unread');
  const at = deps.clock.deskNow();
  const on = todayIn(deps.procedure.timeZone, at);
  const after = await changeEntry(deps, account, (entry) => withTaken(entry, { field, value, by, at, on }));
  const taken = after && saidOf(after, field) === value && after.differs?.[field] === undefined;
  return taken ? { ok: true } : refuse('difference_gone');
}
