import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { BackupStore, KeptItem } from '../../ports/backup-store.ts';
import { writeWhole } from './durable-files.ts';
import { codeOf } from './file-faults.ts';
import { readLines } from './lines.ts';

const MANIFEST = 'manifest.ndjson';
/** Lines of a manifest are written in blocks of about this many bytes. */
const BLOCK = 64 * 1024;
/** Longest first line of an item's file, in bytes. */
const HEAD = 16 * 1024;
const LINE_FEED = 0x0a;

/**
 * Backups as files: a folder each below `dir`, in it the items (`items/ab/ab12...`, named by the SHA-256 of their
 * key), the notes and the manifest. An item's file is one line of JSON that tells what it is, a line feed, and the
 * exported bytes as they came. Names given from outside never become path segments as they are.
 */
export function createFileBackupStore(dir: string): BackupStore {
  const inside = (backup: string, ...rest: string[]): string => join(dir, plain(backup), ...rest);
  return {
    putItem: (backup, about, data) =>
      guarded(() =>
        writeWhole(inside(backup, ...itemPath(about.item)), async (file) => {
          await file.writeFile(`${JSON.stringify(about)}\n`);
          await file.writeFile(data);
        }),
      ),
    itemAbout: (backup, item) =>
      guarded(() => orMissing(readHead(inside(backup, ...itemPath(item))).then(aboutIn))),
    getItem: (backup, item) =>
      guarded(() => orMissing(readFile(inside(backup, ...itemPath(item))).then(bytesIn))),
    putNote: (backup, name, text) =>
      guarded(() => writeWhole(inside(backup, 'notes', plain(name)), (file) => file.writeFile(text))),
    getNote: (backup, name) =>
      guarded(() => orMissing(readFile(inside(backup, 'notes', plain(name)), 'utf8'))),
    putManifest: (backup, manifest) =>
      guarded(async () => ({
        location: `${plain(backup)}/${MANIFEST}`,
        ...(await writeManifest(inside(backup, MANIFEST), manifest)),
      })),
    readManifest: (backup) => guardedLines(inside(backup, MANIFEST)),
  };
}

const kept = z.object({
  item: z.string(),
  folder: z.string(),
  changeKey: z.string().optional(),
  bytes: z.number(),
  sha256: z.string(),
  part: z.number(),
  replaces: z.literal(true).optional(),
});

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Where the first line ends; a file without one is no item of ours. */
function endOfHead(content: Buffer): number {
  const end = content.indexOf(LINE_FEED);
  if (end < 0) throw new AppError('backup_failed', { detail: { why: 'no item' } });
  return end;
}

function aboutIn(content: Buffer): KeptItem {
  const parsed = kept.safeParse(JSON.parse(content.toString('utf8', 0, endOfHead(content))));
  if (!parsed.success) throw new AppError('backup_failed', { detail: { why: 'no item' } });
  return parsed.data;
}

const bytesIn = (content: Buffer): Buffer => content.subarray(endOfHead(content) + 1);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Readable beginning, and a hash that tells names apart on every file system. */
function plain(name: string): string {
  return `${name.replace(/[^A-Za-z0-9-]+/g, '_').slice(0, 60)}-${sha256(name).slice(0, 12)}`;
}

function itemPath(itemKey: string): readonly [string, string, string] {
  const name = sha256(itemKey);
  return ['items', name.slice(0, 2), name];
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

/** What was read, or undefined where there is no such file. */
function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((thrown) => {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  });
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

async function* guardedLines(path: string): AsyncGenerator<string> {
  try {
    yield* readLines(path);
  } catch (thrown) {
    throw fault(thrown);
  }
}
