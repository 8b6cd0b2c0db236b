import type { Case } from '../case.ts';
import type { Command, Refusal } from '../command.ts';
import { refuse } from '../command.ts';
import { lostMailsOf } from '../lost-mail.ts';
import type { Actor } from '../person.ts';
import { ENDED } from '../service-clock.ts';
import { isTimely } from '../timely-notices.ts';
import type { WorkItem } from '../work.ts';
import { type Applied, done, type LifecycleContext, notice } from './applied.ts';

/**
 * Keeps that an e-mail did not arrive, once, and tells whoever has the case. The desk leads are told where it was for
 * that very person, or was itself the word of a lost one; of a second of these nobody hears, or it would never end.
 */
export function applyLostMail(
  value: Case,
  { mail }: Extract<Command, { name: 'lose_mail' }>,
): Applied | Refusal {
  const known = value.lostMails ?? [];
  if (known.some((one) => one.id === mail.id)) return refuse('not_now');
  const after: Case = { ...value, lostMails: [...known, mail] };
  const toDesk = mail.notice === 'lost_mail';
  const audience = toDesk || value.assignee?.id === mail.to.id ? 'deskLeads' : 'specialists';
  const endless = toDesk && known.some((one) => one.notice === 'lost_mail');
  const silent = endless || ENDED.includes(value.status) || lostMailsOf(after).length === 0;
  return done(after, {
    facts: { to: mail.to.id, address: mail.to.email, message: mail.notice, why: mail.why },
    owes: silent ? [] : [notice('lost_mail', audience)],
  });
}

/** Sends again what did not arrive and is still worth sending: each message once to each person. */
export function applyResending(
  value: Case,
  _command: Extract<Command, { name: 'resend_mail' }>,
  _actor: Actor,
  { now }: LifecycleContext,
): Applied | Refusal {
  if (lostMailsOf(value).length === 0) return refuse('not_now');
  const again = (value.lostMails ?? []).filter(
    (one) => one.resentAt === undefined && isTimely(one.notice, value),
  );
  const once = again.filter(
    (one, at) => again.findIndex(({ notice: name, to }) => name === one.notice && to.id === one.to.id) === at,
  );
  const owes = once.map((one): WorkItem => ({ type: 'mail', notice: one.notice, personId: one.to.id }));
  const lostMails = value.lostMails?.map((one) => (again.includes(one) ? { ...one, resentAt: now } : one));
  return done({ ...value, lostMails }, { owes, facts: { to: once.map((one) => one.to.id) } });
}
