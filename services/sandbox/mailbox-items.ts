import { createCipheriv, createHash } from 'node:crypto';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { AddedItem, SandboxMailbox } from './tenant-objects.ts';

/** Folders of every mailbox; `share` is the part of the generated items (in tenths) that lies there. */
export const FOLDERS = [
  { key: 'inbox', displayName: 'Bandeja de entrada', parent: undefined, share: 5 },
  { key: 'contratos', displayName: 'Contratos', parent: 'inbox', share: 2 },
  { key: 'sentitems', displayName: 'Elementos enviados', parent: undefined, share: 2 },
  { key: 'archive', displayName: 'Archivo', parent: undefined, share: 1 },
  { key: 'drafts', displayName: 'Borradores', parent: undefined, share: 0 },
] as const;

export type FolderKey = (typeof FOLDERS)[number]['key'];

/** One mail item as the export part of Graph lists it; the bytes come from `itemBytes`. */
export interface MailItem {
  readonly id: string;
  readonly folder: string;
  /** Order within the mailbox; the cursor of `items/delta`. */
  readonly seq: number;
  /** Bytes of the export. */
  readonly size: number;
  readonly at: string;
  readonly data?: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Folder of the generated item `n`: the shares, dealt in turn. */
function folderOf(n: number): FolderKey {
  let left = n % 10;
  for (const folder of FOLDERS) {
    if (left < folder.share) return folder.key;
    left -= folder.share;
  }
  return 'inbox';
}

/** The address that Exchange gives a mailbox (`MBX:...@...`); a new generation has another. */
export const mailboxAddress = (mailbox: Pick<SandboxMailbox, 'id' | 'generation'>): string =>
  `MBX:${digest(`mailbox ${mailbox.id} ${mailbox.generation}`).toString('hex').slice(0, 8)}@5f0a1c00`;

/** Opaque id of a folder. */
export const folderId = (mailbox: Pick<SandboxMailbox, 'id' | 'generation'>, key: string): string =>
  `AAMk${digest(`folder ${mailbox.id} ${mailbox.generation} ${key}`).toString('base64url')}=`;

/** Opaque id of an item; item ids of one mailbox mean nothing in another. */
export const itemId = (mailbox: Pick<SandboxMailbox, 'id' | 'generation'>, seq: number): string =>
  `AAMk${digest(`item ${mailbox.id} ${mailbox.generation} ${seq}`).toString('base64url')}${seq.toString(36)}=`;

/** Mostly 1 to 33 KB; one in twenty-five between 400 and 900 KB. */
function sizeOf(id: string): number {
  const random = digest(`size ${id}`).readUInt32BE();
  return random % 25 === 7 ? 400_000 + (random % 500_000) : 1_000 + (random % 32_000);
}

function generatedItem(mailbox: SandboxMailbox, n: number): MailItem {
  const id = itemId(mailbox, n + 1);
  const at = new Date(Date.UTC(2026, 0, 1) + n * 8 * 3_600_000).toISOString();
  return { id, folder: folderOf(n), seq: n + 1, size: sizeOf(id), at };
}

const fromAdded = (item: AddedItem): MailItem => ({ ...item });

/** Items of a folder after a sequence, in order, at most `limit`: a page costs what it holds. */
export function itemsAfter(
  tenant: SandboxTenant,
  mailbox: SandboxMailbox,
  folder: string,
  after: number,
  limit: number,
): readonly MailItem[] {
  const found: MailItem[] = [];
  for (let n = after; n < mailbox.generated && found.length < limit; n += 1) {
    if (folderOf(n) === folder) found.push(generatedItem(mailbox, n));
  }
  if (found.length >= limit) return found;
  const added = tenant
    .itemsOf(mailboxAddress(mailbox))
    .filter((item) => item.folder === folder && item.seq > after);
  return [...found, ...added.map(fromAdded)].slice(0, limit);
}

/** One item by its id, without walking the mailbox: the id ends with its sequence. */
export function itemById(tenant: SandboxTenant, mailbox: SandboxMailbox, id: string): MailItem | undefined {
  const added = tenant.get('item', id);
  if (added) return added.mailbox === mailboxAddress(mailbox) ? fromAdded(added) : undefined;
  const seq = Number.parseInt(id.slice(47, -1), 36);
  if (!(seq >= 1 && seq <= mailbox.generated) || itemId(mailbox, seq) !== id) return undefined;
  return generatedItem(mailbox, seq - 1);
}

/** Number of items in a folder. */
export function itemCount(mailbox: SandboxMailbox, key: string): number {
  const rounds = Math.floor(mailbox.generated / 10);
  const share = FOLDERS.find((folder) => folder.key === key)?.share ?? 0;
  let count = rounds * share + (mailbox.added[key] ?? 0);
  for (let n = rounds * 10; n < mailbox.generated; n += 1) if (folderOf(n) === key) count += 1;
  return count;
}

/** The bytes that an export of the item gives: always the same for the same item, and `size` long. */
export function itemBytes(item: MailItem): Buffer {
  if (item.data !== undefined) return Buffer.from(item.data, 'base64');
  const key = digest(`bytes ${item.id}`);
  return createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16)).update(Buffer.alloc(item.size));
}

/** Changes with each version of the item; ours never change. */
export const changeKey = (item: MailItem): string =>
  digest(`change ${item.id}`).toString('base64').slice(0, 24);

/** Puts items into a folder: mail that arrives (of `size` bytes), or what an import brings. Committed. */
export function addItems(
  tenant: SandboxTenant,
  mailbox: SandboxMailbox,
  folder: string,
  items: readonly { readonly size?: number; readonly data?: string }[],
): readonly MailItem[] {
  const rows = items.map(({ size, data }, n): AddedItem => {
    const seq = mailbox.itemSeq + 1 + n;
    const id = itemId(mailbox, seq);
    const bytes = data === undefined ? (size ?? sizeOf(id)) : Buffer.byteLength(data, 'base64');
    return { id, mailbox: mailboxAddress(mailbox), folder, seq, size: bytes, at: tenant.now(), data };
  });
  const added = { ...mailbox.added, [folder]: (mailbox.added[folder] ?? 0) + rows.length };
  tenant.commit([
    ...rows.map((row) => ({ put: 'item', row }) as const),
    { put: 'mailbox', row: { ...mailbox, itemSeq: mailbox.itemSeq + rows.length, added } },
  ]);
  return rows.map(fromAdded);
}
