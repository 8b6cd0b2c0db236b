import type { AccountField, RegisteredAccount } from '../../services/domain/account.ts';
import type { AccountQuery } from '../../services/domain/account-query.ts';
import { formatDate } from '../../services/domain/calendar.ts';
import type { Language, Translate } from '../../services/locale/translate.ts';
import { plain } from './text.ts';

/** What names and languages a list of accounts is written with. */
export interface AccountWords {
  readonly t: Translate;
  readonly lang: Language;
  /** Names of people by directory id. */
  readonly names: Readonly<Record<string, string>>;
}

const DATES: readonly AccountField[] = ['contractStart', 'contractEnd'];

/** A value of the register as people read it; raw text. */
export function fieldText(field: AccountField, value: string, { t, lang, names }: AccountWords): string {
  if (value === '') return t('account.nothing');
  if (DATES.includes(field)) return formatDate(value, lang, { short: true });
  if (field === 'holderType') return t(`case.holderType.${value}`);
  if (field === 'state') return t(`account.state.${value}`);
  if (field === 'supervisorId') return names[value] ?? t('account.somebody');
  return value;
}

/** "Contrato CPS-045-2026 · termina el 31 dic 2026"; raw text. */
export function contractLine(account: RegisteredAccount, { t, lang }: AccountWords): string {
  const { contractNumber: number = '', contractEnd: end = '' } = account;
  const parts = [
    number === '' ? '' : plain(t('account.contract', { number })),
    end === '' ? '' : plain(t('account.ends', { date: formatDate(end, lang, { short: true }) })),
  ];
  return parts.filter((one) => one !== '').join(' · ');
}

/** What the directory says otherwise, one sentence for each; raw text. */
export function differences(account: RegisteredAccount, words: AccountWords): readonly string[] {
  return Object.entries(account.differs ?? {}).map(([field, value]) =>
    plain(
      words.t('account.differs', {
        field: words.t(`account.field.${field}`),
        value: fieldText(field as AccountField, value ?? '', words),
      }),
    ),
  );
}

/** What was asked for, in words: "Contratistas · «jurídica» · terminan del 1 dic al 31 dic 2026"; raw text. */
export function queryText(query: AccountQuery, { t, lang, names }: AccountWords): string {
  const day = (date: string) => formatDate(date, lang, { short: true });
  const { endFrom: from, endTo: to } = query;
  const ends = from && to ? 'between' : from ? 'from' : to ? 'to' : '';
  const parts = [
    query.holderType ? t(`account.types.${query.holderType}`) : '',
    query.text ? t('account.asked.text', { text: query.text }) : '',
    query.department ? t('account.asked.department', { department: query.department }) : '',
    query.wholeDepartment ? t('account.asked.department', { department: query.wholeDepartment }) : '',
    query.state ? t(`account.asked.${query.state}`) : '',
    ends === '' ? '' : t(`account.asked.${ends}`, { from: day(from ?? ''), to: day(to ?? '') }),
    query.supervisorId
      ? t('account.asked.supervisor', { name: names[query.supervisorId] ?? t('account.somebody') })
      : '',
    query.differs ? t('account.asked.differs') : '',
  ];
  return plain(parts.filter((one) => one !== '').join(' · '));
}
