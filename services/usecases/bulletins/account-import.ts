import type { AccountImportData } from '../../domain/bulletins/account-import.ts';
import { refuse } from '../../domain/command.ts';
import { translator } from '../../locale/translate.ts';
import { plannedRows } from '../import/planned-rows.ts';
import { takeUp } from '../import/start-import.ts';
import type { BulletinAct, BulletinHandler } from './handler.ts';

const turnTo =
  (from: AccountImportData['phase'], to: AccountImportData['phase']) =>
  (data: AccountImportData): AccountImportData =>
    data.phase === from ? { ...data, phase: to, written: 0 } : data;

/** Writes what the preview showed, as it is when it is written. */
const apply: BulletinAct<'account_import'> = async (deps, bulletin) => {
  if (bulletin.data.phase !== 'preview') return refuse('stale_bulletin');
  await takeUp(deps, bulletin._id);
  return { ok: true, change: turnTo('preview', 'applying') };
};

const drop: BulletinAct<'account_import'> = async () => ({
  ok: true,
  change: turnTo('preview', 'dropped'),
  finished: true,
});

/** What is wrong, row by row, as a workbook. */
const remarks: BulletinAct<'account_import'> = async (deps, { data, personId }, _press, asker) => {
  const { person } = asker.actor;
  const locale = (await deps.people.get(person.id))?.standing?.language ?? 'es';
  const planned = await plannedRows(deps, data, personId);
  if (!planned.ok) return refuse('import_file_gone');
  const t = translator(locale);
  const columns = [
    { heading: t('account.import.row'), type: 'number' as const },
    { heading: t('account.field.address'), type: 'text' as const, width: 32 },
    { heading: t('account.import.remarkHeading'), type: 'text' as const, width: 70 },
  ];
  const table = { title: t('account.import.sheet'), columns, rows: remarkRows(planned, t) };
  const file = await deps.tables.write(table, 'xlsx', locale);
  const name = `${t('account.import.sheet').toLowerCase()}.${file.ending}`;
  const { mimeType, content } = file;
  return { ok: true, gives: await deps.files.offer({ name, mimeType, content }, person.id) };
};

type Planned = Extract<Awaited<ReturnType<typeof plannedRows>>, { ok: true }>;

async function* remarkRows({ problems, rows }: Planned, t: ReturnType<typeof translator>) {
  for (const { row, code, heading = '', of = 0 } of problems)
    yield [row, null, t(`table.row.${code}`, { row, heading, of })];
  for await (const one of rows)
    for (const remark of one.remarks)
      yield [one.row, one.address || null, t(`account.import.remark.${remark}`)];
}

/** An import: looked at, applied or dropped by the desk lead. */
export const accountImportHandler: BulletinHandler<'account_import'> = {
  acts: { apply, drop, remarks },
};
