import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MailboxItem } from '../../ports/mailbox.ts';
import { confirmedEmpty, writeManifest } from './back-up-mailbox.ts';
import { BackupList, type BackupPlace, readItemLine, sha256 } from './mailbox-export.ts';
import { accountId, failed, proved, type StepContext, type StepOutcome, type StepRun } from './step.ts';

const cursorSchema = z.discriminatedUnion('phase', [
  /** Reading back: lines of the manifest that are compared already. */
  z.object({ phase: z.literal('read'), line: z.number() }),
  /** Comparing with what the mailbox lists now. */
  z.object({
    phase: z.literal('list'),
    folder: z.number(),
    cursor: z.string().optional(),
    /** Items that the manifest does not have yet. */
    late: z.number(),
    part: z.number(),
  }),
]);
type ReadCursor = Extract<z.infer<typeof cursorSchema>, { phase: 'read' }>;
type ListCursor = Extract<z.infer<typeof cursorSchema>, { phase: 'list' }>;

const LISTING: ListCursor = { phase: 'list', folder: 0, late: 0, part: 0 };

/**
 * Proves the backup: every item reads back from the store with the SHA-256 that the manifest says, the manifest is
 * the one that was written, and every item that the mailbox lists now is in it with the change key that was exported
 * (a latecomer is fetched, read back, and the listing begins again). Only then may the licence go. In slices.
 * Memory: a page, and one item.
 */
export const verifyBackup: StepRun = async (context) => {
  const { case: value, deps, step } = context;
  if (!value.backup)
    return confirmedEmpty(context) ? proved({ mailbox: false }) : failed('backup_not_verified');
  const mailboxId = await deps.mailbox.exportId(accountId(value));
  if (!mailboxId) return failed('mailbox_not_exportable');
  const parsed = cursorSchema.safeParse(step.cursor);
  const at = parsed.success ? parsed.data : ({ phase: 'read', line: 0 } as const);
  if (at.phase === 'list') return compareListing(context, { backup: value._id, mailboxId }, at);
  const read = await readBack(context, at);
  return read ?? compareListing(context, { backup: value._id, mailboxId }, LISTING);
};

/** Undefined once every line reads back. */
async function readBack(context: StepContext, at: ReadCursor): Promise<StepOutcome | undefined> {
  const { deps, case: value } = context;
  const manifest = createHash('sha256');
  let line = 0;
  for await (const text of deps.backups.readManifest(value._id)) {
    manifest.update(`${text}\n`);
    line += 1;
    if (line <= at.line) continue;
    const told = readItemLine(text);
    const data = await deps.backups.getItem(value._id, told.item);
    if (!data || data.length !== told.bytes || sha256(data) !== told.sha256)
      return failed('backup_differs', { item: told.item });
    if (Date.now() >= context.sliceEndsAt) return { state: 'running', cursor: { phase: 'read', line } };
  }
  const whole = line === value.backup?.items && manifest.digest('hex') === value.backup.sha256;
  return whole ? undefined : failed('backup_differs');
}

async function compareListing(
  context: StepContext,
  place: BackupPlace,
  start: ListCursor,
): Promise<StepOutcome> {
  const { deps, case: value } = context;
  const folders = await deps.mailbox.folders(place.mailboxId);
  const list = await BackupList.open(deps, place, start.part);
  let at = start;
  for (let folder = folders[at.folder]; folder; folder = folders[at.folder]) {
    const page = await deps.mailbox.itemChanges(place.mailboxId, folder.id, at.cursor);
    const late = await list.add(folder.id, page.items);
    if (late > 0 && !(await readsBack(context, page.items))) return failed('backup_differs');
    const next = page.more
      ? { folder: at.folder, cursor: page.cursor }
      : { folder: at.folder + 1, cursor: undefined };
    at = { phase: 'list', ...next, late: at.late + late, part: list.next };
    if (Date.now() >= context.sliceEndsAt) return { state: 'running', cursor: { ...at } };
  }
  if (at.late > 0 || !value.backup) {
    const backup = await writeManifest(deps, place, list);
    return { state: 'running', cursor: { ...LISTING, part: list.next }, learned: { backup } };
  }
  const backup = { ...value.backup, verifiedAt: deps.clock.deskNow() };
  return proved({ items: backup.items, sha256: backup.sha256, compared: true }, { backup });
}

async function readsBack(
  { deps, case: value }: StepContext,
  items: readonly MailboxItem[],
): Promise<boolean> {
  for (const item of items) {
    const about = await deps.backups.itemAbout(value._id, item.id);
    const data = about && (await deps.backups.getItem(value._id, item.id));
    if (about && (!data || data.length !== about.bytes || sha256(data) !== about.sha256)) return false;
  }
  return true;
}
