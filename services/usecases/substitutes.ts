import { z } from 'zod';
import { isDate, todayIn } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { type Refusal, refuse } from '../domain/command.ts';
import type { PersonRef } from '../domain/person.ts';
import { personOf } from './check-target.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';

const ref = z.object({ id: z.string(), name: z.string(), email: z.string() });
const stored = z.object({ person: ref, from: z.string(), until: z.string() });

/** Who authorises in somebody's place, from one day to another, both included (`YYYY-MM-DD`). */
export interface Substitute {
  readonly person: PersonRef;
  readonly from: string;
  readonly until: string;
}

const keyOf = (personId: string) => `substitute:${personId}`;

/**
 * Lets somebody else authorise in the asker's place for some days; a new name takes the place of the former one.
 * Refused: oneself, people who cannot sign in, days that are none or over. Throws `directory_*`, `store_unavailable`.
 */
export async function nameSubstitute(
  deps: Deps,
  asker: Asker,
  named: { readonly personId: string; readonly from: string; readonly until: string },
): Promise<{ readonly ok: true; readonly substitute: Substitute } | Refusal> {
  const { from, until } = named;
  const today = todayIn(deps.procedure.timeZone, deps.clock.deskNow());
  if (!isDate(from) || !isDate(until) || until < from || until < today) return refuse('substitute_dates');
  if (named.personId === asker.actor.person.id) return refuse('substitute_person');
  const user = await deps.directory.user(named.personId);
  if (!user?.accountEnabled) return refuse('substitute_person');
  const substitute: Substitute = { person: personOf(user), from, until };
  await deps.settings.write(keyOf(asker.actor.person.id), JSON.stringify(substitute));
  return { ok: true, substitute };
}

/** Who authorises in this person's place today; undefined for nobody. Throws `store_unavailable`. */
export async function substituteOf(
  deps: Pick<Deps, 'settings' | 'procedure' | 'clock'>,
  personId: string,
): Promise<PersonRef | undefined> {
  const kept = await deps.settings.read(keyOf(personId));
  if (kept === undefined) return undefined;
  const { person, from, until } = stored.parse(JSON.parse(kept));
  const today = todayIn(deps.procedure.timeZone, deps.clock.deskNow());
  return from <= today && today <= until ? person : undefined;
}

/** As `substituteOf`, where that person has nothing of their own in the case and can still sign in. */
export async function substituteFor(
  deps: Deps,
  value: Pick<Case, 'requester' | 'target' | 'passedOn'>,
  absent: PersonRef,
): Promise<PersonRef | undefined> {
  const person = await substituteOf(deps, absent.id);
  const own = [value.requester.id, value.target?.id, ...(value.passedOn ?? []).map((one) => one.from?.id)];
  if (!person || own.includes(person.id)) return undefined;
  return (await deps.directory.user(person.id))?.accountEnabled ? person : undefined;
}
