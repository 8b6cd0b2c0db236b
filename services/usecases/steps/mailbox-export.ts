import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { MailboxItem } from '../../ports/mailbox.ts';
import type { Deps } from '../deps.ts';

/** Graph takes at most 20 ids a call; 8 MB keeps an answer within memory and time. */
const MOST_ITEMS = 20;
const MOST_BYTES = 8 * 1024 * 1024;

const itemLine = z.object({
  item: z.string(),
  folder: z.string(),
  changeKey: z.string().optional(),
  bytes: z.number(),
  sha256: z.string(),
});
/** One item of a backup, as journal and manifest tell it; `bytes` of the exported stream, `sha256` hex of it. */
export type ItemLine = z.infer<typeof itemLine>;

const cursorLine = z.object({ folder: z.string(), cursor: z.string() });
/** Where a folder's listing goes on. */
export type CursorLine = z.infer<typeof cursorLine>;

export interface BackupPlace {
  /** Name of the backup: the case's code. */
  readonly backup: string;
  readonly mailboxId: string;
}

/** Exports the items into the backup store and notes each in the journal. Items that are gone meanwhile are left out. */
export async function exportInto(
  deps: Deps,
  place: BackupPlace,
  folder: string,
  items: readonly MailboxItem[],
): Promise<number> {
  let exported = 0;
  for (const call of callsOf(items)) {
    const lines: string[] = [];
    const answers = await deps.mailbox.exportItems(
      place.mailboxId,
      call.map((one) => one.id),
    );
    for (const item of call) {
      const answer = answers.find((one) => one.id === item.id);
      if (answer && 'error' in answer && /notfound/i.test(answer.error)) continue;
      if (!answer || 'error' in answer)
        throw new AppError('mailbox_item_failed', {
          detail: { reason: answer && 'error' in answer ? answer.error : 'missing' },
        });
      await deps.backups.putItem(place.backup, item.id, answer.data);
      const line: ItemLine = {
        item: item.id,
        folder,
        changeKey: item.changeKey ?? answer.changeKey,
        bytes: answer.data.length,
        sha256: sha256(answer.data),
      };
      lines.push(JSON.stringify(line));
    }
    await deps.backups.appendJournal(place.backup, lines);
    exported += lines.length;
  }
  return exported;
}

/** Cuts the items into calls that keep to both limits; one item larger than the bytes goes alone. */
export function callsOf(items: readonly MailboxItem[]): readonly (readonly MailboxItem[])[] {
  const calls: MailboxItem[][] = [];
  let bytes = 0;
  for (const item of items) {
    const last = calls.at(-1);
    if (!last || last.length >= MOST_ITEMS || bytes + item.size > MOST_BYTES) {
      calls.push([item]);
      bytes = item.size;
    } else {
      last.push(item);
      bytes += item.size;
    }
  }
  return calls;
}

export const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** Reads a journal or manifest: the latest line of each item, and the latest cursor of each folder. */
export async function readLines(
  lines: AsyncIterable<string>,
): Promise<{ items: Map<string, ItemLine>; cursors: Map<string, string> }> {
  const items = new Map<string, ItemLine>();
  const cursors = new Map<string, string>();
  for await (const text of lines) {
    const value: unknown = JSON.parse(text);
    const item = itemLine.safeParse(value);
    const cursor = cursorLine.safeParse(value);
    if (item.success) items.set(item.data.item, item.data);
    else if (cursor.success) cursors.set(cursor.data.folder, cursor.data.cursor);
  }
  return { items, cursors };
}
