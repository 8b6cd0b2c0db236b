import { type Refusal, refuse } from '../domain/command.ts';
import type { OfferedFile } from '../ports/file-desk.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { findCase } from './find-case.ts';

/** Most files given at one press: the latest. */
const MOST = 10;

/**
 * The files that came by e-mail about a case, for a specialist or a desk lead to take; the latest first. A file that
 * is no longer kept is left out. Throws `file_failed`, `store_unavailable`.
 */
export async function offerMailFiles(
  deps: Deps,
  said: string,
  asker: Asker,
): Promise<{ readonly ok: true; readonly files: readonly OfferedFile[] } | Refusal> {
  const value = await findCase(deps, said, asker);
  if (!value) return refuse('unknown_case');
  if (!asker.actor.roles.some((one) => one === 'specialist' || one === 'deskLead'))
    return refuse('not_yours');
  const kept = [...(value.mails ?? [])].reverse().flatMap((one) => one.attachments);
  const files: OfferedFile[] = [];
  for (const { name, type, sha256 } of kept.filter((one) => one.sha256 !== undefined).slice(0, MOST)) {
    const content = await deps.attachments.read(sha256 ?? '');
    if (content) files.push(await deps.files.offer({ name, mimeType: type, content }, asker.actor.person.id));
  }
  return { ok: true, files };
}
