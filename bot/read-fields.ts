import type { TypedFields } from '../cards/actions.ts';
import type { Case, FieldId, Fields, FieldValue } from '../services/domain/case.ts';
import { type Refusal, refuse } from '../services/domain/command.ts';
import { FIELDS } from '../services/domain/fields.ts';
import { parseFields, sayProblem } from '../services/domain/form.ts';
import { languageOf, translator } from '../services/locale/translate.ts';
import type { KnownPerson } from '../services/ports/people-store.ts';
import type { Desk } from '../services/usecases/desk.ts';

/** Turns what was typed into a card about a case into checked values, or names the first that is wrong. */
export type ReadFields = (
  typed: TypedFields,
  about: Case | undefined,
  locale: string,
) => Promise<{ readonly ok: true; readonly fields: Fields } | Refusal>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Somebody of the directory by id, by address, or by a name that only one person has. */
async function personSaid(desk: Desk, said: string): Promise<KnownPerson | undefined> {
  if (GUID.test(said)) return desk.personById(said.toLowerCase());
  if (said.includes('@')) return desk.personByAddress(said);
  const found = await desk.matchPeople(said, 2);
  return found.length === 1 ? found[0] : undefined;
}

const isPerson = (id: FieldId) => FIELDS[id].type === 'person' || FIELDS[id].type === 'account';

async function withPeople(
  desk: Desk,
  fields: Fields,
): Promise<{ ok: true; fields: Fields } | { ok: false; unknown: FieldId }> {
  const found: Partial<Record<FieldId, FieldValue>> = { ...fields };
  for (const [name, value] of Object.entries(fields)) {
    const id = name as FieldId;
    if (!isPerson(id)) continue;
    const person = await personSaid(desk, value.value);
    if (!person) return { ok: false, unknown: id };
    found[id] = { value: person._id, shown: person.name };
  }
  return { ok: true, fields: found };
}

/** Reads fields as the form does, people looked up in the desk's index. Expected problems are `invalid_value`. */
export function fieldReader(deps: { readonly desk: Desk; readonly mailDomain: string }): ReadFields {
  const { desk, mailDomain } = deps;
  return async (typed, about, locale) => {
    const t = translator(locale);
    const wrong = (id: FieldId, problem: string) =>
      refuse('invalid_value', { field: t(`field.label.${id}`), problem });
    const parsed = parseFields(typed, {
      today: desk.today(),
      mailDomain,
      country: desk.procedure.country,
      fields: about?.fields ?? {},
      procedure: desk.procedure,
    });
    for (const [name, problem] of Object.entries(parsed.problems)) {
      return wrong(name as FieldId, sayProblem(problem, t, languageOf(locale)));
    }
    const people = await withPeople(desk, parsed.fields);
    return people.ok ? people : wrong(people.unknown, t('field.problem.person'));
  };
}
