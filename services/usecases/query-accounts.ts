import type { RegisteredAccount } from '../domain/account.ts';
import type { AccountQuery } from '../domain/account-query.ts';
import { type Refusal, refuse } from '../domain/command.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';

/** Accounts are counted up to this. */
export const COUNTED = 1_000;

/** A page of the register as somebody may see it. */
export interface AccountList {
  readonly ok: true;
  readonly accounts: readonly RegisteredAccount[];
  readonly next?: string;
  /** All that the query finds, counted up to `COUNTED`. */
  readonly total: number;
  /** Nothing is in the register yet, so that no query finds anything. */
  readonly unfilled: boolean;
  /** Names of the supervisors on the page, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Whether the asker may settle differences. */
  readonly settles: boolean;
}

/**
 * The query as far as the asker may see: desk leads and specialists everything, liaisons their department, everybody
 * their own people. Undefined for what is somebody else's.
 */
export function withinSight(asker: Asker, query: AccountQuery): AccountQuery | undefined {
  const { person, roles } = asker.actor;
  if (roles.includes('deskLead') || roles.includes('specialist')) return query;
  if (query.supervisorId === person.id) return query;
  if (roles.includes('liaison') && asker.department !== '')
    return { ...query, wholeDepartment: asker.department };
  return query.supervisorId === undefined ? { ...query, supervisorId: person.id } : undefined;
}

/** A page of what a query finds within the asker's sight. Throws `store_unavailable`. */
export async function queryAccounts(
  deps: Pick<Deps, 'register' | 'people'>,
  asker: Asker,
  query: AccountQuery,
  page: { readonly limit: number; readonly after?: string },
): Promise<AccountList | Refusal> {
  const seen = withinSight(asker, query);
  if (!seen) return refuse('accounts_not_yours');
  const [found, total] = await Promise.all([
    deps.register.query(seen, page),
    deps.register.count(seen, COUNTED),
  ]);
  const unfilled = total === 0 && (await deps.register.count({}, 1)) === 0;
  const settles = asker.actor.roles.includes('deskLead');
  return { ok: true, ...found, total, unfilled, settles, names: await namesOf(deps, found.accounts) };
}

/** Names of the supervisors of these accounts, by id, as far as the index of people knows them. */
export async function namesOf(
  deps: Pick<Deps, 'people'>,
  accounts: readonly RegisteredAccount[],
): Promise<Readonly<Record<string, string>>> {
  const ids = [
    ...new Set(accounts.flatMap((one) => [one.supervisorId ?? '', one.differs?.supervisorId ?? ''])),
  ].filter((id) => id !== '');
  const people = await Promise.all(ids.map((id) => deps.people.get(id)));
  return Object.fromEntries(people.flatMap((one) => (one ? [[one._id, one.name]] : [])));
}
