import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBackupStore } from '../../services/adapters/files/file-backup-store.ts';
import type { BackupStore, KeptItem } from '../../services/ports/backup-store.ts';
import { memoryBackups } from '../support/memory-backups.ts';

const B = 'MS-2026-000001';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mesa-backups-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const about = (item: string, more: Partial<KeptItem> = {}): KeptItem => ({
  item,
  folder: 'AAMk/inbox=',
  changeKey: 'ck',
  bytes: 3,
  sha256: 'ab',
  part: 0,
  ...more,
});

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const got: string[] = [];
  for await (const line of lines) got.push(line);
  return got;
}

async function* each(lines: Iterable<string>): AsyncGenerator<string> {
  yield* lines;
}

describe.each([
  ['files', () => createFileBackupStore(dir)],
  ['whole objects in memory', () => memoryBackups()],
] as const)('backups as %s', (_name, open) => {
  let store: BackupStore;
  beforeEach(() => {
    store = open();
  });

  it('give an item back byte for byte, line feeds and all, and what is known of it', async () => {
    const data = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 256));
    const known = about('AAMk/+=id', { bytes: data.length, part: 7, replaces: true });
    await store.putItem(B, known, data);
    expect((await store.getItem(B, 'AAMk/+=id'))?.equals(data)).toBe(true);
    expect(await store.itemAbout(B, 'AAMk/+=id')).toEqual(known);
    for (const [backup, key] of [
      [B, 'other'],
      ['other', 'AAMk/+=id'],
    ] as const) {
      expect(await store.getItem(backup, key)).toBeUndefined();
      expect(await store.itemAbout(backup, key)).toBeUndefined();
    }
  });

  it('replace an item that is written again, bytes and knowledge together', async () => {
    await store.putItem(B, about('k', { changeKey: undefined }), Buffer.from('old and long'));
    await store.putItem(B, about('k', { changeKey: 'two' }), Buffer.from('new'));
    expect((await store.getItem(B, 'k'))?.toString()).toBe('new');
    expect((await store.itemAbout(B, 'k'))?.changeKey).toBe('two');
    await store.putItem(B, about('empty'), Buffer.alloc(0));
    expect(await store.getItem(B, 'empty')).toHaveLength(0);
  });

  it('keep items apart whatever their names and their backups', async () => {
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
    for (const key of odd) await store.putItem(B, about(key), Buffer.from(key));
    for (const key of odd) {
      expect((await store.getItem(B, key))?.toString()).toBe(key);
      expect((await store.itemAbout(B, key))?.item).toBe(key);
    }
    const backups = ['../up', 'a/b', 'a_b', 'A_B', 'ñ', '..', ''];
    for (const backup of backups) await store.putItem(backup, about('k'), Buffer.from(backup));
    for (const backup of backups) expect((await store.getItem(backup, 'k'))?.toString()).toBe(backup);
  });

  it('keep notes by name, replaced whole', async () => {
    expect(await store.getNote(B, 'part 1')).toBeUndefined();
    await store.putNote(B, 'part 1', '{"two":"ñ\u2028\r😀"}\nthree');
    await store.putNote(B, 'part_1', 'other');
    await store.putNote(B, 'empty', '');
    expect(await store.getNote(B, 'part 1')).toBe('{"two":"ñ\u2028\r😀"}\nthree');
    await store.putNote(B, 'part 1', 'short');
    expect(await store.getNote(B, 'part 1')).toBe('short');
    expect(await store.getNote(B, 'empty')).toBe('');
    expect(await store.getNote('other', 'part 1')).toBeUndefined();
  });

  it('answer the manifest’s size and the hash of its lines', async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => JSON.stringify({ n, name: `ítem ${n}\u2028` }));
    const put = await store.putManifest(B, each(lines));
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    expect(put).toMatchObject({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(await all(store.readManifest(B))).toEqual(lines);
    for await (const line of store.readManifest(B)) {
      expect(line).toBe(lines[0]);
      break;
    }
  });

  it('keep the manifest of before where a new one cannot be made whole', async () => {
    await store.putManifest(B, each(['old']));
    async function* breaking(): AsyncGenerator<string> {
      yield 'new'.repeat(100_000);
      throw new TypeError('listing broke');
    }
    await expect(store.putManifest(B, breaking())).rejects.toMatchObject({ code: 'backup_failed' });
    await expect(store.putManifest(B, each(['a', 'b\nc']))).rejects.toMatchObject({ code: 'backup_failed' });
    expect(await all(store.readManifest(B))).toEqual(['old']);
  });

  it('tell an empty manifest from none', async () => {
    expect(await store.putManifest(B, each([]))).toMatchObject({ bytes: 0 });
    expect(await all(store.readManifest(B))).toEqual([]);
    await expect(all(store.readManifest('none'))).rejects.toMatchObject({ code: 'backup_failed' });
  });
});
