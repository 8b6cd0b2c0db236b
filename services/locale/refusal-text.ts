import type { Case } from '../domain/case.ts';
import type { Refusal } from '../domain/command.ts';
import type { Translate } from './translate.ts';

const listed = (raw: string | number | undefined) =>
  String(raw ?? '')
    .split(',')
    .filter((one) => one !== '');

/** The sentence that a person reads for a refusal: what happened, what it means for the case, what to do next. */
export function refusalText(refusal: Refusal, t: Translate, about?: Pick<Case, 'status'>): string {
  const status = about ? t(`case.status.${about.status}`) : '';
  const fields = listed(refusal.params?.fields)
    .map((id) => t(`field.label.${id}`))
    .join(', ');
  const who = listed(refusal.params?.who)
    .map((one) => t(`who.${one}`))
    .join(' / ');
  return t(`refusal.${refusal.code}`, { ...refusal.params, status, fields, who });
}
