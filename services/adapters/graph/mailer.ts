import { AppError } from '../../domain/errors.ts';
import type { Mail, Mailer } from '../../ports/mailer.ts';
import { type GraphRefusal, refusedFault } from './answers.ts';
import type { GraphClient } from './client.ts';
import { userSegment } from './odata.ts';

const CASE_CODE = /\b[A-Z]{2,4}-\d{4}-\d{6}\b/;

/** Exchange keeps headers that begin with `x-`; an answer is matched by the code in its subject, a bounce by this. */
function headersOf(mail: Mail): { internetMessageHeaders?: { name: string; value: string }[] } {
  const code = mail.subject.match(CASE_CODE)?.[0];
  return code ? { internetMessageHeaders: [{ name: 'x-mesa-case', value: code }] } : {};
}

/** A 400 is about this mail and will not change; other refusals are about the desk's mailbox and somebody mends them. */
function sendFault(op: string, said: GraphRefusal): AppError {
  if (said.status === 400 || said.status === 403) return refusedFault(op, said);
  return new AppError('mail_failed', {
    detail: { op, status: said.status, code: said.code || undefined, requestId: said.requestId },
  });
}

/**
 * Mail from the desk's mailbox, kept in its sent items. Graph accepts (202) before it delivers, and a lost answer is
 * thrown as `directory_unavailable` without a second attempt: the same mail may have gone.
 */
export function createGraphMailer(client: GraphClient, settings: { readonly deskMailbox: string }): Mailer {
  const { deskMailbox } = settings;
  const recipient = (address: string) => ({ emailAddress: { address } });
  return {
    send: async (mail) => {
      const op = 'mail.send';
      const message = {
        subject: mail.subject,
        body: { contentType: 'text', content: mail.text },
        toRecipients: [recipient(mail.to)],
        replyTo: [recipient(mail.replyTo)],
        ...headersOf(mail),
      };
      const path = `/users/${userSegment(deskMailbox)}/sendMail`;
      const body = { message, saveToSentItems: true };
      const answer = await client.ask('POST', { op, path, body, lane: deskMailbox });
      if (answer.kind === 'refused') throw sendFault(op, answer);
    },
  };
}
