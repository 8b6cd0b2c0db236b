import type { Case } from '../domain/case.ts';
import { isBounce } from '../domain/mail-bounce.ts';
import { senderOf } from '../domain/mail-sender.ts';
import { codeIn, writtenIn } from '../domain/mail-text.ts';
import { type Actor, type PersonRef, SYSTEM } from '../domain/person.ts';
import type { IncomingMail } from '../ports/inbox.ts';
import { personOf } from './check-target.ts';
import { commandCase } from './command-case.ts';
import type { Deps } from './deps.ts';
import type { CommandOutcome } from './desk.ts';
import { keepAttachments } from './keep-attachments.ts';
import { noteBounce } from './lose-mail.ts';
import { tellOfStrayMail } from './stray-mail.ts';

/** Why a mail could not be put on a case: what the specialist is told. */
export type Stray = 'no_code' | 'unknown_case' | 'unknown_sender' | 'unverified' | 'not_theirs';

/** Somebody of the directory by any of their addresses, able to sign in or not; undefined for anybody else. */
export async function personBehind(deps: Deps, address: string): Promise<PersonRef | undefined> {
  const known = await deps.people.byAddress(address);
  if (known) return { id: known._id, name: known.name, email: known.email };
  const holder = (await deps.directory.holdersOfAddress(address)).find((one) => !one.deleted);
  const user = holder && (await deps.directory.user(holder.id));
  return user && personOf(user);
}

/** Those whose mails about a case are put on it without anybody's help. */
function isParty({ requester, supervisor, passedOn, delivery }: Case, { id }: PersonRef): boolean {
  const parties = [requester, supervisor, delivery?.recipient, ...(passedOn ?? []).map((one) => one.from)];
  return parties.some((one) => one?.id === id);
}

/** The code in the subject, else in what was written, else in what that answers. */
export function codeOf(
  mail: Pick<IncomingMail, 'subject' | 'text' | 'whole'>,
  prefix: string,
): string | undefined {
  return codeIn(mail.subject, prefix) ?? codeIn(mail.text, prefix) ?? codeIn(mail.whole, prefix);
}

/**
 * Puts a mail on the case that it is about, or tells the specialists that it could not be; what no person wrote is
 * left alone, but for a mail system's word that a mail of the desk did not arrive. However often it is called for the same mail, it takes effect once. Throws `directory_*`,
 * `store_unavailable`, `file_failed`.
 */
export async function receiveMail(
  deps: Deps,
  mail: IncomingMail,
): Promise<'put' | 'stray' | 'returned' | 'ignored'> {
  const wrote = senderOf(mail, deps.tenant.deskMailbox);
  const code = codeOf(mail, deps.procedure.codePrefix);
  if (wrote === 'automatic' && !isBounce(mail)) return 'ignored';
  const value = code === undefined ? undefined : await deps.cases.get(code);
  if (wrote === 'automatic') return noteBounce(deps, mail, value);
  const from = wrote === 'person' ? await personBehind(deps, mail.from) : undefined;
  if (value && from && isParty(value, from)) {
    await putOnCase(deps, value, mail, from, SYSTEM);
    return 'put';
  }
  await tellOfStrayMail(deps, mail, whyStray(wrote, from, code, value), value);
  return 'stray';
}

function whyStray(
  wrote: 'person' | 'unverified',
  from: PersonRef | undefined,
  code: string | undefined,
  value: Case | undefined,
): Stray {
  if (wrote === 'unverified') return 'unverified';
  if (code === undefined) return 'no_code';
  if (!value) return 'unknown_case';
  return from ? 'not_theirs' : 'unknown_sender';
}

/** Puts the mail on the case, read in the light of what was asked; by the desk, or by whoever of it does so by hand. */
export async function putOnCase(
  deps: Deps,
  value: Case,
  mail: IncomingMail,
  from: PersonRef,
  by: Actor,
): Promise<CommandOutcome> {
  const known = value.mails?.some((one) => one.id === mail.messageId);
  if (known) return { ok: true, case: value };
  const attachments = await keepAttachments(deps, mail, value);
  const text = writtenIn(mail.text);
  const asked = from.id === value.requester.id && text !== '' && value.dataRequest !== undefined;
  const fields = asked ? await deps.readAnswer(value, text) : {};
  return commandCase(
    deps,
    value._id,
    {
      name: 'receive_mail',
      mail: {
        id: mail.messageId,
        from,
        subject: mail.subject.slice(0, 200),
        at: mail.receivedAt,
        attachments,
      },
      fields,
      note: text || attachments.map((one) => one.name).join(', ') || mail.subject,
    },
    by,
  );
}
