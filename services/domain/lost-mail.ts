import type { Case } from './case.ts';
import type { LostMail } from './case-mail.ts';
import { isTimely } from './timely-notices.ts';

/** What of a case says whether its e-mails arrived. */
export type MailsOfCase = Pick<
  Case,
  'status' | 'nonConformities' | 'survey' | 'lostMails' | 'sentMails' | 'mails' | 'history'
>;

/** Whether the person has been reached since: they did or wrote something, or a later e-mail did not come back. */
function reachedSince(
  { history, mails, sentMails, lostMails }: MailsOfCase,
  { to, since }: LostMail,
): boolean {
  const mine = (lostMails ?? []).filter((one) => one.to.id === to.id);
  const arrived = (sentMails ?? []).some(
    (one) => one.to.id === to.id && one.at > since && !mine.some((lost) => lost.sentAt === one.at),
  );
  return (
    arrived ||
    history.some((entry) => entry.by.id === to.id && entry.at > since) ||
    (mails ?? []).some((one) => one.from.id === to.id && one.at > since)
  );
}

/**
 * The e-mails that did not arrive and still should: one a person, the latest, with the instant since when nothing
 * arrives at that address. What is over, was sent again, or has reached the person by another way is left out.
 */
export function lostMailsOf(value: MailsOfCase): readonly LostMail[] {
  const unreached = (value.lostMails ?? []).filter((one) => !reachedSince(value, one));
  const waiting = unreached.filter((one) => one.resentAt === undefined && isTimely(one.notice, value));
  const latest = new Map(waiting.map((one) => [one.to.id, one]));
  return [...latest.values()].map((one) => {
    const same = unreached.filter(({ to }) => to.id === one.to.id && to.email === one.to.email);
    return { ...one, since: same.map(({ since }) => since).sort()[0] ?? one.since };
  });
}
