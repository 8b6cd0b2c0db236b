import { formatDate } from '../../services/domain/calendar.ts';
import type { FieldId, Fields, Target } from '../../services/domain/case.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { formatField } from '../../services/domain/form.ts';
import type { CaseView } from '../case-view.ts';
import type { Fact } from './facts.ts';

import { run } from './text.ts';
import type { Words } from './words.ts';

/** What was asked for, in the order of the procedure; a modification's value stands in its own block. */
export function requestFacts(view: CaseView, words: Words, except: readonly FieldId[] = []): Fact[] {
  const rules = view.procedure.kinds[view.case.kind]?.fields ?? [];
  return rules
    .filter((one) => !except.includes(one.id))
    .flatMap((one) => fieldFact(one.id, view.case.fields, words));
}

/** The row of one field, or none where it has no value. */
export function fieldFact(field: FieldId, fields: Fields, { t, lang }: Pick<Words, 't' | 'lang'>): Fact[] {
  const value = formatField(field, fields[field], t, lang);
  if (value === '') return [];
  const long = FIELDS[field].type === 'note' ? { long: true as const } : {};
  return [{ label: t(`field.label.${field}`), value, ...long }];
}

/** The account as the directory shows it. */
export function targetFacts(target: Target, { t, lang }: Pick<Words, 't' | 'lang'>): Fact[] {
  const state = t(target.enabled ? 'card.account.enabled' : 'card.account.disabled');
  const synchronised = target.synchronised ? ` · ${t('card.account.synchronised')}` : '';
  const type = target.holderType ? t(`case.holderType.${target.holderType}`) : '';
  const contract = [target.contractNumber, target.contractEnd && formatDate(target.contractEnd, lang)];
  return [
    { label: t('card.label.account'), value: target.userPrincipalName },
    { label: t('card.label.state'), value: [run(`${state}${synchronised}`)] },
    { label: t('card.label.holderType'), value: type },
    {
      label: t('card.label.position'),
      value: [target.position, target.department].filter(Boolean).join(', '),
    },
    { label: t('card.label.contract'), value: contract.filter(Boolean).join(' · ') },
    { label: t('card.label.supervisor'), value: target.manager?.name ?? '' },
  ];
}
