import { z } from 'zod';
import type { StepResult } from '../../domain/command.ts';
import type { Deps } from '../deps.ts';
import { BackupList, type BackupPlace } from './mailbox-export.ts';
import { accountId, failed, proved, type StepContext, type StepOutcome, type StepRun } from './step.ts';

const cursorSchema = z.object({
  mailboxId: z.string(),
  /** Index of the folder to go on with. */
  folder: z.number(),
  /** Items found in this round; a round that finds none ends the listing. */
  found: z.number(),
  round: z.number(),
  /** A part of the list from which on the next one is looked for. */
  part: z.number(),
  /** Items listed so far, and how many the mailbox said that it has: for the card. */
  done: z.number(),
  total: z.number(),
});
type Cursor = z.infer<typeof cursorSchema>;

/**
 * Exports the whole mailbox into the backup store, folder by folder and page by page, then follows each folder's
 * changes until a round finds none: mail still arrives after the block. Resumes at the item. Memory: a page.
 */
export const backUpMailbox: StepRun = async (context) => {
  const { deps, case: value, step } = context;
  const parsed = cursorSchema.safeParse(step.cursor);
  const mailboxId = parsed.success ? parsed.data.mailboxId : await deps.mailbox.exportId(accountId(value));
  if (!mailboxId) return withoutMailbox(context);
  const fresh: Cursor = { mailboxId, folder: 0, found: 0, round: 1, part: 0, done: 0, total: 0 };
  return exportRounds(context, parsed.success ? parsed.data : fresh);
};

/** No mailbox, proven, is a pass that the specialist confirms. */
async function withoutMailbox({ deps, case: value, step }: StepContext): Promise<StepOutcome> {
  if (!(await deps.directory.user(accountId(value)))) return failed('target_unknown');
  const state = await deps.mailbox.state(accountId(value));
  if (state.exists) return failed('mailbox_not_exportable');
  return step.by
    ? proved({ mailbox: false, confirmedBy: step.by.id })
    : { state: 'waiting', reason: { code: 'confirm_no_mailbox' } };
}

const cursorName = (folder: string) => `cursor ${folder}`;

async function exportRounds(context: StepContext, start: Cursor): Promise<StepOutcome> {
  const { deps, case: value } = context;
  const place: BackupPlace = { backup: value._id, mailboxId: start.mailboxId };
  const folders = await deps.mailbox.folders(place.mailboxId);
  const list = await BackupList.open(deps, place, start.part);
  let at: Cursor = { ...start, total: folders.reduce((sum, one) => sum + one.itemCount, 0) };
  for (;;) {
    const folder = folders[at.folder];
    if (!folder) {
      if (at.found === 0 && at.round > 1) return sealed(deps, place, list);
      at = { ...at, folder: 0, found: 0, round: at.round + 1 };
      continue;
    }
    const name = cursorName(folder.id);
    const page = await deps.mailbox.itemChanges(
      place.mailboxId,
      folder.id,
      await deps.backups.getNote(place.backup, name),
    );
    const added = await list.add(folder.id, page.items);
    await deps.backups.putNote(place.backup, name, page.cursor);
    at = { ...at, found: at.found + added, done: at.done + added, part: list.next };
    if (!page.more) at = { ...at, folder: at.folder + 1 };
    if (Date.now() >= context.sliceEndsAt) return { state: 'running', cursor: at };
  }
}

/** Name of the note that keeps the mailbox's folders: without them a copy would be a heap. */
export const FOLDERS = 'folders';

/** Keeps the folders as they are now, then writes the manifest: one line an item, ids, bytes and SHA-256. */
async function sealed(deps: Deps, place: BackupPlace, list: BackupList): Promise<StepOutcome> {
  const folders = await deps.mailbox.folders(place.mailboxId);
  await deps.backups.putNote(place.backup, FOLDERS, JSON.stringify(folders));
  const backup = await writeManifest(deps, place, list);
  return proved({ items: backup.items, bytes: backup.bytes, sha256: backup.sha256 }, { backup });
}

type Backup = NonNullable<NonNullable<StepResult['learned']>['backup']>;

/** Writes the manifest of the list, after everything that it tells, and answers what the case keeps of it. */
export async function writeManifest(deps: Deps, place: BackupPlace, list: BackupList): Promise<Backup> {
  let items = 0;
  let bytes = 0;
  async function* lines() {
    for await (const line of list.items()) {
      items += 1;
      bytes += line.bytes;
      yield JSON.stringify(line);
    }
  }
  const written = await deps.backups.putManifest(place.backup, lines());
  const { location, sha256 } = written;
  return { location, items, bytes, sha256, mailboxId: place.mailboxId };
}

/** Whether a specialist confirmed that there is no mailbox to back up. */
export function confirmedEmpty({ case: value }: Pick<StepContext, 'case'>): boolean {
  return value.steps.some(
    (one) => one.kind === 'back_up_mailbox' && one.state === 'done' && one.by !== undefined,
  );
}
