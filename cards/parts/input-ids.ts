import { FIELD_IDS, type FieldId } from '../../services/domain/case.ts';

/** Forms that ask for fields; ids of inputs are unique in a card that has more than one of them. */
export type FieldForm = 'add' | 'record' | 'draft';

/** Id of a field's input in a form. */
export function inputId(form: FieldForm, field: FieldId): string {
  return `${form}_field_${field}`;
}

/** The field of an input's id; undefined for an input that is none of the form's fields. */
export function fieldOfInput(form: FieldForm, input: string): FieldId | undefined {
  return FIELD_IDS.find((one) => inputId(form, one) === input);
}

/** What a multiple choice sends, `a,b`, one by one; undefined where nothing was ticked. */
export const ticked = (text: string): readonly string[] | undefined =>
  text === '' ? undefined : text.split(/[,;]/);
