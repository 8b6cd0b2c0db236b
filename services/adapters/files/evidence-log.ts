import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { EvidenceLog } from '../../ports/evidence-log.ts';
import { makeFolder, syncFolder, withFile } from './durable-files.ts';
import { codeOf, guarded } from './file-faults.ts';
import { endOfLastLine, readLines } from './lines.ts';

const FILE = 'heads.jsonl';
const LOCK = 'heads.lock';
/** A lock older than this was left by a process that is gone. Milliseconds. */
const LEFT_MS = 10 * 60_000;
/** Bytes from the end within which the last line is looked for first; it is found further back too. */
const TAIL = 256 * 1024;

/** `heads.jsonl` in a folder of its own. */
export function createEvidenceLog(dir: string): EvidenceLog {
  const path = join(dir, FILE);
  return {
    lines: () => linesOf(path),
    append: (work) =>
      guarded(async () => {
        await makeFolder(dir);
        if (!(await locked(join(dir, LOCK)))) return undefined;
        try {
          const last = await lastLine(path);
          return await work(last, (line) => appendLine(path, line));
        } finally {
          await rm(join(dir, LOCK), { force: true });
        }
      }),
  };
}

/** Takes the lock file; one that was left behind is taken away first. */
async function locked(path: string): Promise<boolean> {
  const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
  if (age > LEFT_MS) await rm(path, { force: true });
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    yield* readLines(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return;
    throw new AppError('file_failed', { cause: thrown, detail: { why: codeOf(thrown) } });
  }
}

async function lastLine(path: string): Promise<string | undefined> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  for (let length = Math.min(TAIL, size); length > 0; length = Math.min(length * 4, size)) {
    const tail = await withFile(path, 'r', async (file) => {
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return buffer;
    });
    const end = tail.lastIndexOf(0x0a);
    const begin = end > 0 ? tail.lastIndexOf(0x0a, end - 1) : -1;
    if (end >= 0 && (begin >= 0 || length === size)) return tail.subarray(begin + 1, end).toString('utf8');
    if (length === size) return undefined;
  }
  return undefined;
}

async function appendLine(path: string, line: string): Promise<void> {
  const fresh = (await stat(path).catch(() => undefined)) === undefined;
  await withFile(path, 'a+', async (file) => {
    // A line torn by a crash must not become the beginning of the next one.
    await file.truncate(await endOfLastLine(file));
    await file.appendFile(`${line}\n`, 'utf8');
    await file.sync();
  });
  if (fresh) await syncFolder(join(path, '..'));
}
