import type { FieldId, FieldValue } from '../../services/domain/case.ts';
import type { Translate } from '../../services/locale/translate.ts';
import { longDate } from './dates.ts';

export function shownValue(field: FieldId, value: FieldValue, t: Translate, locale: string): string {
  if (value.shown !== undefined) return value.shown;
  if (['startDate', 'endDate', 'effectiveDate'].includes(field)) return longDate(value.value, locale);
  if (['holderType', 'change', 'reason', 'failureKind'].includes(field))
    return t(`case.${field}.${value.value}`);
  return value.value;
}
