import { z } from 'zod';
import type { StepResult } from '../../domain/command.ts';
import type { Deps } from '../deps.ts';
import { type BackupPlace, exportInto, type ItemLine, readLines, sha256 } from './mailbox-export.ts';
import { accountId, failed, proved, type StepContext, type StepOutcome, type StepRun } from './step.ts';

const cursorSchema = z.object({
  mailboxId: z.string(),
  /** Index of the folder to go on with. */
  folder: z.number(),
  /** Items found in this round; a round that finds none ends the listing. */
  found: z.number(),
  round: z.number(),
});
type Cursor = z.infer<typeof cursorSchema>;

/**
 * Exports the whole mailbox into the backup store, folder by folder and page by page, then follows each folder's
 * changes until a round finds none: mail still arrives after the block. Resumes at the page.
 */
export const backUpMailbox: StepRun = async (context) => {
  const { deps, case: value, step } = context;
  const parsed = cursorSchema.safeParse(step.cursor);
  const mailboxId = parsed.success ? parsed.data.mailboxId : await deps.mailbox.exportId(accountId(value));
  if (!mailboxId) return withoutMailbox(context);
  const start: Cursor = parsed.success ? parsed.data : { mailboxId, folder: 0, found: 0, round: 1 };
  return exportRounds(context, start);
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

async function exportRounds(context: StepContext, start: Cursor): Promise<StepOutcome> {
  const { deps, case: value } = context;
  const place: BackupPlace = { backup: value._id, mailboxId: start.mailboxId };
  const folders = await deps.mailbox.folders(start.mailboxId);
  const { cursors } = await readLines(deps.backups.readJournal(place.backup));
  let at = start;
  for (;;) {
    const folder = folders[at.folder];
    if (!folder) {
      if (at.found === 0 && at.round > 1) return sealed(deps, place);
      at = { ...at, folder: 0, found: 0, round: at.round + 1 };
      continue;
    }
    const page = await deps.mailbox.itemChanges(place.mailboxId, folder.id, cursors.get(folder.id));
    const exported = await exportInto(deps, place, folder.id, page.items);
    cursors.set(folder.id, page.cursor);
    await deps.backups.appendJournal(place.backup, [
      JSON.stringify({ folder: folder.id, cursor: page.cursor }),
    ]);
    at = { ...at, found: at.found + exported, folder: page.more ? at.folder : at.folder + 1 };
    if (Date.now() >= context.sliceEndsAt) return { state: 'running', cursor: at };
  }
}

/** Writes the manifest from the journal: one line an item, ids, bytes and SHA-256. */
async function sealed(deps: Deps, place: BackupPlace): Promise<StepOutcome> {
  const { items } = await readLines(deps.backups.readJournal(place.backup));
  const backup = await writeManifest(deps, place.backup, items);
  return proved({ items: backup.items, bytes: backup.bytes, sha256: backup.sha256 }, { backup });
}

type Backup = NonNullable<NonNullable<StepResult['learned']>['backup']>;

/** Writes the manifest of these items and answers what the case keeps of it. */
export async function writeManifest(
  deps: Deps,
  backup: string,
  items: ReadonlyMap<string, ItemLine>,
): Promise<Backup> {
  let bytes = 0;
  async function* lines() {
    for (const line of items.values()) {
      bytes += line.bytes;
      yield JSON.stringify(line);
    }
  }
  const written = await deps.backups.putManifest(backup, lines());
  return { location: written.location, items: items.size, bytes, sha256: written.sha256 };
}

/**
 * Proves the backup: every item that the mailbox lists now is in the manifest with the change key that was
 * exported (a latecomer is fetched), and every item reads back from the store with the SHA-256 that the manifest
 * says. Only then may the licence go.
 */
export const verifyBackup: StepRun = async (context) => {
  const { deps, case: value } = context;
  if (!value.backup)
    return confirmedEmpty(context) ? proved({ mailbox: false }) : failed('backup_not_verified');
  const mailboxId = await deps.mailbox.exportId(accountId(value));
  if (!mailboxId) return failed('mailbox_not_exportable');
  const place: BackupPlace = { backup: value._id, mailboxId };
  const known = (await readLines(deps.backups.readManifest(place.backup))).items;
  const late = await exportLatecomers(context, place, known);
  if (late > 0) {
    const { items } = await readLines(deps.backups.readJournal(place.backup));
    return {
      state: 'running',
      cursor: { late },
      learned: { backup: await writeManifest(deps, place.backup, items) },
    };
  }
  for (const line of known.values()) {
    const data = await deps.backups.getItem(place.backup, line.item);
    if (!data || data.length !== line.bytes || sha256(data) !== line.sha256)
      return failed('backup_differs', { item: line.item });
  }
  const backup = { ...value.backup, verifiedAt: deps.clock.deskNow() };
  return proved({ items: known.size, sha256: backup.sha256, compared: true }, { backup });
};

async function exportLatecomers(
  { deps }: StepContext,
  place: BackupPlace,
  known: ReadonlyMap<string, ItemLine>,
): Promise<number> {
  let late = 0;
  for (const folder of await deps.mailbox.folders(place.mailboxId)) {
    let cursor: string | undefined;
    for (let more = true; more; ) {
      const page = await deps.mailbox.itemChanges(place.mailboxId, folder.id, cursor);
      const missing = page.items.filter(
        (one) => known.get(one.id)?.changeKey !== one.changeKey || !known.has(one.id),
      );
      late += await exportInto(deps, place, folder.id, missing);
      cursor = page.cursor;
      more = page.more;
    }
  }
  return late;
}

/** Whether a specialist confirmed that there is no mailbox to back up. */
export function confirmedEmpty({ case: value }: Pick<StepContext, 'case'>): boolean {
  return value.steps.some(
    (one) => one.kind === 'back_up_mailbox' && one.state === 'done' && one.by !== undefined,
  );
}
