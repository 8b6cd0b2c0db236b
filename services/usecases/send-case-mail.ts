import { formatDate, todayIn } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { SentMail } from '../domain/case-mail.ts';
import type { PersonRef } from '../domain/person.ts';
import { isTimely } from '../domain/timely-notices.ts';
import type { Notice, Work } from '../domain/work.ts';
import { languageOf, translator } from '../locale/translate.ts';
import type { Deps } from './deps.ts';

/** Messages with an e-mail of their own; any other that could not be given in chat is news without details. */
const TEMPLATES: Readonly<Partial<Record<Notice, string>>> = {
  data_requested: 'mail.dataRequested',
  data_reminder: 'mail.dataReminder',
  authorise_in_teams: 'mail.authoriseInTeams',
};

/**
 * Writes the e-mail that goes beside or instead of a notice, and answers what was sent; undefined for a person without
 * an address, and for news that is over. Throws `mail_failed`.
 */
export async function sendCaseMail(
  deps: Deps,
  value: Case,
  work: Extract<Work, { type: 'mail' }>,
): Promise<SentMail | undefined> {
  if (!isTimely(work.notice, value)) return undefined;
  const person = await deps.people.get(work.personId);
  const to = await addresseeOf(deps, value, work.personId);
  if (!to) return undefined;
  const own = work.personId === value.requester.id;
  const locale = own ? value.locale : person?.standing?.language;
  const t = translator(locale);
  const asked = (value.dataRequest?.fields ?? []).map((id) => `- ${t(`field.label.${id}`)}`).join('\n');
  const asks = asked === '' ? 'question' : 'data';
  const values = {
    code: value._id,
    kind: t(`case.kind.${value.kind}`),
    name: to.name,
    fields: asked,
    topic: t(`mail.topic.${asks}`),
    asks: t(`mail.asks.${asks}`),
    note: value.dataRequest?.note ?? '',
    by: value.dataRequest?.by.name ?? '',
    link: deps.chatLink === '' ? t('mail.openChat') : t('mail.openChatAt', { link: deps.chatLink }),
    closing: closingDay(deps, value, locale),
    answerDays: deps.procedure.waiting.answerAfterClosingDays,
  };
  const template = templateOf(work.notice, value);
  const subject = t(`${template}.subject`, values);
  await deps.mailer.send({
    to: to.email,
    subject,
    text: withoutGaps(t(`${template}.text`, values)),
    replyTo: deps.tenant.deskMailbox,
  });
  const { notice } = work;
  return { to, notice, subject, at: deps.clock.deskNow() };
}

/** Whom an e-mail goes to, with the address that the directory has now; undefined for a person without one. */
export async function addresseeOf(deps: Deps, value: Case, personId: string): Promise<PersonRef | undefined> {
  const person = await deps.people.get(personId);
  const party = participants(value).find((one) => one.id === personId);
  const email = person?.email || party?.email;
  return email
    ? { id: personId, name: person?.name ?? party?.name ?? value.requester.name, email }
    : undefined;
}

/** Where a question names no fields, or has no words with it, nothing is left of their lines. */
const withoutGaps = (text: string): string => text.replace(/\n{3,}/g, '\n\n');

function templateOf(notice: Notice, value: Case): string {
  if (notice === 'closed' && value.outcome === 'unanswered') return 'mail.unanswered';
  return TEMPLATES[notice] ?? 'mail.news';
}

/** The day on which silence closes the case, as the mail names it. */
function closingDay({ procedure }: Pick<Deps, 'procedure'>, value: Case, locale: string | undefined): string {
  const closing = value.deadlines.find((one) => one.name === 'close_unanswered');
  if (!closing) return '';
  return formatDate(todayIn(procedure.timeZone, closing.at), languageOf(locale), { weekday: true });
}

const participants = (value: Case) =>
  [value.requester, value.supervisor, value.assignee, value.delivery?.recipient, value.target].filter(
    (one) => one !== undefined,
  );
