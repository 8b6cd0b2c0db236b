import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { Step } from '../../services/domain/plan.ts';
import type { BackupStore } from '../../services/ports/backup-store.ts';
import type { Mailbox, MailboxItem } from '../../services/ports/mailbox.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { backUpMailbox } from '../../services/usecases/steps/back-up-mailbox.ts';
import { BackupList, type ItemLine, readItemLine } from '../../services/usecases/steps/mailbox-export.ts';
import type { StepRun } from '../../services/usecases/steps/step.ts';
import { verifyBackup } from '../../services/usecases/steps/verify-backup.ts';
import { sampleCase } from '../cards/samples.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { memoryBackups } from '../support/memory-backups.ts';

const PLACE = { backup: 'MS-2026-000001', mailboxId: 'MBX:1' };

/** A mailbox of one folder whose pages, one after another, are these. */
function pages(...list: readonly (readonly MailboxItem[])[]) {
  const exported: string[] = [];
  const mailbox: Pick<Mailbox, 'exportItems'> = {
    exportItems: async (_id, ids) => {
      exported.push(...ids);
      return ids.map((id) => ({ id, data: Buffer.from(`${id} ${list.flat().length}`) }));
    },
  };
  return { mailbox, exported, list };
}

const item = (id: string, changeKey = 'ck'): MailboxItem => ({ id, changeKey, size: 10 });

async function told(list: BackupList): Promise<readonly string[]> {
  const items: string[] = [];
  for await (const line of list.items()) items.push(`${line.item}/${line.changeKey}`);
  return items;
}

describe('the list of a backup', () => {
  const open = (backups: BackupStore, mailbox: Pick<Mailbox, 'exportItems'>, from = 0) =>
    BackupList.open({ backups, mailbox } as Deps, PLACE, from);

  it('tells and exports an item once, however often it is listed', async () => {
    const box = pages([item('a'), item('b'), item('a')], [item('b'), item('c')]);
    const list = await open(memoryBackups(), box.mailbox);
    for (const page of box.list) await list.add('f', page);
    expect(await told(list)).toEqual(['a/ck', 'b/ck', 'c/ck']);
    expect(box.exported).toEqual(['a', 'b', 'c']);
  });

  it('tells a changed item as it was exported last', async () => {
    const box = pages([item('a'), item('b')], [item('a', 'two')], [item('a', 'three'), item('c')]);
    const list = await open(memoryBackups(), box.mailbox);
    for (const page of box.list) await list.add('f', page);
    expect(await told(list)).toEqual(['b/ck', 'a/three', 'c/ck']);
  });

  it('keeps the older version of a changed item that is gone before it could be exported', async () => {
    const backups = memoryBackups();
    const box = pages([item('a')], [item('a', 'two')]);
    const list = await open(backups, box.mailbox);
    await list.add('f', box.list[0] ?? []);
    const gone = { exportItems: async () => [{ id: 'a', error: 'ErrorItemNotFound' }] };
    const again = await open(backups, gone);
    await again.add('f', box.list[1] ?? []);
    expect(await told(again)).toEqual(['a/ck']);
  });

  it('broken off before a part was written loses nothing of it, even where the page comes otherwise', async () => {
    const backups = memoryBackups();
    let broken = true;
    const breaking: BackupStore = {
      ...backups,
      putNote: async (backup, name, text) => {
        if (broken) throw new AppError('backup_failed');
        await backups.putNote(backup, name, text);
      },
    };
    const box = pages([item('a'), item('b')], [item('b'), item('c')], [item('a')]);
    const list = await open(breaking, box.mailbox);
    await expect(list.add('f', box.list[0] ?? [])).rejects.toMatchObject({ code: 'backup_failed' });
    broken = false;
    const again = await open(breaking, box.mailbox);
    await again.add('f', box.list[1] ?? []);
    await again.add('f', box.list[2] ?? []);
    expect([...(await told(again))].sort()).toEqual(['a/ck', 'b/ck', 'c/ck']);
  });
});

describe('the backup of a mailbox', () => {
  let desk: DeskHarness;
  const exports: string[] = [];
  beforeEach(async () => {
    exports.length = 0;
    desk = await openDesk({}, (one) => {
      const body = one.requestBody as { itemIds?: readonly string[] } | undefined;
      if (one.url.endsWith('/exportItems')) exports.push(...(body?.itemIds ?? []));
    });
  });
  afterEach(() => desk.close());

  /** Runs a step until it is done or failed; whatever it throws is a crash, and it goes on from its last cursor. */
  async function through(run: StepRun, deps: Deps, value: Case, sliceMs = 0) {
    let about = value;
    let crashes = 0;
    let cursor: Step['cursor'];
    for (let turns = 0; turns < 500; turns += 1) {
      const step: Step = { id: 's', kind: 's', mode: 'automatic', state: 'running', attempts: 0, cursor };
      try {
        const context = { deps, case: about, step, sliceEndsAt: Date.now() + sliceMs };
        const outcome = await run(context);
        about = { ...about, ...outcome.learned };
        if (outcome.state !== 'running') return { outcome, value: about, crashes };
        cursor = outcome.cursor;
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        crashes += 1;
      }
    }
    throw new RangeError('the step does not end');
  }

  const deactivation = () =>
    sampleCase('deactivate', 'fulfilling', {
      target: {
        id: desk.idOf('andres'),
        name: 'Andrés',
        email: '',
        userPrincipalName: '',
        enabled: false,
        synchronised: false,
      },
    });

  /** The store as it is when the n-th write never comes to be. */
  function failingAt(n: number, inner: BackupStore): BackupStore {
    let writes = 0;
    const write =
      <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        writes += 1;
        if (writes === n) throw new AppError('backup_failed');
        return work(...args);
      };
    return {
      ...inner,
      putItem: write(inner.putItem),
      putNote: write(inner.putNote),
      putManifest: write(inner.putManifest),
    };
  }

  async function manifest(backups: BackupStore, backup: string): Promise<readonly ItemLine[]> {
    const lines: ItemLine[] = [];
    for await (const line of backups.readManifest(backup)) lines.push(readItemLine(line));
    return lines;
  }

  it.each(Array.from({ length: 30 }, (_, n) => n + 1))(
    'broken off at write %i ends with every item once, and exports again at most the call that broke',
    async (n) => {
      controlTenant(desk.sandbox.tenant, { do: 'mail-items', userId: desk.idOf('andres'), count: 12 });
      const backups = failingAt(n, memoryBackups());
      const deps = { ...desk.deps, backups };
      const { value, crashes } = await through(backUpMailbox, deps, deactivation(), 10_000);
      const lines = await manifest(backups, value._id);
      expect(new Set(lines.map((one) => one.item)).size).toBe(12);
      expect(lines).toHaveLength(12);
      expect(exports.length - 12).toBeLessThanOrEqual(crashes * 7);
      const proof = await through(verifyBackup, deps, value, 10_000);
      expect(proof.outcome.state).toBe('done');
    },
  );

  it('in slices of a page, and of an item, comes to the same', async () => {
    const deps = { ...desk.deps, backups: memoryBackups() };
    const { value } = await through(backUpMailbox, deps, deactivation());
    expect(value.backup?.items).toBe(40);
    const proof = await through(verifyBackup, deps, value);
    expect(proof.outcome).toMatchObject({ state: 'done', evidence: { items: 40, compared: true } });
    expect(proof.value.backup?.verifiedAt).toBeDefined();
    expect(exports).toHaveLength(40);
  });

  it('is not proved by a manifest that somebody changed', async () => {
    const backups = memoryBackups();
    const deps = { ...desk.deps, backups };
    const { value } = await through(backUpMailbox, deps, deactivation());
    const lines = (await manifest(backups, value._id)).slice(1).map((one) => JSON.stringify(one));
    await backups.putManifest(
      value._id,
      (async function* () {
        yield* lines;
      })(),
    );
    expect((await through(verifyBackup, deps, value)).outcome).toMatchObject({
      state: 'failed',
      reason: { code: 'backup_differs' },
    });
  });

  it('keeps the folders with their names, parents and kinds', async () => {
    const backups = memoryBackups();
    const { value } = await through(backUpMailbox, { ...desk.deps, backups }, deactivation(), 10_000);
    const folders = JSON.parse((await backups.getNote(value._id, 'folders')) ?? '[]');
    const inbox = folders.find((one: { displayName: string }) => one.displayName === 'Bandeja de entrada');
    expect(folders).toContainEqual(
      expect.objectContaining({ displayName: 'Contratos', parentId: inbox.id, type: 'IPF.Note' }),
    );
    expect(value.backup?.mailboxId).toMatch(/^MBX:/);
  });
});
