import { z } from 'zod';
import type { Case } from '../../domain/case.ts';
import { OFFER } from '../../domain/mail-return.ts';
import type { BackupRecord } from '../../domain/snapshot.ts';
import { translator } from '../../locale/translate.ts';
import type { MailboxFolder } from '../../ports/mailbox.ts';
import { FOLDERS } from './back-up-mailbox.ts';
import { type ItemLine, readItemLine } from './mailbox-export.ts';
import { ReturnFolders, type Target } from './return-folders.ts';
import { importWindow, type ReturnPlace } from './return-items.ts';
import {
  accountId,
  failed,
  proved,
  type StepContext,
  type StepOutcome,
  type StepRun,
  unproved,
  waits,
} from './step.ts';

/** How often the address of a mailbox that has just been made is looked for. */
const LOOKS = 30;

/** Items between two checkpoints. */
const WINDOW = 40;

const checkpointSchema = z.object({
  /** Lines of the manifest that are settled. */
  line: z.number(),
  imported: z.number(),
  failed: z.number(),
  /** Where each former folder went, and how many items are known to lie there. */
  targets: z.array(z.object({ folder: z.string(), id: z.string(), count: z.number() })),
});
/** How far a return is; a note in the backup store, replaced whole after each window. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

/**
 * Puts a verified backup into the mailbox of an account that came back, where that mailbox is a new one: first asks
 * the specialist whether it is wanted, then imports item by item, in slices, into folders of the former names below
 * one folder of the case's own, so that nothing mixes with new mail and counts are exact. Resumes at the item and
 * imports nothing twice. Proved by what the new folders hold. Memory: a window of lines, and one item a folder.
 */
export const restoreMailbox: StepRun = async (context) => {
  const { deps, case: value } = context;
  const source = await deps.cases.lastSnapshotOf(accountId(value));
  const backup = source?.backup;
  if (!source || !backup?.verifiedAt || backup.items === 0) return proved({ backup: null });
  if (value.mailReturn?.state === 'returned') return proved({ returned: true });
  const mailboxId = await deps.mailbox.exportId(accountId(value));
  if (!mailboxId)
    return context.step.attempts < LOOKS
      ? waits(context, 'mailbox_provisioning', { first: 1, most: 60 })
      : failed('mailbox_not_exportable');
  if (!backup.mailboxId || mailboxId === backup.mailboxId) return proved({ mailbox: 'same' });
  if (value.mailReturn?.state !== 'accepted') return offered(value, source, backup);
  const claimed = await deps.register.claim(
    accountId(value),
    value.target?.userPrincipalName ?? '',
    value._id,
    deps.clock.realNow(),
  );
  if (!claimed) return failed('target_busy');
  return importOn(context, { backup: source._id, mailboxId, returnedBy: value._id }, backup);
};

function offered(value: Case, source: Case, { items, bytes }: BackupRecord): StepOutcome {
  const known = value.unrestored ?? [];
  const unrestored = known.some((one) => one.what === 'mailbox')
    ? known
    : [...known, { what: 'mailbox', name: '', why: 'mailbox_new' } as const];
  const mailReturn = { from: source._id, items, bytes, state: 'offered' } as const;
  return { state: 'waiting', reason: { code: OFFER }, learned: { mailReturn, unrestored } };
}

async function importOn(
  context: StepContext,
  place: ReturnPlace,
  backup: BackupRecord,
): Promise<StepOutcome> {
  const { deps, case: value } = context;
  const name = `return ${place.returnedBy}`;
  const kept = await deps.backups.getNote(place.backup, name);
  const parsed = checkpointSchema.safeParse(kept === undefined ? undefined : JSON.parse(kept));
  let at: Checkpoint = parsed.success ? parsed.data : { line: 0, imported: 0, failed: 0, targets: [] };
  const folders = await openFolders(context, place, at);
  const session = await deps.mailbox.openImport(place.mailboxId);
  let resumed = true;
  for await (const window of windowsOf(deps.backups.readManifest(place.backup), at.line)) {
    const targets: Target[] = [];
    for (const line of window) targets.push(await folders.targetOf(line.folder));
    const settled = await importWindow(
      { deps, place, session },
      { start: at.line, lines: window, targets, resumed },
    );
    resumed = false;
    at = {
      line: at.line + window.length,
      imported: at.imported + settled.imported,
      failed: at.failed + settled.failed,
      targets: folders.kept(),
    };
    await deps.backups.putNote(place.backup, name, JSON.stringify(at));
    if (Date.now() >= context.sliceEndsAt && at.line < backup.items)
      return { state: 'running', cursor: { done: at.line, total: backup.items } };
  }
  return at.line === backup.items ? counted(context, place, at, value) : failed('backup_differs');
}

async function openFolders({ deps, case: value }: StepContext, place: ReturnPlace, at: Checkpoint) {
  const note = (await deps.backups.getNote(place.backup, FOLDERS)) ?? '[]';
  const root = translator(value.locale)('step.returnFolder', { code: place.backup });
  return new ReturnFolders(deps, place.mailboxId, root, JSON.parse(note) as readonly MailboxFolder[], at);
}

/** Lines from the one after `skip` on, some at a time. */
async function* windowsOf(
  manifest: AsyncIterable<string>,
  skip: number,
): AsyncGenerator<readonly ItemLine[]> {
  let passed = 0;
  let window: ItemLine[] = [];
  for await (const text of manifest) {
    passed += 1;
    if (passed <= skip) continue;
    window.push(readItemLine(text));
    if (window.length < WINDOW) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}

/** The proof: the new folders hold together what was imported. People who move mail out meanwhile are said so. */
async function counted(
  context: StepContext,
  { mailboxId }: ReturnPlace,
  at: Checkpoint,
  value: Case,
): Promise<StepOutcome> {
  let found = 0;
  for (const { id } of at.targets)
    found += (await context.deps.mailbox.folder(mailboxId, id))?.itemCount ?? 0;
  if (found !== at.imported) {
    const again = unproved(context);
    return again.state === 'failed' ? failed('mail_count_differs', { found, expected: at.imported }) : again;
  }
  const { imported, failed: refused } = at;
  const mailReturn = value.mailReturn && {
    ...value.mailReturn,
    state: 'returned' as const,
    imported,
    failed: refused,
  };
  const others = (value.unrestored ?? []).filter((one) => one.what !== 'mailbox' && one.what !== 'messages');
  const unrestored =
    refused > 0 ? [...others, { what: 'messages', name: String(refused), why: 'refused' } as const] : others;
  return proved({ imported, failed: refused, found }, { mailReturn, unrestored });
}
