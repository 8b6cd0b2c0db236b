import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { accepted, itemNotFound, ok, refuse } from './graph-answer.ts';
import { parseBody, saysSomething } from './graph-body.ts';
import { folderId } from './mailbox-items.ts';
import { openMailbox } from './mailbox-routes.ts';
import { plainList, selection } from './odata-list.ts';
import type { Handler } from './route.ts';

/** Graph's list of recipients, as requests write it. */
export const recipients = z.array(
  z.strictObject({ emailAddress: z.strictObject({ address: z.email(), name: z.string().nullish() }) }),
);
const sendBody = z.strictObject({
  message: z.strictObject({
    subject: z.string(),
    body: z.strictObject({ contentType: z.enum(['text', 'html', 'Text', 'HTML']), content: z.string() }),
    toRecipients: recipients.min(1),
    ccRecipients: recipients.optional(),
    bccRecipients: recipients.optional(),
    replyTo: recipients.optional(),
    importance: z.enum(['low', 'normal', 'high']).optional(),
    internetMessageHeaders: z
      .array(z.strictObject({ name: z.string().regex(/^x-/i), value: z.string() }))
      .optional(),
  }),
  saveToSentItems: z.boolean().optional(),
});

const sendMail: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const parsed = parseBody(sendBody, call.body, 'message');
  if ('refusal' in parsed)
    return refuse(400, 'ErrorInvalidRequest', 'The request is not a message that can be sent.');
  const { message } = parsed.value;
  const addresses = (list: typeof message.toRecipients | undefined): string[] =>
    (list ?? []).map((one) => one.emailAddress.address);
  const { seq, change } = tenant.nextSeq();
  tenant.commit([
    change,
    {
      put: 'sent',
      row: {
        id: randomUUID(),
        seq,
        at: tenant.now(),
        from: opened.user.userPrincipalName,
        to: [
          ...addresses(message.toRecipients),
          ...addresses(message.ccRecipients),
          ...addresses(message.bccRecipients),
        ],
        replyTo: addresses(message.replyTo),
        subject: message.subject,
        text: message.body.content,
      },
    },
  ]);
  return accepted;
};

/** Graph gives these only where they are asked for. */
const HELD_BACK = ['uniqueBody', 'internetMessageHeaders'];

const listMessages: Handler = (tenant, { id = '', folder = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  if (folder !== 'inbox' && folder !== folderId(opened.mailbox, 'inbox')) return itemNotFound();
  const mine = tenant
    .rows('message')
    .filter((message) => message.userId === opened.user.id)
    .sort((a, b) => b.seq - a.seq);
  return plainList(
    call,
    mine.map((one) => ({
      id: one.id,
      ...Object.fromEntries(Object.entries(one.message).filter(([name]) => !HELD_BACK.includes(name))),
    })),
    'microsoft.graph.message',
  );
};

const getMessage: Handler = (tenant, { id = '', message = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const row = tenant.get('message', message);
  if (row?.userId !== opened.user.id) return itemNotFound();
  const select = selection(call);
  const shown = Object.entries(row.message).filter(([name]) =>
    select ? select.includes(name) : !HELD_BACK.includes(name),
  );
  return ok({ id: row.id, ...Object.fromEntries(shown) });
};

const messageBody = z
  .strictObject({ isRead: z.boolean(), categories: z.array(z.string()) })
  .partial()
  .refine(saysSomething);

const patchMessage: Handler = (tenant, { id = '', message = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const row = tenant.get('message', message);
  if (row?.userId !== opened.user.id) return itemNotFound();
  const parsed = parseBody(messageBody, call.body, 'message');
  if ('refusal' in parsed) return parsed.refusal;
  const changed = { ...row, message: { ...row.message, ...parsed.value } };
  tenant.commit([{ put: 'message', row: changed }]);
  return ok({ id: changed.id, ...changed.message });
};

/** Mail that the desk sends, and the messages in an inbox. */
export const mailRoutes = [
  ['POST', '/users/{id}/sendMail', sendMail],
  ['GET', '/users/{id}/mailFolders/{folder}/messages', listMessages],
  ['GET', '/users/{id}/messages/{message}', getMessage],
  ['PATCH', '/users/{id}/messages/{message}', patchMessage],
] as const;
