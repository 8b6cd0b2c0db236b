import { formatDate } from '../../services/domain/calendar.ts';
import type { Case } from '../../services/domain/case.ts';
import { changeOf } from '../../services/domain/plan.ts';
import type { Change } from '../../services/domain/procedure.ts';
import type { Language } from '../../services/locale/translate.ts';
import type { CaseView } from '../case-view.ts';
import type { Element } from './card.ts';
import { factRows } from './facts.ts';
import { fieldFact } from './fields.ts';
import { heading } from './text.ts';
import type { Words } from './words.ts';

/** What the directory says now of the thing that changes; the others are not read from it. */
const OLD: { readonly [C in Change]?: (target: NonNullable<Case['target']>, lang: Language) => string } = {
  name: (one) => one.name,
  position: (one) => one.position ?? '',
  department: (one) => one.department ?? '',
  phone: (one) => one.phone ?? '',
  supervisor: (one) => one.manager?.name ?? '',
  contract: (one, lang) =>
    [one.contractNumber, one.contractEnd && formatDate(one.contractEnd, lang)].filter(Boolean).join(' · '),
};

/** Old and new value of a modification, one above the other; empty for every other kind. */
export function changeBlock(view: CaseView, words: Words): Element[] {
  const { t, lang } = words;
  const change = changeOf(view.case);
  const rules = change && view.procedure.changes[change];
  if (!change || !rules) return [];
  const before = view.case.target ? (OLD[change]?.(view.case.target, lang) ?? '') : '';
  const after = fieldFact(rules.value, view.case.fields, words)[0]?.value ?? '';
  return [
    heading(t('card.heading.change', { change: t(`case.change.${change}`) })),
    ...factRows(
      [
        { label: t('card.label.before'), value: before || t('card.unknownBefore') },
        { label: t('card.label.after'), value: after },
      ],
      t,
    ),
  ];
}
