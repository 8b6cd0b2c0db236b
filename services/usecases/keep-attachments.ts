import type { Case } from '../domain/case.ts';
import type { MailFile } from '../domain/case-mail.ts';
import { cleanNote } from '../domain/clean-text.ts';
import type { IncomingMail, MailAttachment } from '../ports/inbox.ts';
import type { Deps } from './deps.ts';

/** Largest file that is kept, in bytes. */
const MAX_BYTES = 10 * 1024 * 1024;
/** Most files kept of one mail, and of all mails of a case. */
const MAX_FILES = 10;
const MAX_OF_CASE = 50;
const NAME_LENGTH = 120;

/** A name for people alone; it never becomes a path. */
const nameOf = ({ name }: MailAttachment): string =>
  cleanNote(name).replace(/\s+/g, ' ').slice(0, NAME_LENGTH).trim() || '-';

/**
 * Keeps the files of a mail, within bounds, outside the case store; what is not kept is told with the reason. The
 * pictures of a signature are left out. Safe to repeat. Throws `directory_*`, `file_failed`.
 */
export async function keepAttachments(
  deps: Pick<Deps, 'inbox' | 'attachments'>,
  mail: IncomingMail,
  about: Pick<Case, 'mails'>,
): Promise<readonly MailFile[]> {
  if (!mail.hasAttachments) return [];
  const kept = (about.mails ?? []).flatMap((one) => one.attachments).filter((one) => one.sha256).length;
  let room = Math.min(MAX_FILES, MAX_OF_CASE - kept);
  const files: MailFile[] = [];
  for (const each of (await deps.inbox.attachments(mail.id))
    .filter((one) => !one.inline)
    .slice(0, MAX_OF_CASE)) {
    const file = { name: nameOf(each), type: each.type.slice(0, NAME_LENGTH), bytes: each.bytes };
    const left = !each.isFile
      ? 'not_a_file'
      : each.bytes > MAX_BYTES
        ? 'too_big'
        : room <= 0
          ? 'too_many'
          : undefined;
    const content = left ? undefined : await deps.inbox.content(mail.id, each.id);
    if (!content) {
      files.push({ ...file, left: left ?? 'not_a_file' });
      continue;
    }
    room -= 1;
    files.push({ ...file, bytes: content.length, sha256: await deps.attachments.keep(content) });
  }
  return files;
}
