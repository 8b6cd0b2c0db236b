import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { ExportedItem, ItemPage, Mailbox, MailboxState } from '../../ports/mailbox.ts';
import { absenceOf, automaticReplies } from './absence.ts';
import { expected, found } from './answers.ts';
import type { GraphClient, Within } from './client.ts';
import { createFolder, readChildFolders, readFolder, readFolders } from './mailbox-folders.ts';
import { openImport } from './mailbox-import.ts';
import { enableRule, readAutomaticReply, readInboxRules, writeAutomaticReply } from './mailbox-settings.ts';
import { mailboxUsage } from './mailbox-usage.ts';
import { queryString, segment, userSegment } from './odata.ts';
import { deltaPage } from './paging.ts';

/** The port, and the same under other limits. */
export interface GraphMailbox extends Mailbox {
  within(limits: Within): GraphMailbox;
}

const EXPORT_LIMIT = 20;
const EXPORT_TIMEOUT_MS = 25_000;
const PAGE = 200;

const settings = z.object({
  userPurpose: z.string().nullish(),
  automaticRepliesSetting: automaticReplies.nullish(),
});
const item = z.object({
  id: z.string().min(1),
  changeKey: z.string().nullish(),
  size: z.number().nullish(),
  '@removed': z.object({}).nullish(),
});
const exported = z.object({
  itemId: z.string().nullish(),
  changeKey: z.string().nullish(),
  data: z.string().nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
});
/** `state`: any 404 means no mailbox (`MailboxNotEnabledForRESTAPI`), or a user whom Exchange does not know yet. */
async function readState(client: GraphClient, userId: string): Promise<MailboxState> {
  const op = 'mailbox.state';
  const select = ['userPurpose', 'automaticRepliesSetting'];
  const path = `/users/${userSegment(userId)}/mailboxSettings${queryString({ select })}`;
  const raw = found(op, settings, await client.ask('GET', { op, path, lane: userId }));
  if (!raw) return { exists: false };
  const absence = absenceOf(raw.automaticRepliesSetting ?? {});
  return {
    exists: true,
    purpose: raw.userPurpose ?? undefined,
    automaticReplies: raw.automaticRepliesSetting?.status ?? undefined,
    ...(absence && { absence }),
  };
}

async function readExportId(client: GraphClient, userId: string): Promise<string | undefined> {
  const op = 'mailbox.exportId';
  const path = `/users/${userSegment(userId)}/settings/exchange${queryString({ select: ['primaryMailboxId'] })}`;
  const raw = found(
    op,
    z.object({ primaryMailboxId: z.string().nullish() }),
    await client.ask('GET', { op, path }),
  );
  return raw?.primaryMailboxId ?? undefined;
}

async function readItemChanges(
  client: GraphClient,
  mailboxId: string,
  folderId: string,
  cursor: string | undefined,
): Promise<ItemPage> {
  const base = `/admin/exchange/mailboxes/${segment(mailboxId)}/folders/${segment(folderId)}/items/delta`;
  const path = `${base}${queryString({ select: ['id', 'changeKey', 'size'] })}`;
  const headers = { Prefer: `odata.maxpagesize=${PAGE}` };
  const page = await deltaPage(client, { op: 'mailbox.items', path, headers, lane: mailboxId }, item, cursor);
  return {
    items: page.rows
      .filter((each) => !each['@removed'])
      .map((each) => ({ id: each.id, changeKey: each.changeKey ?? undefined, size: each.size ?? 0 })),
    removed: page.rows.filter((each) => each['@removed']).map((each) => each.id),
    cursor: page.cursor,
    more: page.more,
  };
}

/** The bytes of base64 text, or undefined where it is damaged: Node would decode what it can and say nothing. */
function decoded(base64: string): Buffer | undefined {
  const data = Buffer.from(base64, 'base64');
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return data.length === (base64.length / 4) * 3 - padding ? data : undefined;
}

function toExported(id: string, raw: z.output<typeof exported> | undefined): ExportedItem {
  if (!raw) return { id, error: 'NoAnswer' };
  if (raw.error) return { id, error: raw.error.code ?? 'Unknown' };
  const data = raw.data ? decoded(raw.data) : undefined;
  if (!data) return { id, error: raw.data ? 'DamagedData' : 'NoData' };
  return { id, data, changeKey: raw.changeKey ?? undefined };
}

/**
 * `exportItems`: answers in the order asked. Over twenty ids throws `AppError('directory_refused')`; the bytes of one
 * call are the caller's to bound, for Graph answers with all of them at once.
 */
async function exportItems(
  client: GraphClient,
  mailboxId: string,
  ids: readonly string[],
): Promise<ExportedItem[]> {
  const op = 'mailbox.export';
  if (ids.length === 0) return [];
  if (ids.length > EXPORT_LIMIT) {
    throw new AppError('directory_refused', { detail: { op, reason: 'too_many_items', count: ids.length } });
  }
  const path = `/admin/exchange/mailboxes/${segment(mailboxId)}/exportItems`;
  const call = { op, path, body: { itemIds: ids }, lane: mailboxId, timeoutMs: EXPORT_TIMEOUT_MS };
  const { value } = expected(op, z.object({ value: z.array(exported) }), await client.ask('POST', call));
  const answers = new Map(value.map((each) => [each.itemId, each]));
  return ids.map((id) => toExported(id, answers.get(id)));
}

/** Mailboxes over Microsoft Graph v1.0; faults as the port says. Exchange's limit of four at once is kept per id. */
export function createGraphMailbox(client: GraphClient): GraphMailbox {
  return {
    state: (userId) => readState(client, userId),
    exportId: (userId) => readExportId(client, userId),
    folders: (mailboxId) => readFolders(client, mailboxId),
    itemChanges: (mailboxId, folderId, cursor) => readItemChanges(client, mailboxId, folderId, cursor),
    exportItems: (mailboxId, itemIds) => exportItems(client, mailboxId, itemIds),
    folder: (mailboxId, folderId) => readFolder(client, mailboxId, folderId),
    childFolders: (mailboxId, parentId) => readChildFolders(client, mailboxId, parentId),
    createFolder: (mailboxId, folder) => createFolder(client, mailboxId, folder),
    openImport: (mailboxId) => openImport(client, mailboxId),
    inboxRules: (userId) => readInboxRules(client, userId),
    enableRule: (userId, ruleId) => enableRule(client, userId, ruleId),
    automaticReply: (userId) => readAutomaticReply(client, userId),
    setAutomaticReply: (userId, reply) => writeAutomaticReply(client, userId, reply),
    usage: mailboxUsage(client),
    within: (limits) => createGraphMailbox(client.within(limits)),
  };
}
