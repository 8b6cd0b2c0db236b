import type { DeskRole } from '../domain/person.ts';
import { DESK_ROLES } from '../domain/person.ts';
import type { KnownPerson, Standing } from '../ports/people-store.ts';
import { personOf } from './check-target.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { knownFrom } from './record-account.ts';
import { roleGroup } from './role-members.ts';

/** Read again behind the answer once older than this; milliseconds. */
const FRESH_MS = 300_000;
/** Older than this, nobody decides on it. */
const TRUSTED_MS = 900_000;

/**
 * The sender of an activity with the roles and manager that the directory gives them: kept for five minutes, read
 * again behind. Undefined for somebody whom the directory does not know. Throws `directory_*` only where nothing
 * at all is known of them.
 */
export async function whoIs(deps: Deps, directoryId: string): Promise<Asker | undefined> {
  const known = await deps.people.get(directoryId);
  const age = known?.standing
    ? Date.parse(deps.clock.realNow()) - Date.parse(known.standing.readAt)
    : Number.POSITIVE_INFINITY;
  if (known?.standing && age < FRESH_MS) return askerOf(known, known.standing, true);
  if (known?.standing && age < TRUSTED_MS) {
    void readStanding(deps, directoryId).catch((thrown: unknown) =>
      deps.log.warn({ person: directoryId, fault: String(thrown) }, 'standing not read'),
    );
    return askerOf(known, known.standing, true);
  }
  try {
    const read = await readStanding(deps, directoryId);
    return read && askerOf(read.person, read.standing, true);
  } catch (thrown) {
    if (!known?.standing) throw thrown;
    return askerOf(known, known.standing, false);
  }
}

async function readStanding(
  deps: Deps,
  id: string,
): Promise<{ person: Omit<KnownPerson, 'standing'>; standing: Standing } | undefined> {
  const groups = DESK_ROLES.map((role) => ({ role, id: roleGroup(deps, role) }));
  const user = await deps.directory.user(id);
  if (!user?.accountEnabled) return undefined;
  const [manager, memberships] = await Promise.all([
    deps.directory.managerOf(user.id),
    deps.directory.memberOfAny(
      user.id,
      groups.map((one) => one.id),
    ),
  ]);
  const roles: readonly DeskRole[] = groups
    .filter((one) => memberships.includes(one.id))
    .map((one) => one.role);
  const standing: Standing = {
    roles,
    manager: manager && personOf(manager),
    language: user.preferredLanguage,
    absence: (await deps.people.get(user.id))?.standing?.absence,
    readAt: deps.clock.realNow(),
  };
  const person = knownFrom(user);
  await deps.people.upsert([person]);
  await deps.people.setStanding(user.id, standing);
  return { person, standing };
}

function askerOf(person: Omit<KnownPerson, 'standing'>, standing: Standing, fresh: boolean): Asker {
  return {
    actor: { person: { id: person._id, name: person.name, email: person.email }, roles: standing.roles },
    department: person.department,
    position: person.position,
    manager: standing.manager,
    fresh,
  };
}
