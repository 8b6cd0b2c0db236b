import type { IChoiceSetInput, IDateInput, ITextInput } from '@microsoft/teams.cards';
import type { FieldId, Fields } from '../../services/domain/case.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import type { Translate } from '../../services/locale/translate.ts';
import { type FieldForm, inputId } from './input-ids.ts';
import { choiceInput } from './inputs.ts';
import { plain } from './text.ts';

/** An input with the label that it always has. */
export type InputElement = (IChoiceSetInput | IDateInput | ITextInput) & { label?: string };

/** Longest text with which an input is filled in beforehand, so that a form stays a card that Teams takes. */
export const PREFILL_LENGTH = 1_000;

/** What an input is filled in with: what a person would type to say the value. */
function typedValue(field: FieldId, fields: Fields): string {
  const value = fields[field];
  const named = FIELDS[field].type === 'person' || FIELDS[field].type === 'account';
  return (named ? value?.shown : undefined) ?? value?.value ?? '';
}

/** True for a value that is too long to be put into an input; an input left empty keeps what there was. */
export function tooLongToFill(field: FieldId, fields: Fields): boolean {
  return typedValue(field, fields).length > PREFILL_LENGTH;
}

/** The choices of a field that the entity offers. */
function offered(field: FieldId, procedure: Pick<Procedure, 'holderTypes' | 'changes'>): readonly string[] {
  if (field === 'holderType') return procedure.holderTypes;
  const choices = FIELDS[field].choices ?? [];
  return field === 'change' ? choices.filter((one) => one in procedure.changes) : choices;
}

/**
 * The input of a field, with label, placeholder and the value that there is. Nothing is required on the client:
 * who fills a form in part keeps that part, and what is missing is said on the next card.
 */
export function fieldInput(
  form: FieldForm,
  field: FieldId,
  fields: Fields,
  procedure: Pick<Procedure, 'holderTypes' | 'changes'>,
  t: Translate,
): InputElement {
  const { type, maxLength, words } = FIELDS[field];
  const value = tooLongToFill(field, fields) ? '' : typedValue(field, fields);
  const label = plain(t(`field.label.${field}`));
  const id = inputId(form, field);
  const placeholder = plain(t(`field.hint.${field}`));
  if (type === 'choice') {
    const options = offered(field, procedure).map((one) => ({
      title: plain(t(`${words}.${one}`)),
      value: one,
    }));
    return choiceInput(id, label, options, { value, placeholder });
  }
  if (type === 'date') return { type: 'Input.Date', id, label, ...(value ? { value } : {}) };
  return {
    type: 'Input.Text',
    id,
    label,
    placeholder,
    maxLength: type === 'note' ? maxLength : Math.max(maxLength, 80),
    isMultiline: type === 'note',
    ...(type === 'email' ? { style: 'Email' as const } : {}),
    ...(type === 'phone' ? { style: 'Tel' as const } : {}),
    ...(value ? { value } : {}),
  };
}
