import type { Case } from '../domain/case.ts';
import type { Command } from '../domain/command.ts';
import type { PersonRef } from '../domain/person.ts';
import { isAbsent } from './absences.ts';
import type { Deps } from './deps.ts';
import { roleMembers } from './role-members.ts';

const keyOf = (personId: string) => `assigned:${personId}`;

interface Candidate {
  readonly person: PersonRef;
  /** Open cases in their charge. */
  readonly open: number;
  /** Real instant at which they last got one, '' for never. */
  readonly lastAt: string;
}

const fewestFirst = (a: Candidate, b: Candidate) =>
  a.open - b.open || a.lastAt.localeCompare(b.lastAt) || a.person.name.localeCompare(b.person.name);

/**
 * Gives a case to the specialist with the fewest open ones, of equals to who got one longest ago. Nobody gets a
 * request of their own or about their own account, nor who is away or has no chat with the desk. Undefined where
 * the profile leaves cases to all, somebody has it, or nobody is there: then it stays with all. Throws `directory_*`.
 */
export async function assignCase(
  deps: Deps,
  value: Case,
): Promise<Extract<Command, { name: 'assign' }> | undefined> {
  if (deps.procedure.assignment !== 'least_loaded' || value.assignee) return undefined;
  const own = [value.requester.id, value.target?.id];
  const candidates: Candidate[] = [];
  for (const person of await roleMembers(deps, 'specialist')) {
    if (own.includes(person.id) || (await isAbsent(deps, person.id))) continue;
    if (!(await deps.messenger.reaches(person.id))) continue;
    const open = await deps.cases.count({ by: 'assignee', personId: person.id, open: true });
    candidates.push({ person, open, lastAt: (await deps.settings.read(keyOf(person.id))) ?? '' });
  }
  const [first] = candidates.sort(fewestFirst);
  if (!first) return undefined;
  await deps.settings.write(keyOf(first.person.id), deps.clock.realNow());
  return { name: 'assign', to: first.person, open: first.open };
}
