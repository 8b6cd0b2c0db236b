import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type GraphAnswer, type GraphCall, itemNotFound, noMailbox, ok, refuse } from './graph-answer.ts';
import { parseBody } from './graph-body.ts';
import {
  addItems,
  changeKey,
  FOLDERS,
  folderId,
  itemById,
  itemBytes,
  itemCount,
  itemsAfter,
  type MailItem,
} from './mailbox-items.ts';
import { isOpen } from './mailbox-routes.ts';
import { decodeCursor, encodeCursor, linkTo, plainList } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxMailbox } from './tenant-objects.ts';

const DELTA_PAGE = 50;
const MAX_EXPORT = 20;

type Opened = { readonly mailbox: SandboxMailbox } | { readonly refusal: GraphAnswer };

/** The mailbox behind an `MBX:` address. */
function openAddress(tenant: SandboxTenant, address: string): Opened {
  const mailbox = tenant.mailboxAt(address);
  if (!mailbox) return { refusal: refuse(404, 'ErrorMailboxNotFound', 'The mailbox was not found.') };
  return isOpen(tenant, mailbox) ? { mailbox } : { refusal: noMailbox() };
}

const folderKey = (mailbox: SandboxMailbox, id: string): string | undefined =>
  FOLDERS.find((folder) => folder.key === id || folderId(mailbox, folder.key) === id)?.key;

const folderView = (mailbox: SandboxMailbox, folder: (typeof FOLDERS)[number]): Record<string, unknown> => ({
  id: folderId(mailbox, folder.key),
  displayName: folder.displayName,
  parentFolderId: folderId(mailbox, folder.parent ?? 'root'),
  childFolderCount: FOLDERS.filter((child) => child.parent === folder.key).length,
  totalItemCount: itemCount(mailbox, folder.key),
  type: 'IPF.Note',
});

const itemView = (item: MailItem): Record<string, unknown> => ({
  id: item.id,
  changeKey: changeKey(item),
  categories: [],
  createdDateTime: item.at,
  lastModifiedDateTime: item.at,
  size: item.size,
  type: 'IPM.Note',
});

const listFolders: Handler = (tenant, { mailbox: address = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const top = FOLDERS.filter((folder) => folder.parent === undefined);
  return plainList(
    call,
    top.map((folder) => folderView(opened.mailbox, folder)),
    'microsoft.graph.mailboxFolder',
  );
};

const getFolder: Handler = (tenant, { mailbox: address = '', folder: id = '' }) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const folder = FOLDERS.find(({ key }) => key === folderKey(opened.mailbox, id));
  return folder ? ok(folderView(opened.mailbox, folder)) : itemNotFound();
};

const listChildFolders: Handler = (tenant, { mailbox: address = '', folder: id = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const key = folderKey(opened.mailbox, id);
  if (key === undefined) return itemNotFound();
  const children = FOLDERS.filter((folder) => folder.parent === key);
  return plainList(
    call,
    children.map((folder) => folderView(opened.mailbox, folder)),
    'microsoft.graph.mailboxFolder',
  );
};

const listItems: Handler = (tenant, { mailbox: address = '', folder: id = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const key = folderKey(opened.mailbox, id);
  if (key === undefined) return itemNotFound();
  return plainList(
    call,
    itemsAfter(tenant, opened.mailbox, key, 0, Number.POSITIVE_INFINITY).map(itemView),
    'microsoft.graph.mailboxItem',
  );
};

const getItem: Handler = (tenant, { mailbox: address = '', item: id = '' }) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const item = itemById(tenant, opened.mailbox, id);
  return item ? ok(itemView(item)) : itemNotFound();
};

const pageSize = (call: GraphCall): number => {
  const wanted = Number(
    call.query.get('$top') ?? /odata\.maxpagesize=(\d+)/.exec(call.headers.prefer ?? '')?.[1] ?? DELTA_PAGE,
  );
  return Math.min(Math.max(Number.isInteger(wanted) ? wanted : DELTA_PAGE, 1), 999);
};

const itemsDelta: Handler = (tenant, { mailbox: address = '', folder: id = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const key = folderKey(opened.mailbox, id);
  if (key === undefined) return itemNotFound();
  const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
  const cursor = token === null ? { after: 0 } : decodeCursor(token);
  if (typeof cursor.after !== 'number')
    return refuse(410, 'SyncStateNotFound', 'The sync state was not found.');
  const { after } = cursor;
  const size = pageSize(call);
  const changed = itemsAfter(tenant, opened.mailbox, key, after, size + 1);
  const page = changed.slice(0, size);
  const next = encodeCursor({ after: page.at(-1)?.seq ?? after });
  const link =
    page.length < changed.length
      ? { '@odata.nextLink': linkTo(call, { ...Object.fromEntries(call.query), $skiptoken: next }) }
      : { '@odata.deltaLink': linkTo(call, { $deltatoken: next }) };
  return ok({ ...link, value: page.map(itemView) });
};

const exportBody = z.strictObject({ itemIds: z.array(z.string()).min(1) });

const exportItems: Handler = (tenant, { mailbox: address = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const parsed = parseBody(exportBody, call.body, 'exportItems');
  if ('refusal' in parsed) return parsed.refusal;
  const { itemIds } = parsed.value;
  if (itemIds.length > MAX_EXPORT)
    return refuse(
      400,
      'ErrorInvalidRequest',
      `The number of items in the request exceeds the maximum of ${MAX_EXPORT}.`,
    );
  const value = itemIds.map((itemId) => {
    const item = itemById(tenant, opened.mailbox, itemId);
    if (!item)
      return {
        itemId,
        changeKey: null,
        data: null,
        error: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
      };
    return { itemId, changeKey: changeKey(item), data: itemBytes(item).toString('base64'), error: null };
  });
  return ok({
    '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.exportItemResponse)`,
    value,
  });
};

/** The token is the mailbox's address sealed by a digest of it; it opens nothing but this mailbox's import. */
const sessionKey = randomBytes(32);
const sealed = (address: string): string =>
  `${Buffer.from(address).toString('base64url')}.${createHash('sha256').update(sessionKey).update(address).digest('base64url')}`;

const createImportSession: Handler = (tenant, { mailbox: address = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  return ok({
    importUrl: `${call.base}/../import/${sealed(address)}`.replace('/graph/v1.0/..', ''),
    expirationDateTime: new Date(tenant.realMs() + 3_600_000).toISOString(),
  });
};

const importBody = z.object({
  FolderId: z.string(),
  Mode: z.enum(['create', 'update']).default('create'),
  Data: z.base64(),
});

/** Takes what was exported back into a mailbox (`POST` to the session's `importUrl`); answers the new item's id. */
export function importItem(tenant: SandboxTenant, token: string, body: unknown): GraphAnswer {
  const address = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
  if (sealed(address) !== token)
    return refuse(401, 'InvalidAuthenticationToken', 'The import session is not valid.');
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const parsed = importBody.safeParse(body);
  const key = parsed.success ? folderKey(opened.mailbox, parsed.data.FolderId) : undefined;
  if (!parsed.success || key === undefined)
    return refuse(400, 'ErrorInvalidRequest', 'The request is not an item for a folder of this mailbox.');
  const [added] = addItems(tenant, opened.mailbox, key, [{ data: parsed.data.Data }]);
  return ok({ itemId: added?.id, changeKey: added ? changeKey(added) : null });
}

/** Export and import of mailboxes (Graph's `/admin/exchange/mailboxes`). */
export const exportRoutes = [
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders', listFolders],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}', getFolder],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/childFolders', listChildFolders],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/items', listItems],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/items/delta', itemsDelta],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/items/{item}', getItem],
  ['POST', '/admin/exchange/mailboxes/{mailbox}/exportItems', exportItems],
  ['POST', '/admin/exchange/mailboxes/{mailbox}/createImportSession', createImportSession],
] as const;
