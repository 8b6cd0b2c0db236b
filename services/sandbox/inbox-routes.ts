import { itemNotFound, ok, refuse } from './graph-answer.ts';
import { folderId } from './mailbox-items.ts';
import { openMailbox } from './mailbox-routes.ts';
import { decodeCursor, encodeCursor, linkTo, plainList, selection } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { InboxMessage } from './tenant-objects.ts';

const PAGE = 10;

const pageSize = (prefer: string | undefined): number =>
  Math.min(Math.max(Number(/odata\.maxpagesize=(\d+)/.exec(prefer ?? '')?.[1] ?? PAGE), 1), 200);

/** The only filter that Graph takes here. */
const sinceOf = (filter: string | null): string | undefined =>
  /^receivedDateTime (?:ge|gt) (\S+)$/.exec(filter ?? '')?.[1];

function rowOf(
  { id, message }: InboxMessage,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  const all = Object.entries(message).filter(([name]) => !HELD_BACK.includes(name));
  const shown = select ? all.filter(([name]) => select.includes(name)) : all;
  return { id, ...Object.fromEntries(shown) };
}

/** Graph gives these for one message alone, and only where they are asked for. */
const HELD_BACK = ['uniqueBody', 'internetMessageHeaders'];

/** `messages/delta` of an inbox: what came after the cursor; the query options live on in the token. */
const messagesDelta: Handler = (tenant, { id = '', folder = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  if (folder !== 'inbox' && folder !== folderId(opened.mailbox, 'inbox')) return itemNotFound();
  const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
  const kept = token === null ? undefined : decodeCursor(token);
  if (kept && typeof kept.after !== 'number')
    return refuse(410, 'SyncStateNotFound', 'The sync state generation is not found; generation id is 0.');
  const filter = call.query.get('$filter');
  const since = kept ? String(kept.since ?? '') : (sinceOf(filter) ?? '');
  if (!kept && filter !== null && since === '')
    return refuse(
      400,
      'ErrorInvalidUrlQueryFilter',
      'The query filter is not supported for change tracking.',
    );
  const select = Array.isArray(kept?.select) ? (kept.select as readonly string[]) : selection(call);
  const after = Number(kept?.after ?? 0);
  const found = tenant
    .rows('message')
    .filter((one) => one.userId === opened.user.id && one.seq > after)
    .filter((one) => String(one.message.receivedDateTime) >= since)
    .sort((a, b) => a.seq - b.seq);
  const page = found.slice(0, pageSize(call.headers.prefer));
  const next = encodeCursor({ after: page.at(-1)?.seq ?? after, since, ...(select ? { select } : {}) });
  const link =
    page.length < found.length
      ? { '@odata.nextLink': linkTo(call, { $skiptoken: next }) }
      : { '@odata.deltaLink': linkTo(call, { $deltatoken: next }) };
  const value = page.map((one) => rowOf(one, select));
  return ok({ '@odata.context': `${call.base}/$metadata#Collection(message)`, ...link, value });
};

function attachmentsOf(message: InboxMessage): readonly Record<string, unknown>[] {
  return message.files ?? [];
}

const listAttachments: Handler = (tenant, { id = '', message = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const row = tenant.get('message', message);
  if (row?.userId !== opened.user.id) return itemNotFound();
  const answer = plainList(call, attachmentsOf(row), 'microsoft.graph.attachment');
  if (answer.status !== 200) return answer;
  const kinds = new Map(attachmentsOf(row).map((one) => [one.id, one['@odata.type']]));
  const body = answer.body as { readonly value: readonly Record<string, unknown>[] };
  return ok({ ...body, value: body.value.map((one) => ({ '@odata.type': kinds.get(one.id), ...one })) });
};

const getAttachment: Handler = (tenant, { id = '', message = '', attachment = '' }) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const row = tenant.get('message', message);
  const found = row?.userId === opened.user.id && attachmentsOf(row).find((one) => one.id === attachment);
  return found ? ok(found) : itemNotFound();
};

/** What arrives in an inbox, and what hangs on it. */
export const inboxRoutes = [
  ['GET', '/users/{id}/mailFolders/{folder}/messages/delta', messagesDelta],
  ['GET', '/users/{id}/messages/{message}/attachments', listAttachments],
  ['GET', '/users/{id}/messages/{message}/attachments/{attachment}', getAttachment],
] as const;
