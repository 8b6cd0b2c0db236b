import type { AccountField, RegisteredAccount } from '../domain/account.ts';
import type { AccountQuery } from '../domain/account-query.ts';
import { saidOf } from '../domain/account-sources.ts';
import { type Refusal, refuse } from '../domain/command.ts';
import type { CellValue, WrittenColumn } from '../domain/table.ts';
import { type Translate, translator } from '../locale/translate.ts';
import type { OfferedFile } from '../ports/file-desk.ts';
import type { TableFormat } from '../ports/table-files.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { namesOf, withinSight } from './query-accounts.ts';

const PAGE = 500;
/** Columns of an export, in order; what the import reads back. */
const COLUMNS: readonly AccountField[] = [
  'address',
  'holderName',
  'holderType',
  'department',
  'supervisorId',
  'contractNumber',
  'contractStart',
  'contractEnd',
  'state',
  'licence',
];
const DATES: readonly AccountField[] = ['contractStart', 'contractEnd'];

/**
 * Everything that a query finds within the asker's sight, as a file for them to take. The rows are read page by page.
 * Throws `store_unavailable`, `file_failed`.
 */
export async function exportAccounts(
  deps: Deps,
  asker: Asker,
  query: AccountQuery,
  format: TableFormat,
  locale: string,
): Promise<{ readonly ok: true; readonly file: OfferedFile } | Refusal> {
  const seen = withinSight(asker, query);
  if (!seen) return refuse('accounts_not_yours');
  const t = translator(locale);
  const columns: WrittenColumn[] = [
    ...COLUMNS.map((field) => ({
      heading: t(`account.field.${field}`),
      type: DATES.includes(field) ? ('date' as const) : ('text' as const),
    })),
    { heading: t('account.lastCase'), type: 'text' },
    { heading: t('account.differences'), type: 'text', width: 40 },
  ];
  const table = { title: t('account.sheet'), columns, rows: rowsOf(deps, seen, t) };
  const file = await deps.tables.write(table, format, locale);
  const name = `${t('account.sheet').toLowerCase()}.${file.ending}`;
  const { mimeType, content } = file;
  return { ok: true, file: await deps.files.offer({ name, mimeType, content }, asker.actor.person.id) };
}

async function* rowsOf(deps: Deps, query: AccountQuery, t: Translate): AsyncIterable<readonly CellValue[]> {
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await deps.register.query(query, { limit: PAGE, ...(after !== undefined && { after }) });
    const names = await namesOf(deps, page.accounts);
    for (const account of page.accounts) yield cellsOf(account, names, t);
    after = page.next;
  }
}

function cellsOf(
  account: RegisteredAccount,
  names: Readonly<Record<string, string>>,
  t: Translate,
): readonly CellValue[] {
  const text = (field: AccountField, value: string): CellValue => {
    if (value === '') return null;
    if (field === 'holderType') return t(`case.holderType.${value}`);
    if (field === 'state') return t(`account.state.${value}`);
    if (field === 'licence') return t('account.licensed');
    return field === 'supervisorId' ? (names[value] ?? value) : value;
  };
  const differs = Object.entries(account.differs ?? {}).map(
    ([field, value]) =>
      `${t(`account.field.${field}`)}: ${text(field as AccountField, value ?? '') ?? t('account.nothing')}`,
  );
  return [
    ...COLUMNS.map((field) => text(field, saidOf(account, field))),
    account.lastCase || null,
    differs.join('; ') || null,
  ];
}
