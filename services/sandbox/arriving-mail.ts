import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SandboxTenant } from './sandbox-tenant.ts';
import { seedPersonOf, tenantSeed } from './tenant-seed.ts';

/**
 * `POST /sandbox/mail`: somebody writes to the desk. `from` is an address, or a person of the sandbox by key
 * (`camila`); headers and files as a mail program or a mail system would add them.
 */
export const arrivingMailSchema = z.strictObject({
  from: z.string().min(1).max(200),
  name: z.string().max(200).optional(),
  subject: z.string().max(500),
  text: z.string().max(100_000),
  /** What the mail answers, quoted below it; no part of what is new. */
  quoted: z.string().max(100_000).default(''),
  headers: z.record(z.string(), z.string()).default({}),
  files: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        type: z.string().max(200).default('application/octet-stream'),
        base64: z.base64().max(20_000_000),
        inline: z.boolean().default(false),
      }),
    )
    .max(100)
    .default([]),
  /** A message with the same id as before, as after a second delivery. */
  messageId: z.string().max(300).optional(),
});

export type ArrivingMail = z.output<typeof arrivingMailSchema>;

/** Lets the mail arrive in the desk's inbox; saved before it returns. Undefined for a sender that is no address. */
export function mailArrives(tenant: SandboxTenant, mail: ArrivingMail): { readonly id: string } | undefined {
  const person = seedPersonOf(mail.from);
  const address = person?.userPrincipalName ?? mail.from;
  if (!address.includes('@')) return undefined;
  const desk = tenant.user(tenantSeed.deskMailbox);
  if (!desk) return undefined;
  const name = mail.name ?? person?.displayName ?? address;
  const sender = { emailAddress: { address, name } };
  const { seq, change } = tenant.nextSeq();
  const id = `AAMk${randomUUID()}=`;
  const content = mail.quoted ? `${mail.text}\n\n${mail.quoted}` : mail.text;
  const message = {
    subject: mail.subject,
    bodyPreview: mail.text.slice(0, 255),
    body: { contentType: 'text', content },
    uniqueBody: { contentType: 'text', content: mail.text },
    from: sender,
    sender,
    toRecipients: [{ emailAddress: { address: desk.userPrincipalName, name: tenantSeed.bot.name } }],
    receivedDateTime: tenant.now(),
    isRead: false,
    hasAttachments: mail.files.some((one) => !one.inline),
    internetMessageId: mail.messageId ?? `<${randomUUID()}@${address.split('@')[1]}>`,
    internetMessageHeaders: Object.entries(mail.headers).map(([header, value]) => ({ name: header, value })),
  };
  const files = mail.files.map(({ name: file, type, base64, inline }) => ({
    '@odata.type': '#microsoft.graph.fileAttachment',
    id: `AAMk${randomUUID()}=`,
    name: file,
    contentType: type,
    size: Buffer.byteLength(base64, 'base64'),
    isInline: inline,
    lastModifiedDateTime: tenant.now(),
    contentBytes: base64,
  }));
  tenant.commit([change, { put: 'message', row: { id, userId: desk.id, seq, message, files } }]);
  return { id };
}
