import type { Case, Json, Status } from '../case.ts';
import type { CaseMail } from '../case-mail.ts';
import { type Command, type Refusal, refuse } from '../command.ts';
import type { Actor } from '../person.ts';
import { ENDED } from '../service-clock.ts';
import type { WorkItem } from '../work.ts';
import { type Applied, done, type LifecycleContext, noted } from './applied.ts';
import { applyAnswer } from './apply-answer.ts';

/** Where an answer moves the case on; elsewhere it is put on it and the case stays where it is. */
const ANSWERABLE: readonly Status[] = ['awaiting_data', 'in_review', 'scheduled', ...ENDED];

/** The source of what was recorded, for the history. */
const sourceOf = ({ id, from, subject, at, attachments }: CaseMail): Json => ({
  id,
  from: from.id,
  subject,
  at,
  attachments: attachments.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256: sha256 ?? '' })),
});

/**
 * Puts an e-mail on the case, once. The requester's words are an answer as in chat, where one is still taken;
 * everybody else's are a note. No e-mail authorises: a supervisor who tries is told where to do it.
 */
export function applyMail(
  value: Case,
  command: Extract<Command, { name: 'receive_mail' }>,
  _actor: Actor,
  context: LifecycleContext,
): Applied | Refusal {
  const { mail, fields, note } = command;
  if (value.mails?.some((one) => one.id === mail.id)) return refuse('not_now');
  const known: Case = { ...value, mails: [...(value.mails ?? []), mail] };
  const source = { mail: sourceOf(mail) };
  const by = { person: mail.from, roles: [] };
  const answer =
    mail.from.id === value.requester.id ? applyAnswer(known, fields, note, by, context) : refuse('not_now');
  if (!answer.ok) {
    return done(noted(known, mail.from, context.now, note), { facts: source, owes: refused(value, mail) });
  }
  const facts = { ...(answer.facts as { readonly [key: string]: Json }), ...source };
  const to = ANSWERABLE.includes(value.status) ? answer.to : undefined;
  return done(answer.case, { to, facts, owes: [{ type: 'prepare' }] });
}

/** Authorisations are given authenticated, in Teams. */
function refused({ status, supervisor, passedOn }: Case, { from }: CaseMail): readonly WorkItem[] {
  const asked = from.id === supervisor?.id || passedOn?.some((one) => one.from?.id === from.id);
  return status === 'awaiting_supervisor' && asked
    ? [{ type: 'mail', notice: 'authorise_in_teams', personId: from.id }]
    : [];
}
