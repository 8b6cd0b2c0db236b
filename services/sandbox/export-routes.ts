import { z } from 'zod';
import { folderKey } from './folder-routes.ts';
import { type GraphCall, itemNotFound, ok, refuse } from './graph-answer.ts';
import { parseBody } from './graph-body.ts';
import { openAddress } from './mailbox-address.ts';
import { changeKey, itemById, itemBytes, itemsAfter, type MailItem } from './mailbox-items.ts';
import { decodeCursor, encodeCursor, linkTo, plainList } from './odata-list.ts';
import type { Handler } from './route.ts';

const DELTA_PAGE = 50;
const MAX_EXPORT = 20;

const itemView = (item: MailItem): Record<string, unknown> => ({
  id: item.id,
  changeKey: changeKey(item),
  categories: [],
  createdDateTime: item.at,
  lastModifiedDateTime: item.at,
  size: item.size,
  type: 'IPM.Note',
});

const listItems: Handler = (tenant, { mailbox: address = '', folder: id = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const key = folderKey(tenant, opened.mailbox, id);
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
  const key = folderKey(tenant, opened.mailbox, id);
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

/** Items of mailboxes: listing and export (Graph's `/admin/exchange/mailboxes`). */
export const exportRoutes = [
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/items', listItems],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/items/delta', itemsDelta],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/items/{item}', getItem],
  ['POST', '/admin/exchange/mailboxes/{mailbox}/exportItems', exportItems],
] as const;
