import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Fields, Kind } from '../../services/domain/case.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { Step } from '../../services/domain/plan.ts';
import type { BackupStore } from '../../services/ports/backup-store.ts';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { readItemLine, sha256 } from '../../services/usecases/steps/mailbox-export.ts';
import { restoreMailbox } from '../../services/usecases/steps/restore-mailbox.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { memoryBackups } from '../support/memory-backups.ts';

let desk: DeskHarness;
let requests: SandboxExchange[];
const backups = { current: memoryBackups() };
const onExchange = (one: SandboxExchange) => void requests.push(one);
beforeEach(async () => {
  requests = [];
  backups.current = memoryBackups();
  desk = await openDesk({ backups: backups.current }, onExchange);
});
afterEach(() => desk.close());

const current = (code: string) => desk.caseOf(code);

let drafts = 0;
async function done(kind: Kind, more: Fields): Promise<Case> {
  drafts += 1;
  const fields: Fields = { account: { value: desk.idOf('andres') }, reason: { value: 'leave' }, ...more };
  const outcome = await desk.desk.openCase(
    { draftId: `mail-${drafts}`, kind, fields, locale: 'es-CO' },
    await desk.as('hernan'),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  await says(outcome.case._id, 'approve');
  return current(outcome.case._id);
}

async function says(code: string, name: 'approve' | 'return_mail' | 'skip_mail', by = 'sofia') {
  const { stage } = await current(code);
  const outcome = await desk.desk.command(code, { name }, await desk.as(by), stage);
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(code);
}

async function confirmed(value: Case): Promise<void> {
  await desk.desk.command(value._id, { name: 'confirm' }, await desk.as('hernan'), value.stage);
  await desk.settle();
}

/** Andrés comes back; after so many days that his mailbox is a new one, unless told otherwise. */
async function back({ items = 40, lost = true } = {}): Promise<{ before: Case; value: Case }> {
  controlTenant(desk.sandbox.tenant, { do: 'mail-items', userId: desk.idOf('andres'), count: items });
  const before = await done('deactivate', { effectiveDate: { value: '2026-11-20' } });
  await confirmed(before);
  const at = '2026-01-01T00:00:00Z';
  if (lost) controlTenant(desk.sandbox.tenant, { do: 'unlicensed-since', userId: desk.idOf('andres'), at });
  requests.length = 0;
  const contract: Fields = { contractNumber: { value: 'CPS-045-2027' }, endDate: { value: '2027-06-30' } };
  return { before, value: await done('activate', contract) };
}

const step = (value: Case) => value.steps.find((one) => one.kind === 'restore_mailbox');

/** SHA-256 of all that lies in the mailbox, folder by folder. */
async function contents(): Promise<ReadonlyMap<string, readonly string[]>> {
  const mailboxId = (await desk.deps.mailbox.exportId(desk.idOf('andres'))) ?? '';
  const found = new Map<string, string[]>();
  for (const folder of await desk.deps.mailbox.folders(mailboxId)) {
    const { items } = await desk.deps.mailbox.itemChanges(mailboxId, folder.id);
    const hashes: string[] = [];
    for (let from = 0; from < items.length; from += 20) {
      const ids = items.slice(from, from + 20).map((one) => one.id);
      for (const one of await desk.deps.mailbox.exportItems(mailboxId, ids))
        if ('data' in one) hashes.push(sha256(one.data));
    }
    if (hashes.length > 0) found.set(folder.displayName, hashes.sort());
  }
  return found;
}

async function manifestOf(before: Case): Promise<readonly string[]> {
  const hashes: string[] = [];
  for await (const line of backups.current.readManifest(before._id)) hashes.push(readItemLine(line).sha256);
  return hashes.sort();
}

async function expectEverythingOnce(before: Case): Promise<void> {
  const all = [...(await contents()).values()].flat().sort();
  expect(all).toEqual(await manifestOf(before));
}

const imports = () => requests.filter((one) => one.url === '/import');

describe('the former mail of an account whose mailbox is new', () => {
  it('is offered, and once wanted lies in folders of its former names, every item once', async () => {
    const { before, value } = await back();
    expect(value.status).toBe('fulfilling');
    expect(step(value)).toMatchObject({ state: 'waiting', reason: { code: 'offer_mail' } });
    expect(value.mailReturn).toMatchObject({ from: before._id, items: 40, state: 'offered' });
    const decisions = desk.told.filter((one) => one.notice === 'decision' && one.about._id === value._id);
    expect(decisions.at(-1)).toMatchObject({ to: value.assignee?.id, about: { status: 'fulfilling' } });
    expect(imports()).toEqual([]);

    const after = await says(value._id, 'return_mail');
    expect(after.status).toBe('resolved');
    expect(step(after)).toMatchObject({ state: 'done', evidence: { imported: 40, failed: 0, found: 40 } });
    expect(after.mailReturn).toMatchObject({ state: 'returned', imported: 40, failed: 0 });
    expect(after.unrestored?.map((one) => one.what)).not.toContain('mailbox');
    const folders = await contents();
    expect([...folders.keys()].sort()).toEqual([
      'Archivo',
      'Bandeja de entrada',
      'Contratos',
      'Elementos enviados',
    ]);
    await expectEverythingOnce(before);
    expect(imports()).toHaveLength(40);
    const mailboxId = (await desk.deps.mailbox.exportId(desk.idOf('andres'))) ?? '';
    const root = (await desk.deps.mailbox.childFolders(mailboxId)).find((one) =>
      one.displayName.startsWith('Correo anterior'),
    );
    expect(root?.displayName).toBe(`Correo anterior ${before._id}`);
    const below = await desk.deps.mailbox.childFolders(mailboxId, root?.id);
    expect(below.map((one) => one.displayName).sort()).toEqual([
      'Archivo',
      'Bandeja de entrada',
      'Elementos enviados',
    ]);
  });

  it('never leaves the session’s token where it could be read', async () => {
    const { value } = await back({ items: 3 });
    const noted: string[] = [];
    const put = backups.current.putNote;
    backups.current.putNote = async (...args) => {
      noted.push(args.join(' '));
      await put(...args);
    };
    const after = await says(value._id, 'return_mail');
    const session = requests.find((one) => one.url.endsWith('createImportSession'));
    const url = JSON.stringify(session?.responseBody).match(/"importUrl":"([^"]+)/)?.[1] ?? '';
    const token = url.slice(url.lastIndexOf('/') + 1);
    expect(token.length).toBeGreaterThan(40);
    expect(JSON.stringify(after)).not.toContain(token);
    expect(noted.join('\n')).not.toContain(token);
    expect(imports().every((one) => one.headers.authorization === undefined)).toBe(true);
  });

  it('is not offered where the mailbox is the old one', async () => {
    const { value } = await back({ lost: false });
    expect(value.status).toBe('resolved');
    expect(step(value)).toMatchObject({ state: 'done', evidence: { mailbox: 'same' } });
    expect(value.mailReturn).toBeUndefined();
  });

  it('can be left, and returned once the case is closed', async () => {
    const { before, value } = await back({ items: 12 });
    const without = await says(value._id, 'skip_mail');
    expect(without).toMatchObject({ status: 'resolved', mailReturn: { state: 'skipped' } });
    expect(without.unrestored?.map((one) => one.what)).toContain('mailbox');
    await confirmed(without);
    expect((await current(value._id)).status).toBe('closed');
    const after = await says(value._id, 'return_mail', 'ricardo');
    expect(after).toMatchObject({ status: 'resolved', mailReturn: { state: 'returned', imported: 12 } });
    await expectEverythingOnce(before);
    expect((await desk.stores.register.get(desk.idOf('andres')))?.activeCaseId).toBe('');
  });

  it.each([
    ['throttled', { status: 429, retryAfterSeconds: 3 }],
    ['unavailable', { status: 503 }],
    ['dropped', { effect: 'drop' as const }],
    ['done and dropped', { effect: 'work-then-drop' as const }],
    ['done and answered with an error', { effect: 'work-then-answer' as const, status: 504 }],
    ['over with its session', { status: 401 }],
  ])('comes through every fourth import being %s, every item once', async (_name, fault) => {
    const { before, value } = await back();
    desk.sandbox.faults.add({
      match: { pathPrefix: '/import' },
      times: null,
      probability: 0.25,
      seed: 11,
      ...fault,
    });
    const after = await says(value._id, 'return_mail');
    expect(after.mailReturn).toMatchObject({ state: 'returned', imported: 40, failed: 0 });
    expect(desk.sandbox.faults.list()[0]?.struck).toBeGreaterThan(3);
    await expectEverythingOnce(before);
  });

  it('goes on without an item that Exchange does not take, and says so', async () => {
    const { value } = await back({ items: 12 });
    desk.sandbox.faults.add({ match: { pathPrefix: '/import' }, status: 400, times: 2, skip: 3 });
    const after = await says(value._id, 'return_mail');
    expect(after.mailReturn).toMatchObject({ state: 'returned', imported: 10, failed: 2 });
    expect(after.unrestored).toContainEqual({ what: 'messages', name: '2', why: 'refused' });
    expect(step(after)?.evidence).toMatchObject({ found: 10 });
  });

  it('goes on without an item that the backup has damaged, and says so', async () => {
    const { before, value } = await back({ items: 12 });
    const lines: string[] = [];
    for await (const line of backups.current.readManifest(before._id)) lines.push(line);
    const { item } = readItemLine(lines[5] ?? '');
    const about = await backups.current.itemAbout(before._id, item);
    if (about) await backups.current.putItem(before._id, about, Buffer.from('not it'));
    const after = await says(value._id, 'return_mail');
    expect(after.mailReturn).toMatchObject({ imported: 11, failed: 1 });
  });

  it('that does not add up in the mailbox is left to a person', async () => {
    const { value } = await back({ items: 12 });
    desk.sandbox.faults.add({ match: { pathPrefix: '/import' }, effect: 'pretend', times: 1, skip: 4 });
    const after = await says(value._id, 'return_mail');
    expect(after.status).toBe('needs_attention');
    expect(step(after)).toMatchObject({
      reason: { code: 'mail_count_differs', params: { found: 11, expected: 12 } },
    });
  });
});

describe('a return of mail that is cut off', () => {
  /** The store as it is when the n-th write never comes to be. */
  function failingAt(n: number, inner: BackupStore): BackupStore {
    let writes = 0;
    return {
      ...inner,
      putNote: async (...args) => {
        writes += 1;
        if (writes === n) throw new AppError('backup_failed');
        await inner.putNote(...args);
      },
    };
  }

  it.each([1, 2, 3, 4])('before its write %i goes on without importing anything twice', async (n) => {
    const { before, value } = await back({ items: 90 });
    const deps: Deps = { ...desk.deps, backups: failingAt(n, backups.current) };
    const { mailReturn } = value;
    if (!mailReturn) throw new TypeError('not offered');
    const about: Case = { ...value, mailReturn: { ...mailReturn, state: 'accepted' } };
    let crashes = 0;
    for (let turns = 0; turns < 20; turns += 1) {
      const turn: Step = { id: 's', kind: 's', mode: 'automatic', state: 'running', attempts: 0 };
      try {
        const outcome = await restoreMailbox({ deps, case: about, step: turn, sliceEndsAt: Date.now() });
        if (outcome.state === 'done') {
          expect(outcome.evidence).toMatchObject({ imported: 90, failed: 0, found: 90 });
          break;
        }
        expect(outcome).toMatchObject({ state: 'running', cursor: { total: 90 } });
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'backup_failed' });
        crashes += 1;
      }
    }
    expect(crashes).toBe(1);
    expect(imports()).toHaveLength(90);
    await expectEverythingOnce(before);
  });
});
