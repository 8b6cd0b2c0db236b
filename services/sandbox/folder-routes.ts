import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { created, itemNotFound, ok, refuse } from './graph-answer.ts';
import { parseBody } from './graph-body.ts';
import { openAddress } from './mailbox-address.ts';
import { FOLDERS, folderId, itemCount, mailboxAddress } from './mailbox-items.ts';
import { plainList } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxMailbox } from './tenant-objects.ts';

/** A folder as both kinds have it: those of every mailbox, and those that were made. `key` is what items name. */
interface Folder {
  readonly id: string;
  readonly key: string;
  readonly displayName: string;
  readonly type: string;
  readonly parentId: string;
}

function foldersOf(tenant: SandboxTenant, mailbox: SandboxMailbox): readonly Folder[] {
  const root = folderId(mailbox, 'root');
  const own = FOLDERS.map(
    (one): Folder => ({
      id: folderId(mailbox, one.key),
      key: one.key,
      displayName: one.displayName,
      type: 'IPF.Note',
      parentId: one.parent ? folderId(mailbox, one.parent) : root,
    }),
  );
  const made = tenant.rows('folder').filter((one) => one.mailbox === mailboxAddress(mailbox));
  return [...own, ...made.map((one): Folder => ({ ...one, key: one.id, parentId: one.parentId ?? root }))];
}

/** By its id, or by the well-known name of those that every mailbox has. */
const folderOf = (tenant: SandboxTenant, mailbox: SandboxMailbox, id: string): Folder | undefined =>
  foldersOf(tenant, mailbox).find((one) => one.id === id || one.key === id);

/** What items name the folder by; undefined where there is none. */
export const folderKey = (tenant: SandboxTenant, mailbox: SandboxMailbox, id: string): string | undefined =>
  folderOf(tenant, mailbox, id)?.key;

function view(tenant: SandboxTenant, mailbox: SandboxMailbox, folder: Folder): Record<string, unknown> {
  const children = foldersOf(tenant, mailbox).filter((one) => one.parentId === folder.id);
  return {
    id: folder.id,
    displayName: folder.displayName,
    parentFolderId: folder.parentId,
    childFolderCount: children.length,
    totalItemCount: itemCount(mailbox, folder.key),
    type: folder.type,
  };
}

const listBelow: Handler = (tenant, { mailbox: address = '', folder: id }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const { mailbox } = opened;
  const parent = id === undefined ? folderId(mailbox, 'root') : folderOf(tenant, mailbox, id)?.id;
  if (parent === undefined) return itemNotFound();
  const below = foldersOf(tenant, mailbox).filter((one) => one.parentId === parent);
  return plainList(
    call,
    below.map((one) => view(tenant, mailbox, one)),
    'microsoft.graph.mailboxFolder',
  );
};

const getFolder: Handler = (tenant, { mailbox: address = '', folder: id = '' }) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const folder = folderOf(tenant, opened.mailbox, id);
  return folder ? ok(view(tenant, opened.mailbox, folder)) : itemNotFound();
};

const newFolder = z.strictObject({
  displayName: z.string().min(1).max(255),
  type: z.string().startsWith('IPF'),
});

const makeBelow: Handler = (tenant, { mailbox: address = '', folder: id }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const { mailbox } = opened;
  const parent = id === undefined ? undefined : folderOf(tenant, mailbox, id);
  if (id !== undefined && !parent) return itemNotFound();
  const parsed = parseBody(newFolder, call.body, 'mailboxFolder');
  if ('refusal' in parsed) return parsed.refusal;
  const { displayName, type } = parsed.value;
  const parentId = parent?.id ?? folderId(mailbox, 'root');
  const same = (one: Folder) =>
    one.parentId === parentId && one.displayName.toLowerCase() === displayName.toLowerCase();
  if (foldersOf(tenant, mailbox).some(same))
    return refuse(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
  const row = {
    id: `AAMk${Buffer.from(randomUUID()).toString('base64url')}=`,
    mailbox: mailboxAddress(mailbox),
    displayName,
    type,
    parentId: parent?.id,
  };
  tenant.commit([{ put: 'folder', row }]);
  return created(view(tenant, mailbox, { ...row, key: row.id, parentId }));
};

/** Folders of mailboxes, as export and import see them (Graph's `/admin/exchange/mailboxes`). */
export const folderRoutes = [
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders', listBelow],
  ['POST', '/admin/exchange/mailboxes/{mailbox}/folders', makeBelow],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}', getFolder],
  ['GET', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/childFolders', listBelow],
  ['POST', '/admin/exchange/mailboxes/{mailbox}/folders/{folder}/childFolders', makeBelow],
] as const;
