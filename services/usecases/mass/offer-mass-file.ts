import type { Case } from '../../domain/case.ts';
import { type Refusal, refuse } from '../../domain/command.ts';
import { AppError } from '../../domain/errors.ts';
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
  const file = value && (await massFile(deps, value, asker.actor.person.id, locale));
  return file ? { ok: true, file } : refuse('unknown_case');
}

/**
 * Gives one of the two the report of a mass deactivation that is over, beside the button on its card. Whoever has no
 * chat is not given it: the e-mail tells them of the end. Throws `file_failed`, `channel_*`.
 */
export async function handOutReport(deps: Deps, value: Case, personId: string): Promise<void> {
  await deps.messenger.giveFile(personId, async (locale) => {
    const file = await massFile(deps, value, personId, locale);
    if (!file) throw new AppError('unexpected', { detail: { case: value._id, reason: 'no_mass' } });
    return file;
  });
}

async function massFile(
  deps: Deps,
  value: Case,
  personId: string,
  locale: string,
): Promise<OfferedFile | undefined> {
  const table = massTable(deps, value, locale);
  if (!table) return undefined;
  const made = await deps.tables.write(table, 'xlsx', locale);
  const title = translator(locale)(`mass.file.${value.mass?.run ? 'report' : 'dryRun'}`, { code: value._id });
  const file = { name: `${title}.${made.ending}`, mimeType: made.mimeType, content: made.content };
  return deps.files.offer(file, personId);
}
