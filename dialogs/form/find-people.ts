import { MOST_PEOPLE } from '../../cards/people-choice.ts';
import type { FieldId, Kind } from '../../services/domain/case.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { foldName, nameWords } from '../../services/domain/names.ts';
import type { KnownPerson } from '../../services/ports/people-store.ts';
import type { Desk } from '../../services/usecases/desk.ts';

/** Whom a text means. `near` are people who fit only a part of it: they are offered, never taken. */
export type Found =
  | { readonly found: 'one'; readonly person: KnownPerson }
  | { readonly found: 'several'; readonly people: readonly KnownPerson[]; readonly near: boolean }
  | { readonly found: 'none' };

/** Shorter beginnings of a name are anybody's. */
const SHORTEST = 3;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const NONE: Found = { found: 'none' };
const oneOf = (person: KnownPerson | undefined): Found => (person ? { found: 'one', person } : NONE);

/** Among several, those of whom the request can be at all; all of them where it can be about none. */
function fitting(people: readonly KnownPerson[], desk: Desk, kind: Kind, field: FieldId) {
  const refuses = desk.procedure.kinds[kind]?.refuses ?? [];
  const wants = FIELDS[field].type === 'person' || refuses.includes('disabled');
  if (!wants && !refuses.includes('enabled')) return people;
  const fit = people.filter((one) => one.enabled === wants);
  return fit.length > 0 ? fit : people;
}

/** People who have all words but one: a slip in one word of a name is still a name. */
async function nearly(desk: Desk, said: readonly string[]): Promise<readonly KnownPerson[]> {
  const words = said.filter((one) => one.length >= SHORTEST);
  if (words.length < 2 || words.length > 6) return [];
  const lists = await Promise.all(
    words.map((_, at) => desk.matchPeople(words.filter((_word, index) => index !== at).join(' '), 4)),
  );
  return [...new Map(lists.flat().map((one) => [one._id, one])).values()].slice(0, MOST_PEOPLE);
}

/** Finds somebody of the directory by id, address or name as loosely typed: accents, capitals, order ignored. */
export async function findPerson(desk: Desk, typed: string, kind: Kind, field: FieldId): Promise<Found> {
  if (GUID.test(typed)) return oneOf(await desk.personById(typed.toLowerCase()));
  if (typed.includes('@')) return oneOf(await desk.personByAddress(typed));
  const name = typed.replace(/['’]s(?=\s|$)/g, '');
  const words = nameWords(name);
  if (!words.some((one) => one.length >= SHORTEST)) return NONE;
  const matched = await desk.matchPeople(name, MOST_PEOPLE + 1);
  const exact = matched.filter((one) => foldName(one.name) === words.join(' '));
  const people = exact.length === 1 ? exact : fitting(matched, desk, kind, field);
  if (people.length === 1) return oneOf(people[0]);
  if (people.length > 1) return { found: 'several', people, near: false };
  const near = await nearly(desk, words);
  return near.length > 0 ? { found: 'several', people: near, near: true } : NONE;
}
