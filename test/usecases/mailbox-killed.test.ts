import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createFileBackupStore } from '../../services/adapters/files/file-backup-store.ts';
import type { Case } from '../../services/domain/case.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { readItemLine, sha256 } from '../../services/usecases/steps/mailbox-export.ts';
import type { StepOutcome } from '../../services/usecases/steps/step.ts';
import { sampleCase } from '../cards/samples.ts';
import { type Compiled, compile } from '../support/compiled.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const ITEMS = 45;
let program: Compiled;
let desk: DeskHarness;
let folder: string;
let running: ChildProcess | undefined;
/** Requests that the running process may still make; at the last of them it is killed, its answer on the way. */
let left = 0;
beforeAll(() => {
  program = compile('test/usecases/step-until-killed.ts');
});
afterAll(() => program.remove());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-killed-'));
  desk = await openDesk({ backups: createFileBackupStore(folder) }, (one) => {
    if (!/^\/(import|admin\/exchange)/.test(one.url)) return;
    left -= 1;
    if (left === 0) running?.kill('SIGKILL');
  });
  controlTenant(desk.sandbox.tenant, { do: 'mail-items', userId: desk.idOf('andres'), count: ITEMS });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the step in a process of its own that is killed again and again, a little later each time, until it ends. */
async function untilDone(kind: string, given: { value: Case; source?: Case }) {
  for (let kills = 0; kills < 60; kills += 1) {
    left = 6 + 3 * kills;
    running = spawn(
      process.execPath,
      [program.script, kind, String(desk.port), folder, JSON.stringify(given)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    running.stdout?.on('data', (chunk) => {
      said += String(chunk);
    });
    await once(running, 'close');
    if (running.signalCode === null) return { outcome: JSON.parse(said) as StepOutcome, kills };
  }
  throw new RangeError(`${kind} does not end`);
}

const target = () => ({
  id: desk.idOf('andres'),
  name: 'Andrés',
  email: 'andres.pena@entidad.example',
  userPrincipalName: 'andres.pena@entidad.example',
  enabled: true,
  synchronised: false,
});

it('a backup and a return that are killed at any moment have every item once', async () => {
  const value = sampleCase('deactivate', 'fulfilling', { target: target() });
  const saved = await untilDone('back_up_mailbox', { value });
  expect(saved.kills).toBeGreaterThan(1);
  const backup = saved.outcome.learned?.backup;
  if (!backup) throw new TypeError('no backup');
  const hashes: string[] = [];
  for await (const line of desk.deps.backups.readManifest(value._id)) hashes.push(readItemLine(line).sha256);
  expect(hashes).toHaveLength(ITEMS);

  const { directory, tenant, mailbox } = desk.deps;
  for (const one of (await directory.user(target().id))?.licences ?? [])
    if (one.viaGroup) await directory.removeFromGroup(target().id, one.viaGroup);
    else await directory.removeLicence(target().id, one.skuId);
  desk.clock.tick(10_000);
  await directory.user(target().id);
  controlTenant(desk.sandbox.tenant, {
    do: 'unlicensed-since',
    userId: target().id,
    at: '2026-01-01T00:00:00Z',
  });
  await directory.assignLicence(target().id, tenant.licences.official.skuId);
  desk.clock.tick(10_000);

  const source = { ...value, backup: { ...backup, verifiedAt: '2026-11-20T15:00:00.000Z' } };
  const mailReturn = { from: value._id, items: ITEMS, bytes: backup.bytes, state: 'accepted' } as const;
  const returned = await untilDone('restore_mailbox', {
    value: sampleCase('activate', 'fulfilling', { _id: 'MS-2026-000002', target: target(), mailReturn }),
    source,
  });
  expect(returned.kills).toBeGreaterThan(1);
  expect(returned.outcome).toMatchObject({
    state: 'done',
    evidence: { imported: ITEMS, failed: 0, found: ITEMS },
  });
  const mailboxId = (await mailbox.exportId(target().id)) ?? '';
  const found: string[] = [];
  for (const one of await mailbox.folders(mailboxId)) {
    const { items } = await mailbox.itemChanges(mailboxId, one.id);
    for (let from = 0; from < items.length; from += 20)
      for (const got of await mailbox.exportItems(
        mailboxId,
        items.slice(from, from + 20).map((each) => each.id),
      ))
        if ('data' in got) found.push(sha256(got.data));
  }
  expect(found.sort()).toEqual(hashes.sort());
});
