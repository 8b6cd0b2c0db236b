import type { DeskRole, PersonRef } from '../domain/person.ts';
import { personOf } from './check-target.ts';
import type { Deps } from './deps.ts';

/** How long a list of members serves before it is read again. Milliseconds, real time. */
const FRESH_MS = 300_000;

interface Kept {
  readonly at: number;
  readonly members: readonly PersonRef[];
}
const kept = new WeakMap<Deps['directory'], Map<DeskRole, Kept>>();

/** Members of a role group that can sign in, read from the directory at most every five minutes. Throws `directory_*`. */
export async function roleMembers(deps: Deps, role: DeskRole): Promise<readonly PersonRef[]> {
  const now = Date.parse(deps.clock.realNow());
  const mine = kept.get(deps.directory) ?? new Map<DeskRole, Kept>();
  kept.set(deps.directory, mine);
  const known = mine.get(role);
  if (known && now - known.at < FRESH_MS) return known.members;
  const members = (await deps.directory.membersOf(roleGroup(deps, role)))
    .filter((one) => one.accountEnabled)
    .map(personOf);
  mine.set(role, { at: now, members });
  return members;
}

/** The directory group that gives a role. */
export function roleGroup({ tenant }: Pick<Deps, 'tenant'>, role: DeskRole): string {
  const groups = {
    specialist: tenant.roleGroups.specialists,
    deskLead: tenant.roleGroups.deskLeads,
    liaison: tenant.roleGroups.liaisons,
  };
  return groups[role];
}
