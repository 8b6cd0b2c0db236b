import type { FieldId, Fields } from '../../services/domain/case.ts';
import type { DraftProblem } from '../../services/domain/draft.ts';
import type { FormContext, Problem } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { dropUnwanted, parseFields } from '../../services/domain/form.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import type { Typed } from '../answers/labelled.ts';
import { mendContract } from '../answers/mend-contract.ts';
import type { FormState } from '../state.ts';
import { possibleFields, wholeOf } from './form-facts.ts';

/** What became of typed values: the form with what was right, and what has still to be looked up. */
export interface Taken {
  readonly form: FormState;
  /** Fields whose value is new. */
  readonly changed: readonly FieldId[];
  readonly problems: readonly DraftProblem[];
  /** Names and addresses of people, for the directory to say whom they mean. */
  readonly people: readonly { readonly field: FieldId; readonly typed: string }[];
}

/** What values are checked against, beside what the form knows. */
export type FormBase = Omit<FormContext, 'fields' | 'procedure'> & { readonly procedure: Procedure };

const namesSomebody = (field: FieldId) => FIELDS[field].type === 'person' || FIELDS[field].type === 'account';

/** What one value takes with it: another change asks for another value. */
function withoutOld(fields: Fields, typed: Typed): Fields {
  if (typed.change === undefined || typed.change === fields.change?.value) return fields;
  const { newValue: _old, ...rest } = fields;
  return rest;
}

/**
 * Takes typed values into the form: checks each, keeps what is right where something else is wrong, notes what is
 * wrong with the words typed. Fields that the kind never asks for are passed over. Pure.
 */
export function takeValues(form: FormState, typed: Typed, base: FormBase): Taken {
  const possible = possibleFields(base.procedure, form);
  const entries = Object.entries(typed) as [FieldId, string | undefined][];
  const known = wholeOf(form);
  const contract = known.contractNumber?.value ?? form.draft.target?.contractNumber;
  const given = entries.filter(
    ([field, value]) => possible.has(field) && value !== undefined && value !== '',
  );
  /* Contract data of an official are nobody's: what the request does not ask for as it stands is passed over. */
  const probe = Object.fromEntries(given.map(([field, value]) => [field, { value: value ?? '' }]));
  const wanted = dropUnwanted(base.procedure, form.draft.kind, { ...known, ...probe }, form.draft.target);
  const raw = Object.fromEntries(
    given
      .filter(([field]) => Object.hasOwn(wanted, field))
      .map(([field, value = '']) => [
        field,
        field === 'contractNumber' ? mendContract(value, contract) : value,
      ]),
  );
  const parsed = parseFields(raw, { ...base, fields: withoutOld(known, typed) });
  const read = Object.entries(parsed.fields) as [FieldId, { value: string }][];
  const plain = read.filter(([field]) => !namesSomebody(field));
  const problems = (Object.entries(parsed.problems) as [FieldId, Problem][]).map(
    ([field, { problem, params }]): DraftProblem => ({
      field,
      key: problem,
      ...(params && { params }),
      ...(typeof raw[field] === 'string' && { typed: raw[field] }),
    }),
  );
  const touched = new Set<FieldId>([...read.map(([field]) => field), ...problems.map((one) => one.field)]);
  const fields = { ...withoutOld(form.draft.fields, typed), ...Object.fromEntries(plain) };
  return {
    form: {
      ...form,
      draft: {
        ...form.draft,
        fields,
        problems: [...form.draft.problems.filter((one) => !touched.has(one.field)), ...problems],
      },
    },
    changed: plain.filter(([field, value]) => known[field]?.value !== value.value).map(([field]) => field),
    problems,
    people: read
      .filter(([field]) => namesSomebody(field))
      .map(([field, value]) => ({ field, typed: value.value })),
  };
}
