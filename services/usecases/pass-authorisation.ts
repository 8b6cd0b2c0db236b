import type { Case } from '../domain/case.ts';
import type { Command } from '../domain/command.ts';
import type { PersonRef } from '../domain/person.ts';
import { personOf } from './check-target.ts';
import type { Deps } from './deps.ts';
import { substituteFor } from './substitutes.ts';

/** Managers above a silent supervisor that are looked at before the desk leads have it. */
const LEVELS = 5;

/**
 * Who may authorise instead of a silent supervisor: the substitute named for today; else the nearest manager above who can sign in, was not asked yet,
 * and neither asked for the case nor is its holder; else the desk leads. Throws `directory_*`.
 */
export async function passAuthorisation(
  deps: Deps,
  value: Case,
): Promise<Extract<Command, { name: 'pass_authorisation' }>> {
  const barred = [
    value.requester.id,
    value.target?.id,
    value.supervisor?.id,
    ...(value.passedOn ?? []).map((one) => one.from?.id),
  ];
  const substitute = value.supervisor && (await substituteFor(deps, value, value.supervisor));
  if (substitute) return { name: 'pass_authorisation', to: substitute, why: 'substitute' };
  let below: PersonRef | undefined = value.supervisor;
  for (let level = 0; below && level < LEVELS; level += 1) {
    const manager = await deps.directory.managerOf(below.id);
    if (manager?.accountEnabled && !barred.includes(manager.id))
      return { name: 'pass_authorisation', to: personOf(manager), why: 'manager' };
    below = manager && personOf(manager);
  }
  return { name: 'pass_authorisation', why: 'desk' };
}
