import { z } from 'zod';
import type { MailboxFolder } from '../../ports/mailbox.ts';
import { expected, found } from './answers.ts';
import type { GraphClient } from './client.ts';
import { queryString, segment } from './odata.ts';
import { collected } from './paging.ts';

const PAGE = 200;

const folder = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  totalItemCount: z.number().nullish(),
  childFolderCount: z.number().nullish(),
  parentFolderId: z.string().nullish(),
  type: z.string().nullish(),
});
const select = ['id', 'displayName', 'totalItemCount', 'childFolderCount', 'parentFolderId', 'type'];

const foldersOf = (mailboxId: string) => `/admin/exchange/mailboxes/${segment(mailboxId)}/folders`;
const below = (mailboxId: string, parentId: string | undefined) =>
  parentId === undefined ? foldersOf(mailboxId) : `${foldersOf(mailboxId)}/${segment(parentId)}/childFolders`;

const toFolder = (raw: z.output<typeof folder>): MailboxFolder => ({
  id: raw.id,
  displayName: raw.displayName ?? raw.id,
  parentId: raw.parentFolderId ?? undefined,
  type: raw.type ?? undefined,
  itemCount: raw.totalItemCount ?? 0,
});

function list(client: GraphClient, mailboxId: string, parentId?: string) {
  const path = `${below(mailboxId, parentId)}${queryString({ select, top: PAGE })}`;
  return collected(client, { op: 'mailbox.folders', path, lane: mailboxId }, folder);
}

/** `folders`: top folders, then children of whoever has some; a folder met twice is told once. */
export async function readFolders(client: GraphClient, mailboxId: string): Promise<MailboxFolder[]> {
  const all = new Map<string, MailboxFolder>();
  let level = await list(client, mailboxId);
  while (level.length > 0) {
    const unseen = level.filter((each) => !all.has(each.id));
    for (const each of unseen) all.set(each.id, toFolder(each));
    const parents = unseen.filter((each) => (each.childFolderCount ?? 0) > 0);
    level = (await Promise.all(parents.map((each) => list(client, mailboxId, each.id)))).flat();
  }
  return [...all.values()];
}

/** `childFolders`. */
export async function readChildFolders(
  client: GraphClient,
  mailboxId: string,
  parentId: string | undefined,
): Promise<MailboxFolder[]> {
  return (await list(client, mailboxId, parentId)).map(toFolder);
}

/** `folder`. */
export async function readFolder(
  client: GraphClient,
  mailboxId: string,
  folderId: string,
): Promise<MailboxFolder | undefined> {
  const op = 'mailbox.folder';
  const path = `${foldersOf(mailboxId)}/${segment(folderId)}${queryString({ select })}`;
  const raw = found(op, folder, await client.ask('GET', { op, path, lane: mailboxId }));
  return raw && toFolder(raw);
}

/** `createFolder`. */
export async function createFolder(
  client: GraphClient,
  mailboxId: string,
  { displayName, type, parentId }: { displayName: string; type: string; parentId?: string },
): Promise<MailboxFolder> {
  const op = 'mailbox.createFolder';
  const call = { op, path: below(mailboxId, parentId), body: { displayName, type }, lane: mailboxId };
  return toFolder(expected(op, folder, await client.ask('POST', call)));
}
