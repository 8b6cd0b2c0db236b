import { isAway } from '../domain/absence.ts';
import type { PersonRef } from '../domain/person.ts';
import type { Deps } from './deps.ts';
import { roleMembers } from './role-members.ts';
import { whoIs } from './who-is.ts';

/** Everybody of the desk, specialists first, nobody twice. Throws `directory_*`. */
export async function deskPeople(deps: Deps): Promise<readonly PersonRef[]> {
  const all = [...(await roleMembers(deps, 'specialist')), ...(await roleMembers(deps, 'deskLead'))];
  return all.filter((one, at) => all.findIndex((other) => other.id === one.id) === at);
}

/**
 * Reads from the mailboxes of the desk's people whether they answer that they are away, and keeps it with what is
 * known of them. One call a person, one after the other; whose mailbox cannot be read keeps what was known.
 */
export async function readAbsences(deps: Deps): Promise<void> {
  for (const { id } of await deskPeople(deps)) {
    const { absence } = await deps.mailbox.state(id);
    if (!(await deps.people.get(id))?.standing) await whoIs(deps, id);
    const standing = (await deps.people.get(id))?.standing;
    if (!standing || JSON.stringify(standing.absence) === JSON.stringify(absence)) continue;
    await deps.people.setStanding(id, { ...standing, absence });
  }
}

/** Whether the person answers that they are away today, as read lately. */
export async function isAbsent(deps: Pick<Deps, 'people' | 'clock'>, personId: string): Promise<boolean> {
  return isAway((await deps.people.get(personId))?.standing?.absence, deps.clock.deskNow());
}
