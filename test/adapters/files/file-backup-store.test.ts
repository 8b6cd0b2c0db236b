import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileBackupStore } from '../../../services/adapters/files/file-backup-store.ts';
import type { BackupStore, KeptItem } from '../../../services/ports/backup-store.ts';

const B = 'MS-2026-000001';
let dir: string;
let store: BackupStore;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mesa-backups-'));
  store = createFileBackupStore(dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const about = (item: string): KeptItem => ({ item, folder: 'f', bytes: 1, sha256: 'ab', part: 0 });

async function* each(lines: Iterable<string>): AsyncGenerator<string> {
  yield* lines;
}

/** Every file below the store, by path from it. */
function files(): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)));
}

it('is there for another opening too, and leaves no drafts behind', async () => {
  await store.putItem(B, about('k'), Buffer.from('old and long'));
  await store.putItem(B, about('k'), Buffer.from('new'));
  await store.putNote(B, 'n', 'a');
  await store.putNote(B, 'n', 'b');
  const again = createFileBackupStore(dir);
  expect((await again.getItem(B, 'k'))?.toString()).toBe('new');
  expect(await again.getNote(B, 'n')).toBe('b');
  expect(files()).toHaveLength(2);
});

it('stays inside the folder and apart on every file system', async () => {
  for (const backup of ['../up', 'a/b', 'a_b', 'A_B', 'ñ', '..', '']) {
    await store.putItem(backup, about('../../x'), Buffer.from('x'));
    await store.putNote(backup, '../../n', 'x');
  }
  expect(files()).toHaveLength(14);
  expect(readdirSync(dir).map((name) => name.toLowerCase())).toHaveLength(new Set(readdirSync(dir)).size);
});

it.runIf(process.platform !== 'win32')('is for the desk’s own account alone', async () => {
  await store.putItem(B, about('k'), Buffer.from('x'));
  await store.putNote(B, 'n', 'x');
  expect(files().map((path) => statSync(join(dir, path)).mode & 0o077)).toEqual([0, 0]);
});

it('has the manifest where it says, with the hash of its very bytes', async () => {
  const put = await store.putManifest(B, each(['one', 'dos ñ']));
  const bytes = readFileSync(join(dir, put.location));
  expect(put.bytes).toBe(bytes.length);
  expect(put.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  await expect(
    store.putManifest(
      B,
      (async function* () {
        yield 'new';
        throw new TypeError('broke');
      })(),
    ),
  ).rejects.toMatchObject({ code: 'backup_failed' });
  expect(files()).toHaveLength(1);
});

it('tells a file that is no item of ours as a failed backup', async () => {
  await store.putItem(B, about('k'), Buffer.from('x'));
  const [path = ''] = files();
  for (const content of ['', 'no line', '{}\nx']) {
    writeFileSync(join(dir, path), content);
    await expect(store.itemAbout(B, 'k')).rejects.toMatchObject({ code: 'backup_failed' });
  }
});

it('tells a disk that refuses as a failed backup, to be tried again', async () => {
  const blocked = join(dir, 'blocked');
  writeFileSync(blocked, '');
  const refused = { code: 'backup_failed', retryable: true };
  const broken = createFileBackupStore(blocked);
  await expect(broken.putItem(B, about('k'), Buffer.from('x'))).rejects.toMatchObject(refused);
  await expect(broken.putNote(B, 'n', 'x')).rejects.toMatchObject(refused);
  await expect(broken.putManifest(B, each(['x']))).rejects.toMatchObject(refused);
});
