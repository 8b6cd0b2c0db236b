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

const namesSomebody = (field: FieldId) => ['person', 'account', 'list'].includes(FIELDS[field].type);

/** What one value takes with it: another change asks for another value. */
function withoutOld(fields: Fields, typed: Typed): Fields {
  if (typed.change === undefined || typed.change === fields.change?.value) return fields;
  const { newValue: _old, ...rest } = fields;
  return rest;
}

/** The values that the request takes as it stands: contract data of an official are nobody's and passed over. */
function takable(form: FormState, typed: Typed, procedure: Procedure): Readonly<Record<string, string>> {
  const possible = possibleFields(procedure, form);
  const known = wholeOf(form);
  const { kind, target } = form.draft;
  const contract = known.contractNumber?.value ?? target?.contractNumber;
  const given = (Object.entries(typed) as [FieldId, string | undefined][]).flatMap(([field, value]) =>
    possible.has(field) && value ? [[field, value] as const] : [],
  );
  const probe = Object.fromEntries(given.map(([field, value]) => [field, { value }]));
  const wanted = dropUnwanted(procedure, kind, { ...known, ...probe }, target);
  const raw = given
    .filter(([field]) => Object.hasOwn(wanted, field))
    .map(([field, value]) => [field, field === 'contractNumber' ? mendContract(value, contract) : value]);
  return Object.fromEntries(raw);
}

/**
 * Takes typed values into the form: checks each, keeps what is right where something else is wrong, notes what is
 * wrong with the words typed. Fields that the kind never asks for are passed over. Pure.
 */
export function takeValues(form: FormState, typed: Typed, base: FormBase): Taken {
  const known = wholeOf(form);
  const raw = takable(form, typed, base.procedure);
  const parsed = parseFields(raw, { ...base, fields: withoutOld(known, typed) });
  const read = Object.entries(parsed.fields) as [FieldId, { value: string }][];
  const plain = read.filter(([field]) => !namesSomebody(field));
  const problems = (Object.entries(parsed.problems) as [FieldId, Problem][]).map(
    ([field, { problem, params }]): DraftProblem => {
      const said = raw[field];
      return { field, key: problem, ...(params && { params }), ...(said !== undefined && { typed: said }) };
    },
  );
  const touched = new Set<FieldId>([...read.map(([field]) => field), ...problems.map((one) => one.field)]);
  const standing = form.draft.problems.filter((one) => !touched.has(one.field));
  const fields = { ...withoutOld(form.draft.fields, typed), ...Object.fromEntries(plain) };
  return {
    form: { ...form, draft: { ...form.draft, fields, problems: [...standing, ...problems] } },
    changed: plain.filter(([field, value]) => known[field]?.value !== value.value).map(([field]) => field),
    problems,
    people: read
      .filter(([field]) => namesSomebody(field))
      .map(([field, value]) => ({ field, typed: value.value })),
  };
}
