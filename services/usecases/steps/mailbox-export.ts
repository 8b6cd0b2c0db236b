import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { KeptItem } from '../../ports/backup-store.ts';
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
/** One item as the backup's list and its manifest tell it; `bytes` of the exported stream, `sha256` hex of it. */
export type ItemLine = z.infer<typeof itemLine>;

/** A line of a part; `replaces`: an earlier part may tell an older version of the item. */
const partLine = itemLine.extend({ replaces: z.literal(true).optional() });

interface Wanted extends MailboxItem {
  readonly replaces: boolean;
}

export interface BackupPlace {
  /** Name of the backup: the case's code. */
  readonly backup: string;
  readonly mailboxId: string;
}

const partName = (part: number) => `part ${String(part).padStart(8, '0')}`;

export const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** Reads a line of the manifest. Throws `AppError('backup_failed')` for one that is none. */
export function readItemLine(text: string): ItemLine {
  const line = itemLine.safeParse(JSON.parse(text));
  if (!line.success) throw new AppError('backup_failed', { detail: { why: 'manifest' } });
  return line.data;
}

/**
 * The list of a backup while it grows: parts of lines, each written whole after the items that it tells. What is
 * stored of an item names its part, so that a page that comes again after a crash, or twice in a listing, is neither
 * exported nor told twice. Memory: a page.
 */
export class BackupList {
  readonly #deps: Deps;
  readonly #place: BackupPlace;
  /** Number of the part that is written next. */
  next: number;
  #lastRead: { part: number; items: ReadonlySet<string> } | undefined;

  private constructor(deps: Deps, place: BackupPlace, next: number) {
    this.#deps = deps;
    this.#place = place;
    this.next = next;
  }

  /** Goes on after the last part that is there, looked for from `from` on. */
  static async open(deps: Deps, place: BackupPlace, from: number): Promise<BackupList> {
    let next = from;
    while ((await deps.backups.getNote(place.backup, partName(next))) !== undefined) next += 1;
    return new BackupList(deps, place, next);
  }

  /** Exports what is not there yet of a page of a folder, and writes the part that tells it; how many were new. */
  async add(folder: string, items: readonly MailboxItem[]): Promise<number> {
    const told: KeptItem[] = [];
    const wanted: Wanted[] = [];
    for (const item of new Map(items.map((one) => [one.id, one])).values()) {
      const about = await this.#deps.backups.itemAbout(this.#place.backup, item.id);
      const current = about !== undefined && about.changeKey === item.changeKey;
      if (current && about.part === this.next) told.push(about);
      else if (!current || !(await this.#tells(about)))
        wanted.push({ ...item, replaces: about !== undefined });
    }
    for (const call of callsOf(wanted)) told.push(...(await this.#export(folder, call)));
    if (told.length === 0) return 0;
    const text = told.map(({ part: _, ...line }) => JSON.stringify(line)).join('\n');
    await this.#deps.backups.putNote(this.#place.backup, partName(this.next), text);
    this.next += 1;
    return told.length;
  }

  async #tells(about: KeptItem): Promise<boolean> {
    if (this.#lastRead?.part !== about.part) {
      const lines = await linesOf(this.#deps, this.#place.backup, about.part);
      this.#lastRead = { part: about.part, items: new Set(lines.map((one) => one.item)) };
    }
    return this.#lastRead.items.has(about.item);
  }

  /** Items that are gone meanwhile are left out; another error of one item ends the call, with the others kept. */
  async #export(folder: string, call: readonly Wanted[]): Promise<readonly KeptItem[]> {
    const { backups, mailbox } = this.#deps;
    const ids = call.map((one) => one.id);
    const answers = await mailbox.exportItems(this.#place.mailboxId, ids);
    const exported: KeptItem[] = [];
    const failed: string[] = [];
    for (const item of call) {
      const answer = answers.find((one) => one.id === item.id);
      if (answer && 'error' in answer && /notfound/i.test(answer.error)) continue;
      if (!answer || 'error' in answer) {
        failed.push(answer?.error ?? 'missing');
        continue;
      }
      const about: KeptItem = {
        item: item.id,
        folder,
        changeKey: item.changeKey ?? answer.changeKey,
        bytes: answer.data.length,
        sha256: sha256(answer.data),
        part: this.next,
        ...(item.replaces && { replaces: true }),
      };
      await backups.putItem(this.#place.backup, about, answer.data);
      exported.push(about);
    }
    if (failed.length > 0)
      throw new AppError('mailbox_item_failed', { detail: { reason: failed[0], items: failed.length } });
    return exported;
  }

  /** Every item once, as it was told last; streamed, part by part. Memory: the items that were replaced. */
  async *items(): AsyncGenerator<ItemLine> {
    const latest = new Map<string, number>();
    for (let part = 0; part < this.next; part += 1) {
      for (const line of await linesOf(this.#deps, this.#place.backup, part)) {
        if (line.replaces) latest.set(line.item, part);
      }
    }
    for (let part = 0; part < this.next; part += 1) {
      for (const line of await linesOf(this.#deps, this.#place.backup, part)) {
        if (part >= (latest.get(line.item) ?? 0)) yield itemLine.parse(line);
      }
    }
  }
}

async function linesOf(deps: Deps, backup: string, part: number) {
  const text = (await deps.backups.getNote(backup, partName(part))) ?? '';
  const lines = z
    .array(partLine)
    .safeParse(text === '' ? [] : text.split('\n').map((one) => JSON.parse(one)));
  if (!lines.success) throw new AppError('backup_failed', { detail: { why: 'part', part } });
  return lines.data;
}

/** Cuts the items into calls that keep to both limits; one item larger than the bytes goes alone. */
export function callsOf<I extends MailboxItem>(items: readonly I[]): readonly (readonly I[])[] {
  const calls: I[][] = [];
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
