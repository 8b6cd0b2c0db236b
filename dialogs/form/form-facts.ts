import type { FieldId, Fields } from '../../services/domain/case.ts';
import { missingFields, wantedFields } from '../../services/domain/form.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import type { FormState } from '../state.ts';

const wholes = new WeakMap<FormState, Fields>();

/** Everything that the form knows: what was said, and what the procedure fills in where nothing was. */
export function wholeOf(form: FormState): Fields {
  const known = wholes.get(form) ?? { ...form.suggested, ...form.draft.fields };
  wholes.set(form, known);
  return known;
}

/** The fields that the form takes as it stands, whether filled or not. */
export function takenBy(procedure: Procedure, form: FormState): readonly FieldId[] {
  const { kind, target } = form.draft;
  return wantedFields(procedure, kind, wholeOf(form), target).map((one) => one.id);
}

/** Every field that the kind may come to ask for; a value said early waits for its condition. */
export function possibleFields(procedure: Procedure, form: FormState): ReadonlySet<FieldId> {
  const rules = procedure.kinds[form.draft.kind];
  const ids = (rules?.fields ?? []).map((one) => one.id);
  return new Set(ids);
}

/** What must still be asked, in order; a wrong value comes before what is merely missing. */
export function openFields(procedure: Procedure, form: FormState): readonly FieldId[] {
  const { kind, target, problems } = form.draft;
  const missing = missingFields(procedure, kind, wholeOf(form), target);
  const wrong = problems.map((one) => one.field).filter((field) => takenBy(procedure, form).includes(field));
  return [...new Set([...wrong, ...missing])];
}

/** Whether the person has said anything that would be lost. */
export function hasAnswers(form: FormState): boolean {
  return Object.keys(form.draft.fields).length > 0 || form.draft.problems.length > 0;
}
