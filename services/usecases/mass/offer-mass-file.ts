import { type Refusal, refuse } from '../../domain/command.ts';
import { translator } from '../../locale/translate.ts';
import type { OfferedFile } from '../../ports/file-desk.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';
import { findCase } from '../find-case.ts';
import { massTable } from './mass-table.ts';

/**
 * The whole list of a mass deactivation as a workbook for the asker, as it stands: its dry run, and once it runs the
 * report with every account's outcome. Throws `file_failed`.
 */
export async function offerMassFile(
  deps: Deps,
  code: string,
  asker: Asker,
  locale: string,
): Promise<{ readonly ok: true; readonly file: OfferedFile } | Refusal> {
  const value = await findCase(deps, code, asker);
  const table = value && massTable(deps, value, locale);
  if (!value || !table) return refuse('unknown_case');
  const made = await deps.tables.write(table, 'xlsx', locale);
  const title = translator(locale)(`mass.file.${value.mass?.run ? 'report' : 'dryRun'}`, { code: value._id });
  const file = { name: `${title}.${made.ending}`, mimeType: made.mimeType, content: made.content };
  return { ok: true, file: await deps.files.offer(file, asker.actor.person.id) };
}
