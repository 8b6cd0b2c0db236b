import type { Case } from '../domain/case.ts';
import { type Refusal, refuse } from '../domain/command.ts';
import type { OfferedFile } from '../ports/file-desk.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { findCase } from './find-case.ts';
import { caseRecord, type Reader } from './record/case-record.ts';

const DESK = ['specialist', 'deskLead'] as const;

/**
 * The record of a case as a PDF for the asker: for specialists and desk leads the whole of it, for everybody else who
 * may see the case what concerns them. `said` names the case as people do.
 */
export async function exportRecord(
  deps: Deps,
  said: string,
  asker: Asker,
  locale: string,
): Promise<{ readonly ok: true; readonly case: string; readonly file: OfferedFile } | Refusal> {
  const value = await findCase(deps, said, asker);
  if (!value) return refuse('unknown_case');
  const reader = readerOf(value, asker);
  const names = await namesOf(
    deps,
    value.posts.map((one) => one.personId),
  );
  const content = await deps.printer.print(caseRecord(deps, value, reader, locale, names));
  const file = { name: `${value._id}.pdf`, mimeType: 'application/pdf', content };
  return { ok: true, case: value._id, file: await deps.files.offer(file, asker.actor.person.id) };
}

function readerOf(value: Case, { actor }: Asker): Reader {
  if (DESK.some((role) => actor.roles.includes(role))) return 'desk';
  return value.requester.id === actor.person.id ? 'requester' : 'other';
}

async function namesOf(deps: Deps, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = await Promise.all([...new Set(ids)].map((id) => deps.people.get(id)));
  return new Map(known.flatMap((one) => (one ? [[one._id, one.name]] : [])));
}
