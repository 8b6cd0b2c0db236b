import type { FieldId, Fields } from '../../services/domain/case.ts';
import type { CaseView } from '../case-view.ts';
import type { Element } from './card.ts';
import { type FieldForm, inputId } from './input-ids.ts';
import type { Words } from './words.ts';

export function fieldInput(
  form: FieldForm,
  field: FieldId,
  fields: Fields,
  _view: CaseView,
  { t }: Words,
): Element {
  return {
    type: 'Input.Text',
    id: inputId(form, field),
    label: t(`field.label.${field}`),
    value: fields[field]?.value,
  };
}
