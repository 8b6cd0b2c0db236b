import type { Case } from '../domain/case.ts';
import type { LostMail } from '../domain/case-mail.ts';
import { bounced, isBounce } from '../domain/mail-bounce.ts';
import { SYSTEM } from '../domain/person.ts';
import type { Work } from '../domain/work.ts';
import type { IncomingMail } from '../ports/inbox.ts';
import { commandCase } from './command-case.ts';
import type { Deps } from './deps.ts';
import { addresseeOf } from './send-case-mail.ts';

const FIRST_WAIT_MS = 5 * 60_000;
const MOST_WAIT_MS = 4 * 3_600_000;
/** Tries of a mail that is refused, over some seventeen hours; then a person has to look at it. */
const MOST_TRIES = 10;

type MailWork = Extract<Work, { type: 'mail' }>;

/**
 * How long a mail that was refused for good, after so many tries before, waits for the next; milliseconds. Somebody
 * may mend the address meanwhile. Undefined after the last try.
 */
export function refusedMailWait(attempts: number): number | undefined {
  return attempts + 1 >= MOST_TRIES ? undefined : Math.min(FIRST_WAIT_MS * 2 ** attempts, MOST_WAIT_MS);
}

/** The mail as it is kept once it is given up. Throws `store_unavailable`. */
export async function givenUp(deps: Deps, value: Case, work: MailWork): Promise<LostMail | undefined> {
  const to = await addresseeOf(deps, value, work.personId);
  const since = work.failingSince ?? deps.clock.deskNow();
  return to && { id: work.id, to, notice: work.notice, why: 'refused', since };
}

/**
 * Puts on a case that an e-mail of the desk came back, where the mail is such a report and names an address that the
 * desk wrote to about it. Once for a report. Throws `store_unavailable`.
 */
export async function noteBounce(
  deps: Deps,
  mail: IncomingMail,
  value: Case | undefined,
): Promise<'returned' | 'ignored'> {
  const sent = value && isBounce(mail) ? bounced(mail, value.sentMails ?? []) : undefined;
  if (!value || !sent) return 'ignored';
  const { to, notice, at: sentAt } = sent;
  const since = deps.clock.deskNow();
  const lost: LostMail = { id: mail.messageId, to, notice, why: 'returned', since, sentAt };
  await commandCase(deps, value._id, { name: 'lose_mail', mail: lost }, SYSTEM);
  return 'returned';
}
