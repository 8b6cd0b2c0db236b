import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBackupStore } from '../../../services/adapters/files/file-backup-store.ts';
import type { BackupStore } from '../../../services/ports/backup-store.ts';

const B = 'MS-2026-000001';
let dir: string;
let store: BackupStore;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mesa-backups-'));
  store = createFileBackupStore(dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const got: string[] = [];
  for await (const line of lines) got.push(line);
  return got;
}

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

function journal(): string {
  const found = files().find((path) => path.endsWith('journal.ndjson'));
  return join(dir, found ?? expect.fail('no journal'));
}

describe('items', () => {
  it('come back byte for byte, from another opening too', async () => {
    const data = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 256));
    await store.putItem(B, 'AAMk/+=id', data);
    expect((await createFileBackupStore(dir).getItem(B, 'AAMk/+=id'))?.equals(data)).toBe(true);
    expect(await store.getItem(B, 'other')).toBeUndefined();
    expect(await store.getItem('other', 'AAMk/+=id')).toBeUndefined();
  });

  it('are replaced when written again, and leave no drafts', async () => {
    await store.putItem(B, 'k', Buffer.from('old and long'));
    await store.putItem(B, 'k', Buffer.from('new'));
    await store.putItem(B, 'empty', Buffer.alloc(0));
    expect((await store.getItem(B, 'k'))?.toString()).toBe('new');
    expect(await store.getItem(B, 'empty')).toHaveLength(0);
    expect(files()).toHaveLength(2);
  });

  it('stay inside the folder and apart, whatever their names', async () => {
    const odd = [
      '../../x',
      '/etc/passwd',
      'a'.repeat(5_000),
      'CON',
      'k',
      'K',
      '',
      'ñ',
      '\u0000',
      'a/b',
      'a_b',
    ];
    for (const key of odd) await store.putItem(B, key, Buffer.from(key));
    for (const key of odd) expect((await store.getItem(B, key))?.toString()).toBe(key);
    const backups = ['../up', 'a/b', 'a_b', 'A_B', 'ñ', '..', ''];
    for (const backup of backups) await store.putItem(backup, 'k', Buffer.from(backup));
    for (const backup of backups) expect((await store.getItem(backup, 'k'))?.toString()).toBe(backup);
    expect(files()).toHaveLength(odd.length + backups.length);
    expect(readdirSync(dir).map((name) => name.toLowerCase())).toHaveLength(new Set(readdirSync(dir)).size);
  });

  it.runIf(process.platform !== 'win32')('are for the desk’s own account alone', async () => {
    await store.putItem(B, 'k', Buffer.from('x'));
    expect(files().map((path) => statSync(join(dir, path)).mode & 0o077)).toEqual([0]);
  });
});

describe('the journal', () => {
  it('keeps lines in order over many appends', async () => {
    expect(await all(store.readJournal(B))).toEqual([]);
    await store.appendJournal(B, []);
    await store.appendJournal(B, ['one', '{"two":"ñ\u2028\r😀"}']);
    await createFileBackupStore(dir).appendJournal(B, ['', 'four']);
    expect(await all(store.readJournal(B))).toEqual(['one', '{"two":"ñ\u2028\r😀"}', '', 'four']);
  });

  it('leaves out a torn last line, and does not let it spoil the next', async () => {
    await store.appendJournal(B, ['one', 'two']);
    appendFileSync(journal(), `{"torn":"${'x'.repeat(200_000)}`);
    expect(await all(store.readJournal(B))).toEqual(['one', 'two']);
    await store.appendJournal(B, ['three']);
    expect(await all(store.readJournal(B))).toEqual(['one', 'two', 'three']);
  });

  it('that is nothing but a torn line is empty and goes on', async () => {
    await store.appendJournal(B, ['one']);
    writeFileSync(journal(), 'on');
    expect(await all(store.readJournal(B))).toEqual([]);
    await store.appendJournal(B, ['two']);
    expect(await all(store.readJournal(B))).toEqual(['two']);
  });

  it('reads lines longer than a block, and accents on the edge of one', async () => {
    const lines = [`${'a'.repeat(65_535)}ñ${'b'.repeat(140_000)}`, 'short', 'ñ'.repeat(70_000)];
    await store.appendJournal(B, lines);
    expect(await all(store.readJournal(B))).toEqual(lines);
  });

  it('can be left in the middle', async () => {
    await store.appendJournal(B, ['one', 'two']);
    for await (const line of store.readJournal(B)) {
      expect(line).toBe('one');
      break;
    }
    await store.appendJournal(B, ['three']);
    expect(await all(store.readJournal(B))).toHaveLength(3);
  });

  it('refuses a line with a line feed and writes none of its company', async () => {
    await expect(store.appendJournal(B, ['one', 'two\nthree'])).rejects.toMatchObject({
      code: 'backup_failed',
    });
    expect(await all(store.readJournal(B))).toEqual([]);
  });
});

describe('the manifest', () => {
  it('is answered with its place, its size and the hash of its very bytes', async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => JSON.stringify({ n, name: `ítem ${n}` }));
    const put = await store.putManifest(B, each(lines));
    const bytes = readFileSync(join(dir, put.location));
    expect(put.bytes).toBe(bytes.length);
    expect(put.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await all(store.readManifest(B))).toEqual(lines);
  });

  it('that cannot be made whole leaves the one before', async () => {
    await store.putManifest(B, each(['old']));
    async function* breaking(): AsyncGenerator<string> {
      yield 'new'.repeat(100_000);
      throw new TypeError('listing broke');
    }
    await expect(store.putManifest(B, breaking())).rejects.toMatchObject({ code: 'backup_failed' });
    expect(await all(store.readManifest(B))).toEqual(['old']);
    expect(files()).toHaveLength(1);
  });

  it('of a backup without items is empty, and of no backup is a fault', async () => {
    expect(await store.putManifest(B, each([]))).toMatchObject({ bytes: 0 });
    expect(await all(store.readManifest(B))).toEqual([]);
    await expect(all(store.readManifest('none'))).rejects.toMatchObject({ code: 'backup_failed' });
  });
});

it('tells a disk that refuses as a failed backup, to be tried again', async () => {
  const blocked = join(dir, 'blocked');
  writeFileSync(blocked, '');
  const refused = { code: 'backup_failed', retryable: true };
  const broken = createFileBackupStore(blocked);
  await expect(broken.putItem(B, 'k', Buffer.from('x'))).rejects.toMatchObject(refused);
  await expect(broken.appendJournal(B, ['x'])).rejects.toMatchObject(refused);
  await expect(broken.putManifest(B, each(['x']))).rejects.toMatchObject(refused);
});
