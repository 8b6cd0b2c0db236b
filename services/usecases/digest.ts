import type { BulletinData } from '../domain/bulletin.ts';
import { closingOf, openingOf, todayIn } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { dayOf } from '../domain/digest.ts';
import type { PersonRef } from '../domain/person.ts';
import { worksOn } from '../domain/working-time.ts';
import type { CaseFilter } from '../ports/case-store.ts';
import { deskPeople, isAbsent } from './absences.ts';
import type { Deps } from './deps.ts';
import { postBulletin } from './post-bulletin.ts';
import { roleMembers } from './role-members.ts';

type Digest = BulletinData<'digest'>;

const PAGE = 100;
/** Most cases of one person that are read; the rest are counted. */
const MOST = 300;
const CODES = 5;

async function firstOf(deps: Deps, filter: CaseFilter, most: number): Promise<readonly Case[]> {
  const found: Case[] = [];
  for (let before: string | undefined; found.length < most; ) {
    const page = await deps.cases.list(filter, { limit: Math.min(PAGE, most), ...(before && { before }) });
    found.push(...page.cases);
    before = page.next;
    if (before === undefined) break;
  }
  return found;
}

const mineOf = (personId: string): CaseFilter => ({ by: 'assignee', personId, open: true });

/** The desk as a whole, for its leads. */
async function deskOf(deps: Deps): Promise<NonNullable<Digest['desk']>> {
  const absent: { name: string; open: number }[] = [];
  for (const { id, name } of await roleMembers(deps, 'specialist')) {
    const open = (await isAbsent(deps, id)) ? await deps.cases.count(mineOf(id)) : 0;
    if (open > 0) absent.push({ name, open });
  }
  const untreated = await firstOf(deps, { by: 'untreated' }, CODES);
  return {
    open: await deps.cases.count({ by: 'open' }),
    unassigned: await deps.cases.count(mineOf('')),
    untreated: await deps.cases.count({ by: 'untreated' }),
    codes: untreated.slice(0, CODES).map((one) => one._id),
    absent,
  };
}

async function digestOf(deps: Deps, personId: string, day: string, desk: Digest['desk']): Promise<Digest> {
  const cases = await firstOf(deps, mineOf(personId), MOST);
  const { rows, waiting, late } = dayOf(cases, deps.procedure, deps.clock.deskNow());
  const open = cases.length < MOST ? cases.length : await deps.cases.count(mineOf(personId));
  return { day, open, rows: [...rows], waiting, late, ...(desk && { desk }) };
}

/** Whether there is anything that the person has to know of. */
const says = ({ open, desk }: Digest): boolean =>
  open > 0 || (desk !== undefined && desk.open + desk.untreated > 0);

async function post(deps: Deps, { id: personId }: PersonRef, data: Digest): Promise<void> {
  const id = `digest:${personId}:${data.day}`;
  const staleAfter = closingOf(data.day, deps.procedure);
  await postBulletin(deps, { id, kind: 'digest', personId, staleAfter }, (current) =>
    current?.finished || !(current || says(data)) ? undefined : { data },
  );
  for (const old of await deps.bulletins.standing(personId, 'digest', 10)) {
    if (old._id === id || old.kind !== 'digest') continue;
    await postBulletin(deps, { id: old._id, kind: 'digest', personId }, (current) =>
      current ? { data: current.data, finished: true } : undefined,
    );
  }
}

/**
 * Writes the day's digest to each specialist and desk lead who is there: one message a day, edited where something
 * changed since, none where there is nothing to say; the days before shrink to a line. Safe to run at any time and
 * by several at once. Throws `directory_*`, `store_unavailable`.
 */
export async function writeDigests(deps: Deps, day: string): Promise<void> {
  const leads = new Set((await roleMembers(deps, 'deskLead')).map((one) => one.id));
  const desk = leads.size > 0 ? await deskOf(deps) : undefined;
  for (const person of await deskPeople(deps)) {
    if (await isAbsent(deps, person.id)) continue;
    await post(deps, person, await digestOf(deps, person.id, day, leads.has(person.id) ? desk : undefined));
  }
}

/** Brings the digests up to date during office hours; to be called at a bounded pace. */
export async function refreshDigests(deps: Deps): Promise<void> {
  const { procedure, clock } = deps;
  const now = clock.deskNow();
  const day = todayIn(procedure.timeZone, now);
  const open = worksOn(day, procedure) && openingOf(day, procedure) <= now && now < closingOf(day, procedure);
  if (open) await writeDigests(deps, day);
}
