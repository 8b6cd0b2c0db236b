import { z } from 'zod';
import type { Inbox, IncomingMail, MailAttachment } from '../../ports/inbox.ts';
import { expected, found } from './answers.ts';
import type { GraphClient } from './client.ts';
import { queryString, segment, userSegment } from './odata.ts';
import { collected, deltaPage } from './paging.ts';

/** Most of a mail's text that is read, in characters; a case takes less. */
const TEXT_LENGTH = 50_000;
const PAGE = 25;
const IMMUTABLE = 'IdType="ImmutableId"';
/** A file comes whole and in base64; larger ones are not asked for. */
const FILE_TIMEOUT_MS = 60_000;

const recipient = z
  .object({ emailAddress: z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish() })
  .nullish();
const body = z.object({ content: z.string().nullish() }).nullish();
const message = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string().min(1),
  internetMessageId: z.string().nullish(),
  subject: z.string().nullish(),
  receivedDateTime: z.string().nullish(),
  hasAttachments: z.boolean().nullish(),
  from: recipient,
  uniqueBody: body,
  body,
  internetMessageHeaders: z
    .array(z.object({ name: z.string().nullish(), value: z.string().nullish() }))
    .nullish(),
});
const arrivedRow = z.object({ id: z.string().min(1), '@removed': z.object({}).nullish() });
const attachment = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string().min(1),
  name: z.string().nullish(),
  contentType: z.string().nullish(),
  size: z.number().nullish(),
  isInline: z.boolean().nullish(),
});
const file = z.object({ contentBytes: z.string().nullish() });

const SELECT = [
  'internetMessageId',
  'subject',
  'receivedDateTime',
  'hasAttachments',
  'from',
  'uniqueBody',
  'body',
  'internetMessageHeaders',
];
const PLAIN_MESSAGE = '#microsoft.graph.message';

function headersOf(raw: z.output<typeof message>): IncomingMail['headers'] {
  const headers = new Map<string, string[]>();
  for (const { name, value } of raw.internetMessageHeaders ?? []) {
    const key = (name ?? '').toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), value ?? '']);
  }
  return headers;
}

function mailOf(raw: z.output<typeof message>): IncomingMail {
  const whole = (raw.body?.content ?? '').slice(0, TEXT_LENGTH);
  const from = raw.from?.emailAddress;
  return {
    id: raw.id,
    messageId: raw.internetMessageId || raw.id,
    from: (from?.address ?? '').toLowerCase(),
    name: from?.name ?? '',
    subject: raw.subject ?? '',
    text: (raw.uniqueBody?.content ?? whole).slice(0, TEXT_LENGTH),
    whole,
    receivedAt: raw.receivedDateTime ?? '',
    headers: headersOf(raw),
    hasAttachments: raw.hasAttachments ?? false,
    plain: (raw['@odata.type'] ?? PLAIN_MESSAGE) === PLAIN_MESSAGE,
  };
}

const attachmentOf = (raw: z.output<typeof attachment>): MailAttachment => ({
  id: raw.id,
  name: raw.name ?? '',
  type: raw.contentType ?? 'application/octet-stream',
  bytes: raw.size ?? 0,
  isFile: raw['@odata.type'] === '#microsoft.graph.fileAttachment',
  inline: raw.isInline ?? false,
});

/**
 * The inbox of the desk's mailbox: new ids by `messages/delta`, then each message read whole, since only a single
 * message gives its headers and what is new in it (`uniqueBody`). Source: Microsoft Graph, "message: delta",
 * "Get message", "Obtain immutable identifiers".
 */
export function createGraphInbox(client: GraphClient, settings: { readonly deskMailbox: string }): Inbox {
  const { deskMailbox } = settings;
  const lane = deskMailbox;
  const box = `/users/${userSegment(deskMailbox)}`;
  const text = { Prefer: `${IMMUTABLE}, outlook.body-content-type="text"` };
  const plain = { Prefer: IMMUTABLE };
  return {
    arrived: async (since, cursor) => {
      const query = queryString({ select: ['receivedDateTime'], filter: `receivedDateTime ge ${since}` });
      const path = `${box}/mailFolders/inbox/messages/delta${query}&changeType=created`;
      const headers = { Prefer: `${IMMUTABLE}, odata.maxpagesize=${PAGE}` };
      const page = await deltaPage(client, { op: 'inbox.arrived', path, headers, lane }, arrivedRow, cursor);
      const ids = page.rows.filter((row) => !row['@removed']).map((row) => row.id);
      return { ids, cursor: page.cursor, more: page.more };
    },
    message: async (id) => {
      const op = 'inbox.message';
      const path = `${box}/messages/${segment(id)}${queryString({ select: SELECT })}`;
      const raw = found(op, message, await client.ask('GET', { op, path, headers: text, lane }));
      return raw && mailOf(raw);
    },
    attachments: async (id) => {
      const select = ['name', 'contentType', 'size', 'isInline'];
      const path = `${box}/messages/${segment(id)}/attachments${queryString({ select })}`;
      const rows = await collected(
        client,
        { op: 'inbox.attachments', path, headers: plain, lane },
        attachment,
        'none',
      );
      return rows.map(attachmentOf);
    },
    content: async (id, attachmentId) => {
      const op = 'inbox.content';
      const path = `${box}/messages/${segment(id)}/attachments/${segment(attachmentId)}`;
      const call = { op, path, headers: plain, lane, timeoutMs: FILE_TIMEOUT_MS };
      const answer = await client.ask('GET', call);
      if (answer.kind === 'refused' && answer.status === 404) return undefined;
      const { contentBytes } = expected(op, file, answer);
      return contentBytes ? Buffer.from(contentBytes, 'base64') : undefined;
    },
  };
}
