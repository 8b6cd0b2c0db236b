import type { Case } from '../domain/case.ts';
import type { Work } from '../domain/work.ts';
import { translator } from '../locale/translate.ts';
import type { Deps } from './deps.ts';

/** Writes the e-mail that goes beside or instead of a notice; a person without an address gets none. Throws `mail_failed`. */
export async function sendCaseMail(
  deps: Deps,
  value: Case,
  work: Extract<Work, { type: 'mail' }>,
): Promise<void> {
  const person = await deps.people.get(work.personId);
  const to = person?.email || participants(value).find((one) => one.id === work.personId)?.email;
  if (!to) return;
  const own = work.personId === value.requester.id;
  const t = translator(own ? value.locale : person?.standing?.language);
  const asked = (value.dataRequest?.fields ?? []).map((id) => `- ${t(`field.label.${id}`)}`).join('\n');
  const values = {
    code: value._id,
    kind: t(`case.kind.${value.kind}`),
    name: person?.name ?? value.requester.name,
    fields: asked,
    note: value.dataRequest?.note ?? '',
    by: value.dataRequest?.by.name ?? '',
    link: deps.chatLink === '' ? t('mail.openChat') : t('mail.openChatAt', { link: deps.chatLink }),
  };
  const template = work.notice === 'data_requested' ? 'mail.dataRequested' : 'mail.news';
  await deps.mailer.send({
    to,
    subject: t(`${template}.subject`, values),
    text: t(`${template}.text`, values),
    replyTo: deps.tenant.deskMailbox,
  });
}

const participants = (value: Case) =>
  [value.requester, value.supervisor, value.assignee, value.delivery?.recipient, value.target].filter(
    (one) => one !== undefined,
  );
