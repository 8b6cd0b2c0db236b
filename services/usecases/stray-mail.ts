import { createHash } from 'node:crypto';
import type { BulletinData } from '../domain/bulletin.ts';
import type { Case } from '../domain/case.ts';
import { writtenIn } from '../domain/mail-text.ts';
import type { IncomingMail } from '../ports/inbox.ts';
import type { Deps } from './deps.ts';
import { postBulletin } from './post-bulletin.ts';
import type { Stray } from './receive-mail.ts';
import { roleMembers } from './role-members.ts';

const BEGINNING = 600;
const SHORT = 200;

const keyOf = (messageId: string) => createHash('sha256').update(messageId).digest('hex').slice(0, 24);

/** Key of the message about a mail to one person; the same mail is told once. */
export const strayIdOf = (personId: string, key: string): string => `stray_mail:${personId}:${key}`;

/**
 * Tells whoever has the case that the mail names, else the specialists, else the desk leads, of a mail that could
 * not be put on one. Once, however often it is called. Throws `directory_*`, `store_unavailable`.
 */
export async function tellOfStrayMail(
  deps: Deps,
  mail: IncomingMail,
  why: Stray,
  about: Case | undefined,
): Promise<void> {
  const specialists = await roleMembers(deps, 'specialist');
  const all = specialists.length > 0 ? specialists : await roleMembers(deps, 'deskLead');
  const people = about?.open && about.assignee ? [about.assignee] : all;
  const data: BulletinData<'stray_mail'> = {
    mailId: mail.id,
    from: mail.from.slice(0, SHORT),
    name: mail.name.slice(0, SHORT),
    subject: mail.subject.slice(0, SHORT),
    text: writtenIn(mail.text).slice(0, BEGINNING),
    files: mail.hasAttachments,
    receivedAt: mail.receivedAt,
    why,
    told: people.map((one) => one.id),
    code: about?._id ?? '',
    done: '',
    by: '',
  };
  for (const { id: personId } of people) {
    const key = { id: strayIdOf(personId, keyOf(mail.messageId)), kind: 'stray_mail', personId } as const;
    await postBulletin(deps, key, (current) => (current ? undefined : { data }));
  }
}
