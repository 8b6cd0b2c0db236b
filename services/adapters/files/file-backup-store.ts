import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { BackupStore } from '../../ports/backup-store.ts';
import { makeFolder, syncFolder, withFile, writeWhole } from './durable-files.ts';
import { endOfLastLine, readLines } from './lines.ts';

const MANIFEST = 'manifest.ndjson';
const JOURNAL = 'journal.ndjson';
/** Lines of a manifest are written in blocks of about this many bytes. */
const BLOCK = 64 * 1024;

/**
 * Backups as files: a folder each below `dir`, in it the items (`items/ab/ab12...`, named by the SHA-256 of their
 * key), the journal and the manifest. Names given from outside never become path segments as they are.
 */
export function createFileBackupStore(dir: string): BackupStore {
  const inside = (backup: string, ...rest: string[]): string => join(dir, folderOf(backup), ...rest);
  return {
    putItem: (backup, itemKey, data) =>
      guarded(() =>
        writeWhole(inside(backup, ...itemPath(itemKey)), async (file) => {
          await file.writeFile(data);
        }),
      ),
    getItem: (backup, itemKey) =>
      guarded(() =>
        readFile(inside(backup, ...itemPath(itemKey))).catch((thrown) => undefinedIfMissing(thrown)),
      ),
    appendJournal: (backup, lines) => guarded(() => append(inside(backup), lines)),
    readJournal: (backup) => guardedLines(inside(backup, JOURNAL), 'none'),
    putManifest: (backup, manifest) =>
      guarded(async () => ({
        location: `${folderOf(backup)}/${MANIFEST}`,
        ...(await writeManifest(inside(backup, MANIFEST), manifest)),
      })),
    readManifest: (backup) => guardedLines(inside(backup, MANIFEST), 'fault'),
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Readable beginning, and a hash that tells names apart on every file system. */
function folderOf(backup: string): string {
  return `${backup.replace(/[^A-Za-z0-9-]+/g, '_').slice(0, 60)}-${sha256(backup).slice(0, 12)}`;
}

function itemPath(itemKey: string): readonly [string, string, string] {
  const name = sha256(itemKey);
  return ['items', name.slice(0, 2), name];
}

async function append(folder: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const text = lines.map(ended).join('');
  await makeFolder(folder);
  const path = join(folder, JOURNAL);
  const fresh = await stat(path).then(
    () => false,
    () => true,
  );
  await withFile(path, 'a+', async (file) => {
    // A line torn by a crash must not become the beginning of the next one.
    await file.truncate(await endOfLastLine(file));
    await file.appendFile(text, 'utf8');
    await file.sync();
  });
  if (fresh) await syncFolder(folder);
}

async function writeManifest(
  path: string,
  manifest: AsyncIterable<string>,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await writeWhole(path, async (file) => {
    let waiting = '';
    const flush = async (): Promise<void> => {
      const block = Buffer.from(waiting, 'utf8');
      waiting = '';
      hash.update(block);
      bytes += block.length;
      await file.writeFile(block);
    };
    for await (const line of manifest) {
      waiting += ended(line);
      if (waiting.length >= BLOCK) await flush();
    }
    await flush();
  });
  return { sha256: hash.digest('hex'), bytes };
}

function ended(line: string): string {
  if (line.includes('\n')) throw new AppError('backup_failed', { detail: { why: 'line feed in a line' } });
  return `${line}\n`;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function undefinedIfMissing(thrown: unknown): undefined {
  if (codeOf(thrown) === 'ENOENT') return undefined;
  throw thrown;
}

function fault(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('backup_failed', { cause: thrown, detail: { why: codeOf(thrown) } });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw fault(thrown);
  }
}

async function* guardedLines(path: string, whereMissing: 'none' | 'fault'): AsyncGenerator<string> {
  try {
    yield* readLines(path);
  } catch (thrown) {
    if (whereMissing === 'none' && codeOf(thrown) === 'ENOENT') return;
    throw fault(thrown);
  }
}
